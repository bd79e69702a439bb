import type { Clock } from '../../clock.ts'
import { FoneStormError } from './errors.ts'
import type { FoneStormSwitches } from './switches.ts'

/** "Standard FoneStorm accounts are limited to 10 requests per second." */
export class RateLimit {
  readonly #clock: Clock
  readonly #switches: Readonly<FoneStormSwitches>
  #taken: number[] = []

  constructor(clock: Clock, switches: Readonly<FoneStormSwitches>) {
    this.#clock = clock
    this.#switches = switches
  }

  /** @throws FoneStormError when the second that ends now has seen enough. ASSUMPTION: refused requests do not count, signing in does. */
  take(): void {
    const { requestsPerSecond, limitStatus, retryAfterSeconds } = this.#switches
    if (requestsPerSecond === null) return
    const now = this.#clock.now()
    this.#taken = this.#taken.filter((at) => at > now - 1000)
    if (this.#taken.length >= requestsPerSecond) {
      const headers = retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }
      throw new FoneStormError(limitStatus, `More than ${requestsPerSecond} requests in a second.`, headers)
    }
    this.#taken.push(now)
  }

  clear(): void {
    this.#taken = []
  }
}
