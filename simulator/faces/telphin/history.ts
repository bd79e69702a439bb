import { type Clock, pause } from '../../clock.ts'
import type { Reply } from '../../wire/message.ts'
import { parseTime } from './dates.ts'
import { ApiError, badRequest, notFound } from './errors.ts'
import { historyRow, type RowContext, shownNumber } from './history-rows.ts'
import { pageOf, readPage } from './pages.ts'
import type { PastCall } from './past-call.ts'
import type { Asked } from './requests.ts'
import type { Route } from './routes.ts'

/** The calls that are over. */
export class History {
  readonly routes: readonly Route[]
  readonly #clock: Clock
  readonly #context: RowContext
  #calls: PastCall[] = []
  #isSorted = true
  #queriesUnderWay = 0

  constructor(clock: Clock, context: RowContext) {
    this.#clock = clock
    this.#context = context
    this.routes = [
      {
        method: 'GET',
        path: '/client/:client/call_history/',
        resource: 'call_history',
        handle: (asked) => this.#list(asked),
      },
      {
        method: 'GET',
        path: '/client/:client/call_history/:uuid',
        resource: 'call_history',
        handle: (asked) => this.#single(asked),
      },
    ]
  }

  add(call: PastCall): void {
    this.#isSorted &&= (this.#calls.at(-1)?.startedAt ?? 0) <= call.startedAt
    this.#calls.push(call)
  }

  /** From old to new. */
  calls(): readonly PastCall[] {
    if (!this.#isSorted) this.#calls.sort((one, other) => one.startedAt - other.startedAt)
    this.#isSorted = true
    return this.#calls
  }

  clear(): void {
    this.#calls = []
    this.#isSorted = true
  }

  async #list(asked: Asked): Promise<Reply> {
    const { switches } = this.#context
    if (this.#queriesUnderWay > 0 && switches.concurrentHistoryRefused) {
      throw new ApiError(429, 'Stats request already exists, concurrent request not allowed')
    }
    this.#queriesUnderWay += 1
    try {
      if (switches.historyDelayMs > 0) await pause(this.#clock, switches.historyDelayMs, asked.request.signal)
      return this.#answer(asked)
    } finally {
      this.#queriesUnderWay -= 1
    }
  }

  #answer({ query }: Asked): Reply {
    const { switches } = this.#context
    const page = readPage(query, switches)
    const wanted = this.#filtered(query)
    const rows = pageOf(wanted, page).map((call) => historyRow(call, this.#context))
    return { status: 200, body: { page: page.page, per_page: page.perPage, order: page.order, call_history: rows } }
  }

  #filtered(query: URLSearchParams): readonly PastCall[] {
    const filters: ((call: PastCall) => boolean)[] = [inPeriod(query)]
    const flow = query.get('flow')
    if (flow) {
      if (!['in', 'out', 'transfer'].includes(flow)) throw badRequest('flow must be in, out or transfer')
      filters.push(flow === 'transfer' ? isTransferred : (call) => call.flow === flow)
    }
    const extension = query.get('extension_id')
    if (extension) filters.push(({ extensionId }) => String(extensionId) === extension)
    const to = query.get('to_username')
    if (to) filters.push((call) => this.#calledName(call) === to.replace(/^ /, '+'))
    return this.calls().filter((call) => filters.every((fits) => fits(call)))
  }

  #calledName(call: PastCall): string {
    const { switches, extension } = this.#context
    return call.flow === 'out' ? shownNumber(call.number, switches) : extension(call.extensionId).name
  }

  #single({ parts }: Asked): Reply {
    const found = this.#calls.find(({ callUuid }) => callUuid === parts['uuid'])
    if (!found) throw notFound()
    return { status: 200, body: historyRow(found, this.#context) }
  }
}

function isTransferred({ transferredTo }: PastCall): boolean {
  return transferredTo !== undefined
}

/**
 * Calls that began between `start_datetime` and `end_datetime`. ASSUMPTION: both included, and that the beginning counts.
 * @param required whether both must be named
 * @throws ApiError 400
 */
export function inPeriod(query: URLSearchParams, required = false): (call: PastCall) => boolean {
  const [start, end] = ['start_datetime', 'end_datetime'].map((name) => {
    const text = query.get(name)
    if (!text && required) throw badRequest(`${name} is required`)
    return text ? parseTime(text, name) : undefined
  })
  if (start !== undefined && end !== undefined && start > end) {
    throw badRequest('start_datetime must not be after end_datetime')
  }
  // Times in requests have whole seconds, those of calls do not.
  return ({ startedAt }) => startedAt >= (start ?? 0) && startedAt < (end ?? Number.MAX_SAFE_INTEGER) + 1000
}
