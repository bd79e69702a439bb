import { toFailure } from '../../failure.ts'
import { Poller } from '../../net/poller.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { CallFact, Fact } from '../../provider.ts'
import type { DialledCalls } from './dialled-calls.ts'
import type { Logs } from './logs.ts'
import { callFact } from './map.ts'
import { tokyoText } from './tokyo-time.ts'

/*
 * What became of the calls that were placed from here. Nothing tells it but the rule's history, some ten minutes later ("発動されてから10分程度必要です").
 *
 *   followed ──asked every minute: its row is there──► ended, as the row says
 *       └── not within twenty minutes ──► unknown; the next reading of the history may still find it
 */

const firstAfterMs = 30_000
const everyMs = 60_000
const giveUpAfterMs = 20 * 60_000
/** The service's clock may be behind ours. */
const marginMs = 2 * 60_000

export interface CallFollowerParts {
  readonly rule: string | undefined
  readonly logs: Logs
  readonly dialled: DialledCalls
  readonly clock: Clock
  readonly log: Log
  readonly emit: (fact: Fact) => void
}

export class CallFollower {
  readonly #parts: CallFollowerParts
  readonly #followed = new Map<string, CallFact>()
  #poller: Poller | undefined
  #closed = false

  constructor(parts: CallFollowerParts) {
    this.#parts = parts
  }

  follow(call: CallFact): void {
    if (this.#closed) return
    this.#followed.set(call.key, call)
    if (this.#poller !== undefined) return
    this.#poller = new Poller({
      clock: this.#parts.clock,
      intervalMs: everyMs,
      poll: (signal) => this.#look(signal),
      bears: 0,
      backoff: { baseMs: everyMs, capMs: everyMs },
      lost: (failure) => this.#parts.log.error('dialled calls are not followed any more', { failure }),
    })
    this.#poller.start(firstAfterMs)
  }

  close(): void {
    this.#closed = true
    this.#stop()
  }

  /** Never rejects: a history that cannot be read now is read in a minute. */
  async #look(signal: AbortSignal): Promise<undefined> {
    try {
      await this.#find(signal)
    } catch (thrown) {
      this.#parts.log.info('the history of the dial rule was not read', { failure: toFailure(thrown) })
    }
    if (signal.aborted) return
    this.#giveUpOld()
    if (this.#followed.size === 0) this.#stop()
  }

  async #find(signal: AbortSignal): Promise<void> {
    const { rule, logs, dialled, emit } = this.#parts
    const since = Math.min(...[...this.#followed.values()].map(({ startedAt }) => startedAt)) - marginMs
    const rows = await logs.calls(rule, [['start_datetime', tokyoText(since)]], signal)
    for (const [row, key] of await dialled.keysOf(rows)) {
      const fact = this.#followed.has(key) ? callFact(row, key) : undefined
      if (signal.aborted || fact === undefined) continue
      this.#followed.delete(key)
      emit(fact)
    }
  }

  #giveUpOld(): void {
    const { clock, emit } = this.#parts
    for (const [key, { endUnseen: _unseen, ...call }] of this.#followed) {
      if (clock.now() - call.startedAt < giveUpAfterMs) continue
      this.#followed.delete(key)
      emit({ ...call, state: 'unknown' })
    }
  }

  #stop(): void {
    this.#poller?.stop()
    this.#poller = undefined
  }
}
