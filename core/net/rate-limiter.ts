import { fail } from '../failure.ts'
import type { Cancel, Clock } from '../ports/clock.ts'

interface Waiting {
  readonly go: () => void
}

/**
 * At most `limit` in any window of `windowMs` (FoneStorm: 10 in a second; Telphin's sign-in: 20), first come, first served. The window slides: a burst at the
 * end of one second counts in the next.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #limit: number
  readonly #windowMs: number
  /** When the last ones went, oldest first; at most `limit`. */
  readonly #gone: number[] = []
  #waiting: Waiting[] = []
  #timer: Cancel | undefined

  constructor(clock: Clock, limit: number, windowMs = 1000) {
    this.#clock = clock
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Resolves when it is this caller's turn. Rejects with `aborted`; the place in the queue is then the next one's. */
  take(signal?: AbortSignal): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(fail('aborted'))
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    const waiting: Waiting = {
      go: () => {
        signal?.removeEventListener('abort', giveUp)
        resolve(undefined)
      },
    }
    const giveUp = (): void => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting)
      if (this.#waiting.length === 0) this.#timer?.()
      reject(fail('aborted'))
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#waiting.push(waiting)
    this.#letGo()
    return promise
  }

  #letGo(): void {
    this.#timer?.()
    this.#timer = undefined
    const now = this.#clock.now()
    while (this.#waiting.length > 0) {
      const wait = this.#waitAt(now)
      if (wait > 0) {
        this.#timer = this.#clock.after(wait, () => this.#letGo())
        return
      }
      this.#gone.push(now)
      if (this.#gone.length > this.#limit) this.#gone.shift()
      this.#waiting.shift()?.go()
    }
  }

  /** How long until the oldest of a full window leaves it. A clock that was set back must not make anybody wait longer than a window. */
  #waitAt(now: number): number {
    const [oldest] = this.#gone
    if (oldest === undefined || this.#gone.length < this.#limit) return 0
    return Math.min(oldest + this.#windowMs - now, this.#windowMs)
  }
}
