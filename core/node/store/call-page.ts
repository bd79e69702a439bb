import type { Call } from '../../../contract/model/call.ts'
import type { HistoryFilter, HistoryPage, HistoryQuery } from '../../../contract/model/history.ts'
import type { DatabaseSync } from 'node:sqlite'
import { readCursor, writeCursor } from './call-cursor.ts'
import { digitsOf, folded, toMilliseconds } from './call-row.ts'

/**
 * A page on its way out of the worker. The calls are still the JSON in which they are kept, as one list: reading a hundred of them in the worker and
 * copying the objects to the other thread took twice as long as the query itself.
 */
export interface PageText {
  readonly calls: string
  readonly next?: string
}

interface Condition {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

/**
 * One page, newest first. Keyset paging: "before this call" is a place in an index, so the thousandth page costs what the first did, and calls that arrive
 * meanwhile neither double nor hide others. One row more than asked for tells whether there is a next page.
 */
export function readPage(database: DatabaseSync, query: HistoryQuery): PageText {
  const conditions = [...filterConditions(query.filter ?? {}), ...cursorCondition(query.before)]
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`
  const rows = database
    .prepare(`SELECT id, started_at, call FROM calls ${where} ORDER BY started_at DESC, id DESC LIMIT ?`)
    .all(...conditions.flatMap(({ values }) => values), query.limit + 1)
  const shown = rows.slice(0, query.limit)
  const last = shown.at(-1)
  const calls = `[${shown.map((row) => String(row['call'])).join(',')}]`
  if (rows.length <= query.limit || last === undefined) return { calls }
  return { calls, next: writeCursor({ startedAt: Number(last['started_at']), id: String(last['id']) }) }
}

/** The other side of the worker. */
export function pageOf({ calls, ...rest }: PageText): HistoryPage {
  return { calls: JSON.parse(calls) as Call[], ...rest }
}

function cursorCondition(before: string | undefined): Condition[] {
  if (before === undefined) return []
  const { startedAt, id } = readCursor(before)
  return [{ sql: '(started_at, id) < (?, ?)', values: [startedAt, id] }]
}

function filterConditions(filter: HistoryFilter): Condition[] {
  const conditions: Condition[] = []
  if (filter.account !== undefined) conditions.push({ sql: 'account = ?', values: [filter.account] })
  if (filter.since !== undefined) conditions.push({ sql: 'started_at >= ?', values: [toMilliseconds(filter.since)] })
  if (filter.until !== undefined) conditions.push({ sql: 'started_at < ?', values: [toMilliseconds(filter.until)] })
  if (filter.direction !== undefined) conditions.push({ sql: 'direction = ?', values: [filter.direction] })
  if (filter.status !== undefined) conditions.push({ sql: 'result = ?', values: [filter.status] })
  return [...conditions, ...searchCondition(filter.search?.trim() ?? '')]
}

/** Part of the name, or part of the number when the text could be one; spaces and hyphens in a number do not count. */
function searchCondition(search: string): Condition[] {
  if (search === '') return []
  const name = { sql: "folded_name LIKE ? ESCAPE '\\'", values: [like(folded(search))] }
  const digits = digitsOf(search)
  if (digits === '' || /\p{L}/u.test(search)) return [name]
  return [{ sql: `(digits LIKE ? OR ${name.sql})`, values: [`%${digits}%`, ...name.values] }]
}

function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
