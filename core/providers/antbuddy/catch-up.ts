import type { Cancel, Clock, Log } from '../../ports/index.ts'
import { toFailure } from '../../failure.ts'
import type { CallTracker } from './call-tracker.ts'
import { longestWindowMs } from './history.ts'
import type { History } from './history.ts'
import type { KnownCalls } from './known-calls.ts'

/** The history may get a call's row some time after its end: looked at at once, and again so long after. */
const againAfterMs: readonly number[] = [5_000, 30_000, 120_000]
/** Our clock, the service's and the time that a row is given may differ. */
const marginMs = 60_000

export interface CatchUpParts {
  readonly clock: Clock
  readonly log: Log
  readonly history: History
  readonly known: KnownCalls
  readonly tracker: CallTracker
}

/** After events were missed, asks the history what became of the calls, and which came and went meanwhile. */
export class CatchUp {
  readonly #parts: CatchUpParts
  #timer: Cancel | undefined
  #abort = new AbortController()

  constructor(parts: CatchUpParts) {
    this.#parts = parts
  }

  /** Reads the history since `since`; then again while calls are open of which nothing is heard. Never rejects. */
  async run(since: number, missedSince: number, round = 0): Promise<void> {
    this.stop()
    const { signal } = (this.#abort = new AbortController())
    await this.#read(since - marginMs, missedSince - marginMs, signal)
    const delay = againAfterMs[round]
    if (signal.aborted || delay === undefined || !this.#parts.tracker.hasOpenCalls) return
    this.#timer = this.#parts.clock.after(delay, () => void this.run(since, missedSince, round + 1))
  }

  stop(): void {
    this.#timer?.()
    this.#abort.abort()
  }

  async #read(since: number, missedSince: number, signal: AbortSignal): Promise<void> {
    const { clock, history, known, tracker, log } = this.#parts
    const until = clock.now() + marginMs
    try {
      await known.load()
      for await (const calls of history.pages({ since: Math.max(since, until - longestWindowMs), until }, signal)) {
        for (const call of calls) tracker.settle({ ...call, fact: known.recognise(call.fact) }, missedSince)
      }
      await known.saved()
    } catch (thrown) {
      if (!signal.aborted) log.warn('what was missed is not known', { failure: toFailure(thrown) })
    }
  }
}
