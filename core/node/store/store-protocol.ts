import type { CallJournal } from './call-journal.ts'
import type { StoreReason } from './store-problem.ts'

/** What the worker is started with. */
export interface StoreWorkerData {
  /** The journal's path. */
  readonly file: string
}

export type StoreOperation = keyof CallJournal

/** To the worker: one operation; the answer carries the same number. */
export interface StoreRequest {
  readonly number: number
  readonly operation: StoreOperation
  readonly argument: unknown
}

/** From the worker: the answer to a request, or that it put a damaged file aside under this name. */
export type StoreMessage =
  | { readonly type: 'done'; readonly number: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly number: number; readonly reason: StoreReason }
  | { readonly type: 'put-aside'; readonly name: string }
