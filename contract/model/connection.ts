import * as z from 'zod/mini'
import { AccountId } from './account.ts'
import { Failure } from './failure.ts'

/**
 * How an account's live events stand. `refused` needs a person (wrong credentials, a refused dialog, switched-off access); everything else mends itself.
 * `idle`: nothing to keep open (the service has no live events, or nobody watches).
 */
export const ConnectionState = z.enum(['idle', 'connecting', 'live', 'reconnecting', 'offline', 'refused'])
export type ConnectionState = z.infer<typeof ConnectionState>

export const Connection = z.object({
  account: AccountId,
  state: ConnectionState,
  failure: z.optional(Failure),
  /** A person must accept a dialog on the device before this goes on. */
  waitingForPerson: z.optional(z.boolean()),
})
export type Connection = z.infer<typeof Connection>
