import type { Call } from '../../../contract/model/call.ts'
import { StoreProblem } from './store-problem.ts'

/** A call as it stands in the table: the columns that are searched and sorted by, and the whole of it as JSON. */
export type CallRow = Record<'id' | 'account' | 'direction' | 'state' | 'digits' | 'folded_name' | 'call', string> & {
  result: string | null
  started_at: number
}

export function toRow(call: Call): CallRow {
  return {
    id: call.id,
    account: call.account,
    direction: call.direction,
    state: call.state,
    result: call.result ?? null,
    started_at: toMilliseconds(call.startedAt),
    digits: digitsOf(call.number),
    folded_name: folded(call.name ?? ''),
    call: JSON.stringify(call),
  }
}

export function fromRow(row: Record<string, unknown>): Call {
  return JSON.parse(String(row['call'])) as Call
}

/** ISO text as milliseconds since 1970: services write the same moment in several ways. */
export function toMilliseconds(iso: string): number {
  const milliseconds = Date.parse(iso)
  if (Number.isNaN(milliseconds)) throw new StoreProblem('bad-date')
  return milliseconds
}

/** One case and one width: SQLite's own LIKE knows only ASCII's. */
export function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** A number's digits, full-width ones as ASCII. */
export function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[^0-9*#]/g, '')
}
