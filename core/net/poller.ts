import { FailureError, toFailure } from '../failure.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import { backoffDelay } from './backoff.ts'
import type { Backoff } from './backoff.ts'
import type { SupervisedConnection } from './supervisor.ts'

/*
 * Asks a service again and again, one question at a time.
 *
 *   idle ──start──► waiting ──timer, now──► polling ──answered──► waiting
 *                                              │ ├──failed, borne──► waiting (longer each time)
 *                                              │ └──failed──► ended (told as `lost`)
 *                                              └──now──► polling again as soon as this one is over
 *   any ──stop──► ended
 */
type State =
  | { readonly name: 'idle' }
  | { readonly name: 'waiting'; readonly timer: Cancel }
  | { readonly name: 'polling'; readonly abort: AbortController; again: boolean }
  | { readonly name: 'ended' }

/** What a service says of how much it will still answer, as in X-RateLimit-Remaining and X-RateLimit-Reset. */
export interface PollQuota {
  readonly remaining: number
  /** Until the quota is whole again. */
  readonly resetMs: number
}

export interface PollerOptions {
  readonly clock: Clock
  /** From the end of one question to the next. */
  readonly intervalMs: number
  /** Asks once. Rejecting is a failure; what it resolves to may slow the next one down. */
  readonly poll: (signal: AbortSignal) => Promise<PollQuota | undefined>
  /** How many failures in a row are borne before `lost`; they are waited out by `backoff`, or longer where the failure says so. */
  readonly bears: number
  readonly backoff: Backoff
  /** Once, and nothing is asked after it. */
  readonly lost: (failure: FailureError) => void
}

/** Our share of what is left: the person's own clicks and other programs need theirs. */
const OUR_SHARE = 0.5

/** How long to wait so that polling lives within the quota, and never less than the interval; in milliseconds. */
export function intervalWithin(quota: PollQuota | undefined, intervalMs: number): number {
  if (quota === undefined) return intervalMs
  const ours = Math.floor(quota.remaining * OUR_SHARE)
  return Math.max(intervalMs, ours <= 0 ? quota.resetMs : Math.ceil(quota.resetMs / ours))
}

export class Poller {
  readonly #options: PollerOptions
  #state: State = { name: 'idle' }
  #failures = 0

  constructor(options: PollerOptions) {
    this.#options = options
  }

  /** Asks for the first time after `delayMs`. */
  start(delayMs = 0): void {
    if (this.#state.name === 'idle') this.#wait(delayMs)
  }

  /** Asks at once: something has probably changed. */
  now(): void {
    if (this.#state.name === 'waiting') return this.#ask()
    if (this.#state.name === 'polling') this.#state.again = true
  }

  stop(): void {
    this.#enter({ name: 'ended' })
  }

  #wait(delayMs: number): void {
    this.#enter({ name: 'waiting', timer: this.#options.clock.after(delayMs, () => this.#ask()) })
  }

  #ask(): void {
    const mine: State = { name: 'polling', abort: new AbortController(), again: false }
    this.#enter(mine)
    this.#options.poll(mine.abort.signal).then(
      (quota) => {
        if (this.#state !== mine) return
        this.#failures = 0
        const usedUp = quota !== undefined && quota.remaining <= 0
        this.#wait(mine.again && !usedUp ? 0 : intervalWithin(quota, this.#options.intervalMs))
      },
      (thrown: unknown) => {
        if (this.#state === mine) this.#failed(thrown)
      },
    )
  }

  #failed(thrown: unknown): void {
    const error = thrown instanceof FailureError ? thrown : new FailureError(toFailure(thrown), { cause: thrown })
    const { failure } = error
    this.#failures += 1
    if (failure.retry === 'no' || this.#failures > this.#options.bears) {
      this.stop()
      return this.#options.lost(error)
    }
    const { backoff, clock, intervalMs } = this.#options
    const calm = intervalMs + backoffDelay(this.#failures, backoff, clock.random())
    this.#wait(Math.max(calm, failure.retryAfterMs ?? 0))
  }

  #enter(next: State): void {
    const last = this.#state
    this.#state = next
    if (last.name === 'waiting') last.timer()
    if (last.name === 'polling') last.abort.abort()
  }
}

/**
 * Polling as a supervisor's connection: it is live once the first question was answered; the supervisor starts it anew, by its own rules, when it was lost. A
 * hint from the host (the network is back) asks at once.
 */
export async function supervisedPolling(
  options: Omit<PollerOptions, 'lost'>,
  signal: AbortSignal,
  lost: (failure: FailureError) => void,
): Promise<SupervisedConnection> {
  const first = await options.poll(signal)
  const poller = new Poller({ ...options, lost })
  poller.start(intervalWithin(first, options.intervalMs))
  return { close: async () => poller.stop(), abandon: () => poller.stop(), suspect: () => poller.now() }
}
