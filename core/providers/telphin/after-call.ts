import { toFailure } from '../../failure.ts'
import type { Cancel, Clock, Log } from '../../ports/index.ts'
import type { CallFact, HistorySource } from '../../provider.ts'
import type { TrackedCall } from './tracked-call.ts'

/*
 * How a call really ended, who answered it and whether it was recorded, only the history says. So a moment after a call it is asked, and once more if it does not
 * have the call yet.
 *
 *   idle ──call over──► waiting ──► asking ──has them all──► idle
 *                          ▲            └── lacks some ──► waiting, longer each time; after three times they are left to the next sync
 */
const waitsMs: readonly number[] = [1_000, 15_000, 60_000]
/** Before the first of them began, as clocks differ. */
const marginMs = 60_000

export interface AfterCallParts {
  readonly clock: Clock
  readonly log: Log
  readonly history: HistorySource
  readonly emit: (fact: CallFact) => void
}

export class AfterCall {
  readonly #parts: AfterCallParts
  readonly #waiting = new Map<string, { readonly startedAt: number; readonly tries: number }>()
  readonly #closing = new AbortController()
  #timer: Cancel | undefined
  #asking = false

  constructor(parts: AfterCallParts) {
    this.#parts = parts
  }

  over({ key, startedAt }: TrackedCall): void {
    this.#waiting.set(key, { startedAt, tries: 0 })
    this.#wait()
  }

  /** Nobody told us anything since then: whatever was over meanwhile is told now. */
  async catchUp(since: number): Promise<void> {
    await this.#ask(since - marginMs, () => true)
  }

  close(): void {
    this.#closing.abort()
    this.#timer?.()
    this.#waiting.clear()
  }

  #wait(): void {
    if (this.#closing.signal.aborted || this.#asking || this.#waiting.size === 0) return
    this.#timer?.()
    const tries = Math.min(...[...this.#waiting.values()].map((call) => call.tries))
    this.#timer = this.#parts.clock.after(waitsMs[tries] ?? 0, () => void this.#askForAll())
  }

  async #askForAll(): Promise<void> {
    this.#asking = true
    const wanted = new Map(this.#waiting)
    const since = Math.min(...[...wanted.values()].map(({ startedAt }) => startedAt)) - marginMs
    await this.#ask(since, ({ key }) => wanted.has(key))
    for (const [key, { startedAt, tries }] of wanted) {
      if (!this.#waiting.has(key)) continue
      if (tries + 1 >= waitsMs.length) this.#waiting.delete(key)
      else this.#waiting.set(key, { startedAt, tries: tries + 1 })
    }
    this.#asking = false
    this.#wait()
  }

  async #ask(since: number, wants: (fact: CallFact) => boolean): Promise<void> {
    const range = { since, until: this.#parts.clock.now() + marginMs }
    try {
      for await (const { calls } of this.#parts.history.read(range, this.#closing.signal)) {
        for (const fact of calls.filter(wants)) {
          this.#waiting.delete(fact.key)
          this.#parts.emit(fact)
        }
      }
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code !== 'aborted') this.#parts.log.info('the history could not be asked after a call', { failure })
    }
  }
}
