import type { Call } from '../../../contract/model/call.ts'
import type { Log } from '../../ports/log.ts'
import type { CallStore } from '../../ports/store.ts'
import { pageOf } from './call-page.ts'
import type { PageText } from './call-page.ts'
import { storeThread } from './store-thread.ts'

export interface SqliteCallStoreOptions {
  /** The journal's path; made where there is none. */
  readonly file: string
  readonly log: Log
  /** Told once for each damaged file, with the name under which it now lies. */
  readonly onDamaged?: (name: string) => void
}

/**
 * The journal of calls in a SQLite file that the window and the terminal may have open at the same time. Nothing is opened before the first request.
 * Fails with store/unavailable (`reason`: disk-full, read-only, no-access, disk-error, busy, newer-version, stopped) and, for a `before` or a date that
 * cannot be read, input/invalid.
 */
export function sqliteCallStore({ file, log, onDamaged }: SqliteCallStoreOptions): CallStore {
  const thread = storeThread(
    { file },
    {
      putAside(name) {
        log.error('the call journal was damaged and put aside', { name })
        onDamaged?.(name)
      },
      died: (reason) => log.error('the call journal stopped', { reason }),
    },
  )
  return {
    async save(calls) {
      if (calls.length > 0) await thread.ask('save', calls.map(withoutProxies))
    },
    find: async (id) => (await thread.ask('find', id)) as Call | undefined,
    // The same id twice would come back twice where the two stand in different statements.
    findAll: async (ids) => (ids.length === 0 ? [] : ((await thread.ask('findAll', [...new Set(ids)])) as Call[])),
    page: async (query) => pageOf((await thread.ask('page', query)) as PageText),
    unfinished: async () => (await thread.ask('unfinished')) as Call[],
    forgetAccount: async (account) => (await thread.ask('forgetAccount', account)) as number,
    close: () => thread.close(),
  }
}

/** A worker can be sent plain data only; `actions` are for live calls and mean nothing in a journal. */
function withoutProxies(call: Call): Call {
  const { actions: _actions, ...kept } = call
  return kept
}
