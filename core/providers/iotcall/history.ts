import { FailureError } from '../../failure.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { CallFact, HistoryBatch, HistorySource } from '../../provider.ts'
import type { Query } from './client.ts'
import type { DialledCalls } from './dialled-calls.ts'
import type { Logs } from './logs.ts'
import { callFact } from './map.ts'
import { tokyoText } from './tokyo-time.ts'
import type { CallRow } from './wire.ts'

/** The service has no pages: an answer is one piece, however long. Given on in pieces of this many. */
const batchSize = 500
/** No call of this service is older. */
const beginning = Date.UTC(2010, 0, 1)
/** Ranges are not cut smaller than this where an answer is too long to be taken. */
const smallestCutMs = 3_600_000

interface Range {
  readonly since: number
  readonly until: number
}

export interface HistoryParts {
  readonly logs: Logs
  readonly dialled: DialledCalls
  readonly clock: Clock
  readonly log: Log
  readonly whileOpen: (signal: AbortSignal) => AbortSignal
}

/** All the account's calls, newest first. */
export class CallHistory implements HistorySource {
  readonly #parts: HistoryParts

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  read(range: Range, signal: AbortSignal): AsyncGenerator<HistoryBatch> {
    return this.#read(range, this.#parts.whileOpen(signal))
  }

  async *#read(range: Range, signal: AbortSignal): AsyncGenerator<HistoryBatch> {
    let rows: CallRow[]
    try {
      rows = await this.#parts.logs.calls(undefined, rangeQuery(range, this.#parts.clock.now()), signal)
    } catch (thrown) {
      const halves = isTooLarge(thrown) ? cut(range, this.#parts.clock.now()) : undefined
      if (halves === undefined) throw thrown
      for (const half of halves) yield* this.#read(half, signal)
      return
    }
    yield* batchesOf(await this.#facts(rows), range.since)
  }

  /** What the service gave is given on, also where it took the range more widely than we do: a call may come twice, none may be missing. */
  async #facts(rows: readonly CallRow[]): Promise<CallFact[]> {
    const keys = await this.#parts.dialled.keysOf(rows)
    const facts = rows.map((row) => callFact(row, keys.get(row))).filter((fact) => fact !== undefined)
    if (facts.length < rows.length) this.#parts.log.warn('calls without a time', { count: rows.length - facts.length })
    return facts.sort((one, other) => other.startedAt - one.startedAt)
  }
}

/**
 * D: "両方および片方の利用が可能です". What has no bound in fact gets none on the wire. Whether the service's own bounds include their second is not documented, so
 * ours are rounded outward.
 */
function rangeQuery({ since, until }: Range, now: number): Query {
  const start: Query = since > beginning ? [['start_datetime', tokyoText(since)]] : []
  const end: Query = until <= now ? [['end_datetime', tokyoText(Math.ceil(until / 1000) * 1000)]] : []
  return [...start, ...end]
}

function* batchesOf(facts: readonly CallFact[], since: number): Generator<HistoryBatch> {
  for (let from = 0; from < facts.length; from += batchSize) {
    const calls = facts.slice(from, from + batchSize)
    const oldest = calls.at(-1)
    const isLast = from + batchSize >= facts.length
    yield { calls, completeSince: isLast || oldest === undefined ? since : oldest.startedAt + 1 }
  }
  if (facts.length === 0) yield { calls: [], completeSince: since }
}

/** The newer half first. */
function cut({ since, until }: Range, now: number): [Range, Range] | undefined {
  const from = Math.max(since, beginning)
  const to = Math.min(until, now)
  if (to - from < 2 * smallestCutMs) return undefined
  const middle = Math.floor((from + to) / 2_000) * 1_000
  return [
    { since: middle, until },
    { since, until: middle },
  ]
}

function isTooLarge(thrown: unknown): boolean {
  return thrown instanceof FailureError && thrown.failure.params?.['reason'] === 'too-large'
}
