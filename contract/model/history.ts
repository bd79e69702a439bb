import * as z from 'zod/mini'
import { AccountId } from './account.ts'
import { Call, CallDirection, CallResult } from './call.ts'

/** Which calls to show. Dates are ISO 8601; `until` is exclusive. */
export const HistoryFilter = z.object({
  account: z.optional(AccountId),
  since: z.optional(z.string()),
  until: z.optional(z.string()),
  /** Part of a number or a name. */
  search: z.optional(z.string().check(z.maxLength(200))),
  direction: z.optional(CallDirection),
  status: z.optional(CallResult),
})
export type HistoryFilter = z.infer<typeof HistoryFilter>

/** One page of the history, newest first; `before` is the `next` of the page above it. */
export const HistoryQuery = z.object({
  filter: z.optional(HistoryFilter),
  before: z.optional(z.string()),
  limit: z.number().check(z.int(), z.gte(1), z.lte(200)),
})
export type HistoryQuery = z.infer<typeof HistoryQuery>

export const HistoryPage = z.object({
  calls: z.array(Call),
  next: z.optional(z.string()),
})
export type HistoryPage = z.infer<typeof HistoryPage>

/** How a sync went: rows that the service gave, and how many of them were new or said more than before. */
export const SyncReport = z.object({ account: AccountId, read: z.number(), changed: z.number() })
export type SyncReport = z.infer<typeof SyncReport>
