// The journal's file, open: what runs inside the worker.
//
//   closed --operation--> open --"damaged"--> put aside --> open (a new, empty one); the operation is tried once more
import type { Call } from '../../../contract/model/call.ts'
import type { HistoryQuery } from '../../../contract/model/history.ts'
import type { DatabaseSync } from 'node:sqlite'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { readPage } from './call-page.ts'
import type { PageText } from './call-page.ts'
import { findCall, findCalls, forgetCalls, saveCalls, unfinishedCalls } from './call-queries.ts'
import { openDatabase } from './schema.ts'
import { reasonOf, StoreProblem } from './store-problem.ts'

/** Up to this size the whole file is checked when it is opened (about 0.3 s); a larger one shows its damage when it is used. */
const CHECKED_AT_OPENING_BYTES = 64 * 1024 * 1024

/** What can be asked; each name is a message of store-protocol.ts. */
export interface CallJournal {
  readonly save: (calls: readonly Call[]) => void
  readonly find: (id: string) => Call | undefined
  readonly findAll: (ids: readonly string[]) => Call[]
  readonly page: (query: HistoryQuery) => PageText
  readonly unfinished: () => Call[]
  readonly forgetAccount: (account: string) => number
  readonly close: () => void
}

/** Opened at the first operation. `putAside` is told the name under which a damaged file now lies. */
export function callJournal(file: string, putAside: (name: string) => void): CallJournal {
  let open: DatabaseSync | undefined

  function database(): DatabaseSync {
    open ??= openChecked(file)
    return open
  }

  function close(): void {
    open?.close()
    open = undefined
  }

  function run<Result>(action: (database: DatabaseSync) => Result): Result {
    try {
      return action(database())
    } catch (thrown) {
      if (reasonOf(thrown) !== 'damaged') throw thrown
      close()
      putAside(setAside(file))
      return action(database())
    }
  }

  return {
    save: (calls) => run((opened) => saveCalls(opened, calls)),
    find: (id) => run((opened) => findCall(opened, id)),
    findAll: (ids) => run((opened) => findCalls(opened, ids)),
    page: (query) => run((opened) => readPage(opened, query)),
    unfinished: () => run(unfinishedCalls),
    forgetAccount: (account) => run((opened) => forgetCalls(opened, account)),
    close,
  }
}

function openChecked(file: string): DatabaseSync {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  // Made by us first, so that it is never readable by others, not even for a moment; SQLite gives its -wal and -shm the same mode.
  closeSync(openSync(file, 'a', 0o600))
  if (process.platform !== 'win32') chmodSync(file, 0o600)
  const database = openDatabase(file)
  try {
    if (statSync(file).size <= CHECKED_AT_OPENING_BYTES) check(database)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function check(database: DatabaseSync): void {
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  if (verdict !== 'ok') throw new StoreProblem('damaged')
}

/** Moves the file and what belongs to it out of the way; nothing of it is deleted, somebody may be able to save it. */
function setAside(file: string): string {
  const aside = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, aside + part)
  }
  return path.basename(aside)
}
