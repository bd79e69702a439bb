import type { Call } from '../../contract/model/call.ts'
import type { HistoryPage, HistoryQuery } from '../../contract/model/history.ts'

/** The journal of calls on disk. Failures: store/unavailable (full or unreadable disk, damaged file that could not be put aside). */
export interface CallStore {
  /** Inserts or replaces by id, all or none. */
  save(calls: readonly Call[]): Promise<void>
  find(id: string): Promise<Call | undefined>
  /** Those of the ids that there are, in no order; any number of ids. */
  findAll(ids: readonly string[]): Promise<Call[]>
  /** Newest first; `next` is absent on the last page. */
  page(query: HistoryQuery): Promise<HistoryPage>
  /** Calls that were live when they were last saved: after a crash they are nobody's. */
  unfinished(): Promise<Call[]>
  /** Deletes an account's calls; returns how many. */
  forgetAccount(account: string): Promise<number>
  close(): Promise<void>
}
