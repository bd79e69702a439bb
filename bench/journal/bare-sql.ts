// The baseline: what SQLite itself needs for the same rows in the same file, with the journal's own tables and pragmas,
// statements prepared once and rows made beforehand.
import { DatabaseSync } from 'node:sqlite'
import { toRow } from '../../core/node/store/call-row.ts'
import type { CallRow } from '../../core/node/store/call-row.ts'
import { openDatabase } from '../../core/node/store/schema.ts'
import { exampleCall } from './example-calls.ts'

const INSERT = `INSERT INTO calls (id, account, direction, state, result, started_at, digits, folded_name, call)
  VALUES (:id, :account, :direction, :state, :result, :started_at, :digits, :folded_name, :call)`
const NEWEST = 'SELECT call FROM calls ORDER BY started_at DESC, id DESC LIMIT ?'

export interface BareSql {
  insert(row: CallRow): void
  /** All in one transaction. */
  insertAll(rows: readonly CallRow[]): void
  /** The calls as the JSON in which they are kept, newest first. */
  newest(limit: number): string[]
  close(): void
}

export function openBare(file: string): BareSql {
  const database = openDatabase(file)
  const insert = database.prepare(INSERT)
  const newest = database.prepare(NEWEST)
  return {
    insert: (row) => void insert.run(row),
    insertAll(rows) {
      database.exec('BEGIN IMMEDIATE')
      for (const row of rows) insert.run(row)
      database.exec('COMMIT')
    },
    newest: (limit) => newest.all(limit).map((row) => String(row['call'])),
    close: () => database.close(),
  }
}

/** A journal with calls 0 to `size` - 1, made by the store's own schema in one transaction. */
export function buildJournal(file: string, size: number): void {
  openDatabase(file).close()
  const database = new DatabaseSync(file)
  // Only while it is built: nobody else has it open, and a crash costs a temporary file.
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY; BEGIN')
  const insert = database.prepare(INSERT)
  for (let number = 0; number < size; number += 1) insert.run(toRow(exampleCall(number)))
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE); ANALYZE')
  database.close()
}
