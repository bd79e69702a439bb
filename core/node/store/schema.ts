import { DatabaseSync } from 'node:sqlite'
import { StoreProblem } from './store-problem.ts'

/**
 * The steps from an empty file to today's tables; `PRAGMA user_version` counts the ones that were taken. A step that has been released is never changed:
 * add one. A row keeps the whole call as JSON, and beside it only what is searched or sorted by.
 *
 * `started_at` is in milliseconds since 1970 in UTC; `digits` is the number without its punctuation; `folded_name` the name in one case and width.
 */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE calls (
     id TEXT NOT NULL PRIMARY KEY,
     account TEXT NOT NULL,
     direction TEXT NOT NULL,
     state TEXT NOT NULL,
     result TEXT,
     started_at INTEGER NOT NULL,
     digits TEXT NOT NULL,
     folded_name TEXT NOT NULL,
     call TEXT NOT NULL
   ) STRICT;
   CREATE INDEX calls_newest ON calls (started_at DESC, id DESC);
   CREATE INDEX calls_of_account ON calls (account, started_at DESC, id DESC);
   CREATE INDEX calls_unfinished ON calls (state) WHERE state NOT IN ('ended', 'unknown');`,
]

/** The window and the terminal share the file: each waits this long for the other's writing. */
const BUSY_TIMEOUT_MS = 5000

/** Opens the file (made where there is none) with today's tables in it. Throws SQLite's errors and StoreProblem. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS })
  try {
    // WAL: readers never wait for the writer. NORMAL: a power cut may cost the last calls, never the file.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;')
    migrate(database)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** Runs an action whole or not at all. IMMEDIATE: waits for the other process's writing before the first read, not in the middle. */
export function inTransaction<Result>(database: DatabaseSync, action: () => Result): Result {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = action()
    database.exec('COMMIT')
    return result
  } catch (thrown) {
    // A full disk makes SQLite roll back by itself; a second time would hide the reason behind another error.
    if (database.isTransaction) database.exec('ROLLBACK')
    throw thrown
  }
}

function migrate(database: DatabaseSync): void {
  if (versionOf(database) === MIGRATIONS.length) return
  inTransaction(database, () => {
    // Asked again inside: the other process may have been faster.
    const version = versionOf(database)
    if (version > MIGRATIONS.length) throw new StoreProblem('newer-version')
    for (const step of MIGRATIONS.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`)
  })
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0)
}
