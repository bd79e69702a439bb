import type { Call } from '../../contract/model/call.ts'
import { CallDirection, CallResult } from '../../contract/model/call.ts'
import type { HistoryFilter } from '../../contract/model/history.ts'
import { fail } from '../../core/index.ts'
import { callColumns } from '../call-text.ts'
import type { CommandContext } from '../context.ts'
import { callsAsCsv } from '../csv.ts'
import { alignedRows } from '../output.ts'

const largestPage = 200
const usualLimit = 100

export interface HistoryOptions {
  readonly account?: string
  readonly since?: string
  readonly until?: string
  readonly search?: string
  readonly direction?: string
  readonly status?: string
  readonly limit?: number
  readonly before?: string
  readonly sync?: boolean
  readonly csv?: boolean
}

/** Newest first. `--sync` has nothing to fetch for services that keep no history: the journal is all there is. */
export async function history(context: CommandContext, options: HistoryOptions): Promise<void> {
  if (options.sync === true) await synced(context, options)
  const { calls, next } = await pages(context, filterOf(context, options), options)
  if (options.csv === true && !context.output.json) context.terminal.write(callsAsCsv(calls))
  else context.output.result({ calls, ...(next === undefined ? {} : { next }) }, lines(calls))
}

/** Fetches what the services keep, in the range that was asked for, one account after the other. */
async function synced(context: CommandContext, options: HistoryOptions): Promise<void> {
  const { telephony, terminal, signal } = context
  const since = timeOf(options.since, 'since')
  const until = timeOf(options.until, 'until')
  const range = { ...(since && { since: Date.parse(since) }), ...(until && { until: Date.parse(until) }) }
  const accounts = telephony.accounts.list().filter(({ id }) => options.account === undefined || options.account === id)
  for (const { id } of accounts) {
    const report = await telephony.history.sync(
      id,
      range,
      ({ read }) => terminal.progress(`${id}: ${String(read)} calls`),
      signal,
    )
    terminal.progress(`${id}: ${String(report.read)} calls read, ${String(report.changed)} new or changed`)
  }
}

async function pages(context: CommandContext, filter: HistoryFilter, options: HistoryOptions) {
  const wanted = options.limit ?? usualLimit
  const calls: Call[] = []
  let before = options.before
  do {
    const limit = Math.min(largestPage, wanted - calls.length)
    const page = await context.telephony.history.page({ filter, limit, ...(before === undefined ? {} : { before }) })
    context.signal.throwIfAborted()
    calls.push(...page.calls)
    before = page.next
  } while (before !== undefined && calls.length < wanted)
  return { calls, next: before }
}

function filterOf(context: CommandContext, options: HistoryOptions): HistoryFilter {
  const { account, search } = options
  const since = timeOf(options.since, 'since')
  const until = timeOf(options.until, 'until')
  if (account !== undefined && !context.telephony.accounts.list().some((one) => one.id === account)) {
    throw fail('not-found', { params: { what: 'account', id: account } })
  }
  return {
    ...(account === undefined ? {} : { account }),
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(search === undefined ? {} : { search }),
    ...(options.direction === undefined ? {} : { direction: wordOf(CallDirection, options.direction, 'direction') }),
    ...(options.status === undefined ? {} : { status: wordOf(CallResult, options.status, 'status') }),
  }
}

/** An ISO 8601 date or time as UTC; a date alone begins at this machine's midnight. */
function timeOf(text: string | undefined, field: string): string | undefined {
  if (text === undefined) return undefined
  const time = new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text)
  if (Number.isNaN(time.getTime())) throw fail('input/invalid', { params: { field, reason: 'not-an-iso-date' } })
  return time.toISOString()
}

function wordOf<Word extends string>(
  schema: { safeParse(value: unknown): { success: boolean; data?: Word }; options: readonly Word[] },
  text: string,
  field: string,
): Word {
  const word = schema.safeParse(text)
  if (word.data === undefined)
    throw fail('input/invalid', { params: { field, reason: `one of ${schema.options.join(' ')}` } })
  return word.data
}

function lines(calls: readonly Call[]): string[] {
  return calls.length > 0 ? alignedRows(calls.map(callColumns)) : ['No calls.']
}
