import type { Clock } from '../../clock.ts'
import { ApiError } from './errors.ts'
import type { TelphinSwitches } from './switches.ts'

const hour = 3_600_000

/** The hourly quota of a client. ASSUMPTION: an hour begins with the first request after the last one. */
export class Quota {
  readonly #clock: Clock
  readonly #switches: TelphinSwitches
  #endsAt = 0
  #used = 0

  constructor(clock: Clock, switches: TelphinSwitches) {
    this.#clock = clock
    this.#switches = switches
  }

  /** Counts one request. @throws ApiError 429 when there are none left; such requests are not counted */
  take(): void {
    this.#begin()
    if (this.#used >= this.#switches.quotaPerHour) {
      throw new ApiError(429, 'Rate limit exceeded', 'rate_limit_exceeded')
    }
    this.#used += 1
  }

  /** Nothing is left of this hour. */
  exhaust(): void {
    this.#begin()
    this.#used = Math.max(this.#used, this.#switches.quotaPerHour)
  }

  reset(): void {
    this.#endsAt = 0
  }

  /** X-RateLimit-Reset counts the seconds until the hour ends. */
  headers(): Record<string, string> {
    const { quotaHeaders, quotaPerHour } = this.#switches
    if (!quotaHeaders) return {}
    return {
      'x-ratelimit-limit': String(quotaPerHour),
      'x-ratelimit-remaining': String(Math.max(0, quotaPerHour - this.#used)),
      'x-ratelimit-reset': String(Math.max(0, Math.ceil((this.#endsAt - this.#clock.now()) / 1000))),
    }
  }

  #begin(): void {
    if (this.#clock.now() < this.#endsAt) return
    this.#endsAt = this.#clock.now() + hour
    this.#used = 0
  }
}
