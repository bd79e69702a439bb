import type { Clock } from '../../clock.ts'
import { OapiError } from './errors.ts'
import type { AntBuddySwitches } from './switches.ts'

/** Counts requests; the vendor says that there is a limit and that 503 tells of it, not how high it is. */
export class Throttle {
  readonly #clock: Clock
  readonly #switches: AntBuddySwitches
  #taken: number[] = []

  constructor(clock: Clock, switches: AntBuddySwitches) {
    this.#clock = clock
    this.#switches = switches
  }

  /** @throws OapiError 503 when the second that ends now has seen enough. ASSUMPTION: refused requests do not count. */
  take(): void {
    const { requestsPerSecond } = this.#switches
    if (requestsPerSecond === null) return
    const now = this.#clock.now()
    this.#taken = this.#taken.filter((at) => at > now - 1000)
    if (this.#taken.length >= requestsPerSecond) throw new OapiError('REQUEST_LIMIT_EXCEEDED', 503)
    this.#taken.push(now)
  }

  clear(): void {
    this.#taken = []
  }
}
