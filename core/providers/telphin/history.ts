import { SerialQueue } from '../../net/serial-queue.ts'
import type { Log } from '../../ports/index.ts'
import type { CallFact, HistoryBatch, HistorySource } from '../../provider.ts'
import type { CallNames } from './call-names.ts'
import type { TelphinClient } from './client.ts'
import { wireTime } from './dates.ts'
import type { Directory } from './directory.ts'
import { protocolFailure } from './failures.ts'
import { factOfRow } from './map.ts'
import { HistoryReply, HistoryRow, readEach, readReply } from './wire.ts'

const pageSize = 100
/** Two million calls: more pages than this is no history but a loop. */
const mostPages = 20_000
const timeoutMs = 60_000

interface Page {
  readonly facts: CallFact[]
  /** Rows as they came, readable or not; none after the last page. */
  readonly rows: number
  readonly perPage: number
  readonly first: string | undefined
}

/**
 * GET /client/{client_id}/call_history/. The service refuses a second query of a client while one runs ("Stats request already exists, concurrent request not
 * allowed"), so ours wait for each other; another program's are waited out by the client.
 */
export class CallHistory implements HistorySource {
  readonly #client: TelphinClient
  readonly #directory: Directory
  readonly #names: CallNames
  readonly #log: Log
  readonly #turns = new SerialQueue()

  constructor(parts: { client: TelphinClient; directory: Directory; names: CallNames; log: Log }) {
    this.#client = parts.client
    this.#directory = parts.directory
    this.#names = parts.names
    this.#log = parts.log
  }

  async *read(
    range: { readonly since: number; readonly until: number },
    signal: AbortSignal,
  ): AsyncIterable<HistoryBatch> {
    const inRange = ({ startedAt }: CallFact) => startedAt >= range.since && startedAt < range.until
    let oldest = range.until
    let newestFirst = true
    let last: string | undefined
    for (let number = 1; number <= mostPages; number += 1) {
      const page = await this.#page(range, number, signal)
      if (page.rows > 0 && page.first !== undefined && page.first === last) throw protocolFailure('same-page-again')
      last = page.first
      for (const { startedAt } of page.facts) {
        if (startedAt > oldest + 1000 && startedAt < range.until) newestFirst = false
        oldest = Math.min(oldest, startedAt)
      }
      const isLast = page.rows < page.perPage
      // Calls of the same moment may be on the next page; and a service that runs from old to new is complete only at its end.
      const completeSince = isLast ? range.since : newestFirst ? Math.min(range.until, oldest + 1) : range.until
      yield { calls: (await this.#names.named(page.facts)).filter(inRange), completeSince }
      if (isLast) return
    }
    throw protocolFailure('endless-history')
  }

  async #page(
    range: { readonly since: number; readonly until: number },
    number: number,
    signal: AbortSignal,
  ): Promise<Page> {
    const extension = await this.#directory.extensionId(signal)
    const query = [
      ['start_datetime', wireTime(Math.max(0, range.since))],
      // Requests have whole seconds: better a second too much, and what is beyond the range goes.
      ['end_datetime', wireTime(Math.ceil(range.until / 1000) * 1000)],
      ['extension_id', extension],
      ['order', 'desc'],
      ['page', String(number)],
      ['per_page', String(pageSize)],
    ] as const
    const ask = (path: string) =>
      this.#client.send({ method: 'GET', path: `${path}/call_history/`, query, timeoutMs }, signal)
    const response = await this.#turns.run(() => this.#directory.ofClient(ask, signal), signal)
    const reply = readReply(HistoryReply, response, 'request')
    const { rows, skipped } = readEach(HistoryRow, reply.call_history)
    const facts = rows.flatMap((row) => factOfRow(row, extension) ?? [])
    const unread = skipped + rows.length - facts.length
    if (unread > 0) this.#log.warn('rows of the history cannot be read', { rows: unread })
    const perPage = reply.per_page && reply.per_page > 0 ? reply.per_page : pageSize
    return { facts, rows: reply.call_history.length, perPage, first: rows[0]?.call_uuid }
  }
}
