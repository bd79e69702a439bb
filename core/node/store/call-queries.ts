import type { Call } from '../../../contract/model/call.ts'
import type { DatabaseSync } from 'node:sqlite'
import { fromRow, toRow } from './call-row.ts'
import { inTransaction } from './schema.ts'

/** Inserts or replaces by id, all or none. */
export function saveCalls(database: DatabaseSync, calls: readonly Call[]): void {
  const rows = calls.map(toRow)
  inTransaction(database, () => {
    const save = database.prepare(
      `INSERT INTO calls (id, account, direction, state, result, started_at, digits, folded_name, call)
       VALUES (:id, :account, :direction, :state, :result, :started_at, :digits, :folded_name, :call)
       ON CONFLICT (id) DO UPDATE SET account = :account, direction = :direction, state = :state, result = :result,
         started_at = :started_at, digits = :digits, folded_name = :folded_name, call = :call`,
    )
    for (const row of rows) save.run(row)
  })
}

export function findCall(database: DatabaseSync, id: string): Call | undefined {
  const row = database.prepare('SELECT call FROM calls WHERE id = ?').get(id)
  return row === undefined ? undefined : fromRow(row)
}

/** SQLite allows 32,766 values a statement; a thousand at a time keeps each one short. */
const IDS_A_STATEMENT = 1000

/** Those that there are, in no order. */
export function findCalls(database: DatabaseSync, ids: readonly string[]): Call[] {
  const found: Call[] = []
  for (let from = 0; from < ids.length; from += IDS_A_STATEMENT) {
    const some = ids.slice(from, from + IDS_A_STATEMENT)
    const places = some.map(() => '?').join(', ')
    const rows = database.prepare(`SELECT call FROM calls WHERE id IN (${places})`).all(...some)
    for (const row of rows) found.push(fromRow(row))
  }
  return found
}

/** Calls that were dialing, ringing, active or held when they were last saved, oldest first. */
export function unfinishedCalls(database: DatabaseSync): Call[] {
  const rows = database
    .prepare("SELECT call FROM calls WHERE state NOT IN ('ended', 'unknown') ORDER BY started_at, id")
    .all()
  return rows.map(fromRow)
}

/** Returns how many there were. */
export function forgetCalls(database: DatabaseSync, account: string): number {
  return Number(database.prepare('DELETE FROM calls WHERE account = ?').run(account).changes)
}
