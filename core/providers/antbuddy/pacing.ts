import type { Clock } from '../../ports/index.ts'
import { backoffDelay } from '../../net/backoff.ts'
import { pause } from '../../net/pause.ts'
import { RateLimiter } from '../../net/rate-limiter.ts'
import { FailureError } from '../../failure.ts'
import { isThrottled } from './failures.ts'

/** "503: request limit exceeded". The limit is not published: the first wait is 2 s, and every further one in a row twice as long. */
const firstWaitMs = 2_000
const longestWaitMs = 60_000
const mostRefusals = 6
/** A line that breaks is tried again soon. */
const mostBreaks = 3
const afterBreak = { baseMs: 500, capMs: 4_000 }
/** A little more than the second in which the service is believed to count: requests arrive more or less evenly late. */
const windowMs = 1_100

/**
 * How fast the service may be asked, learnt from its refusals and shared by all requests that may be repeated:
 *
 *   free ── 503 ──► everybody waits (2 s, 4 s, ... 60 s; more where Retry-After says so) ──► at the pace at which it had answered, for the rest of the session
 *
 * A request that was refused six times, or whose line broke three times, gives up.
 */
export class Pacing {
  readonly #clock: Clock
  /** When the last requests were answered, oldest first. */
  #answered: number[] = []
  #pace: RateLimiter | undefined
  #limit = Number.POSITIVE_INFINITY
  #refusals = 0
  #pausedUntil = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Runs a request that may be repeated, in its turn. Rejects with what it rejects with. */
  async run<T>(request: () => Promise<T>, signal: AbortSignal): Promise<T> {
    let refusals = 0
    let breaks = 0
    for (;;) {
      await this.#turn(signal)
      const started = this.#clock.now()
      try {
        const answer = await request()
        this.#wasAnswered()
        return answer
      } catch (thrown) {
        if (isThrottled(thrown)) {
          refusals += 1
          if (refusals === mostRefusals) throw thrown
          this.#wasRefused(thrown, started)
        } else {
          breaks += 1
          if (breaks === mostBreaks || !mayMend(thrown)) throw thrown
          await pause(this.#clock, backoffDelay(breaks, afterBreak, this.#clock.random()), signal)
        }
      }
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    for (let now = this.#clock.now(); now < this.#pausedUntil; now = this.#clock.now())
      await pause(this.#clock, Math.min(this.#pausedUntil - now, longestWaitMs), signal)
    await this.#pace?.take(signal)
  }

  #wasAnswered(): void {
    this.#refusals = 0
    const now = this.#clock.now()
    this.#answered = [...this.#answered.filter((at) => at > now - 1_000), now]
  }

  /** Requests that left before somebody else's refusal was heard are refused for the same reason: they count once. */
  #wasRefused({ failure }: FailureError, started: number): void {
    const now = this.#clock.now()
    if (started < this.#pausedUntil && now < this.#pausedUntil) return
    this.#refusals += 1
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.#refusals - 1))
    this.#pausedUntil = now + Math.max(wait, failure.retryAfterMs ?? 0)
    const seen = this.#answered.filter((at) => at > now - 1_000).length
    this.#limit = Math.max(1, Math.min(seen, this.#limit - 1))
    this.#pace = new RateLimiter(this.#clock, this.#limit, windowMs)
  }
}

/** The line, or a server behind it, and not what we asked. */
function mayMend(thrown: unknown): boolean {
  return thrown instanceof FailureError && thrown.failure.retry !== 'no'
}
