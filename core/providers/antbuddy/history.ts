import type { Clock, Log } from '../../ports/index.ts'
import type { CallFact, HistoryBatch, HistorySource } from '../../provider.ts'
import { toFailure } from '../../failure.ts'
import type { OapiClient } from './client.ts'
import { isInvalidInput, isNoSuchPath, protocolFailure } from './failures.ts'
import type { KnownCalls } from './known-calls.ts'
import { callOfRow } from './map.ts'
import type { PastCall } from './map.ts'
import { readHistoryPage } from './wire.ts'
import type { HistoryPage } from './wire.ts'

/** "Thời gian filter tối đa là 31 ngày". */
export const longestWindowMs = 31 * 24 * 3_600_000
/** "tối đa 100". */
const rowsPerPage = 100
/** Pages that are asked for at once. */
const pagesAtOnce = 4
const mostPages = 10_000
/** Before this the service did not exist: reading "everything" goes no further than here, ... */
const firstDay = Date.UTC(2015, 0, 1)
/** ... nor beyond a year without a call. */
const emptyWindowsAtEnd = 12

export interface HistoryParts {
  readonly client: OapiClient
  readonly clock: Clock
  readonly log: Log
  readonly sipUser: string
  readonly known: KnownCalls
}

/*
 * GET call/histories, newest window first:
 *
 *   until ◄── 31 days ──► ◄── 31 days ──► ... since
 *             page 1, then pages 2-5 at once, then 6-9 ... until one is not full
 */
export class History implements HistorySource {
  readonly #parts: HistoryParts

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  /** What the service has of the whole company: it knows no calls of one person. */
  async *read(
    range: { readonly since: number; readonly until: number },
    signal: AbortSignal,
  ): AsyncGenerator<HistoryBatch> {
    const everything = range.since < firstDay
    const since = Math.max(range.since, firstDay)
    let empty = 0
    let first = true
    for (let until = range.until; until > since && !(everything && empty >= emptyWindowsAtEnd);) {
      const from = Math.max(since, until - longestWindowMs)
      const window = { since: from, until }
      let rows = 0
      try {
        for await (const calls of this.pages(window, signal)) {
          rows += calls.length
          yield { calls: await this.#underKnownKeys(calls), completeSince: until }
        }
      } catch (thrown) {
        // The document can also be read so that nothing older than 31 days is to be had at all.
        if (first || !isInvalidInput(thrown)) throw thrown
        this.#parts.log.info('the service gives no older history', { failure: toFailure(thrown) })
        return
      }
      yield { calls: [], completeSince: from }
      empty = rows === 0 ? empty + 1 : 0
      first = false
      until = from
    }
  }

  /** The calls of one window of at most 31 days, page by page as they come. */
  async *pages(
    window: { readonly since: number; readonly until: number },
    signal: AbortSignal,
  ): AsyncGenerator<readonly PastCall[]> {
    const first = await this.#page(window, 1, signal)
    yield this.#callsOf(first, window)
    let last = first
    let seen = first.length
    for (let page = 2; page <= mostPages && !isLast(last, seen);) {
      const abort = new AbortController()
      const either = AbortSignal.any([signal, abort.signal])
      const numbers = Array.from({ length: pagesLeft(first, page) }, (_, index) => page + index)
      const asked = numbers.map((number) => this.#furtherPage(window, number, either))
      page += numbers.length
      try {
        for (const answer of asked) {
          const next = await answer
          // A server that knows no pages gives the same one for ever.
          if (isSame(next, last)) return
          last = next
          seen += next.length
          yield this.#callsOf(next, window)
          if (isLast(last, seen)) return
        }
      } finally {
        abort.abort()
        await Promise.allSettled(asked)
      }
    }
  }

  /** Where the last page was full, only asking shows that it was the last: a service that has no such page may say so by an error. */
  async #furtherPage(
    window: { readonly since: number; readonly until: number },
    page: number,
    signal: AbortSignal,
  ): Promise<HistoryPage> {
    try {
      return await this.#page(window, page, signal)
    } catch (thrown) {
      if (!isInvalidInput(thrown) && !isNoSuchPath(thrown)) throw thrown
      this.#parts.log.warn('the service refuses a further page', { page, failure: toFailure(thrown) })
      return { rows: [], length: 0, total: undefined }
    }
  }

  async #page(
    window: { readonly since: number; readonly until: number },
    page: number,
    signal: AbortSignal,
  ): Promise<HistoryPage> {
    const parameters = [
      ['created_from', new Date(window.since).toISOString()],
      ['created_to', new Date(window.until).toISOString()],
      ['limit', String(rowsPerPage)],
      ['page', String(page)],
    ] as const
    const answer = await this.#parts.client.get('/oapi/v1/call/histories', parameters, { invalid: 'history' }, signal)
    const read = readHistoryPage(answer.body)
    if (read === undefined) throw protocolFailure('no-list', answer.status)
    if (read.rows.length < read.length)
      this.#parts.log.warn('history rows without a time', { rows: read.length - read.rows.length })
    return read
  }

  #callsOf(page: HistoryPage, { since, until }: { readonly since: number; readonly until: number }): PastCall[] {
    const second = 1_000
    const calls = page.rows.map((row) => callOfRow(row, this.#parts.sipUser))
    return calls.filter(({ fact }) => fact.startedAt > since - second && fact.startedAt < until)
  }

  /** A call that we saw live keeps the key that it has had since then. */
  async #underKnownKeys(calls: readonly PastCall[]): Promise<CallFact[]> {
    const facts = calls.map(({ fact }) => this.#parts.known.recognise(fact))
    await this.#parts.known.saved()
    return facts
  }
}

/** A full page may be the last one; one that is not full is, unless the service has fewer rows on a page than we asked for. */
function isLast({ length, total }: HistoryPage, seen: number): boolean {
  if (length === 0) return true
  return length < rowsPerPage && (total === undefined || seen >= total)
}

function pagesLeft({ total }: HistoryPage, from: number): number {
  if (total === undefined) return pagesAtOnce
  return Math.max(1, Math.min(pagesAtOnce, Math.ceil(total / rowsPerPage) - from + 1))
}

function isSame(one: HistoryPage, other: HistoryPage): boolean {
  return one.length > 0 && JSON.stringify(one.rows) === JSON.stringify(other.rows)
}
