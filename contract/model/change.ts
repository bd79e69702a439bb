import * as z from 'zod/mini'
import { Account, AccountId } from './account.ts'
import { Call } from './call.ts'
import { Connection } from './connection.ts'
import { DialIntent } from './dial.ts'
import { Ringer } from './ringer.ts'
import { AppSettings } from './settings.ts'

/** Where a service's callbacks must arrive for an account. */
export const CallbackListener = z.object({ account: AccountId, url: z.string() })
export type CallbackListener = z.infer<typeof CallbackListener>

/** The last broadcast that an account's service told of. */
export const Firing = z.object({ account: AccountId, id: z.string() })
export type Firing = z.infer<typeof Firing>

/** One thing that is now so. Whole values, never deltas: applying one twice changes nothing. */
export const Change = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accounts'), accounts: z.array(Account) }),
  z.object({ type: z.literal('connection'), connection: Connection }),
  z.object({ type: z.literal('call'), call: Call }),
  /** The call has left the live list; it is in the history. */
  z.object({ type: z.literal('call-left'), id: z.string() }),
  z.object({ type: z.literal('ringer'), ringer: Ringer }),
  z.object({ type: z.literal('settings'), settings: AppSettings }),
  /** The history has rows it did not have; `revision` only grows. */
  z.object({ type: z.literal('history'), revision: z.number() }),
  /** Where a service's callbacks must arrive for this account; null when nobody listens. */
  z.object({ type: z.literal('listener'), listener: CallbackListener }),
  /** A broadcast was fired; its results can be read by this id. */
  z.object({ type: z.literal('firing'), firing: Firing }),
  z.object({ type: z.literal('dial-intent'), intent: z.nullable(DialIntent) }),
])
export type Change = z.infer<typeof Change>

/** Changes are numbered without gaps from 1 in each run of main; a window that sees a gap asks for a snapshot. */
export const NumberedChange = z.object({ number: z.number(), change: Change })
export type NumberedChange = z.infer<typeof NumberedChange>

/** How secrets are kept: in the keychain, or only for this run because there is none. */
export const VaultKind = z.enum(['keychain', 'session'])
export type VaultKind = z.infer<typeof VaultKind>

/** Everything live at once. `number` is the last change it contains. */
export const Snapshot = z.object({
  number: z.number(),
  accounts: z.array(Account),
  connections: z.array(Connection),
  calls: z.array(Call),
  ringers: z.array(Ringer),
  settings: AppSettings,
  historyRevision: z.number(),
  listeners: z.array(CallbackListener),
  firings: z.array(Firing),
  dialIntent: z.nullable(DialIntent),
  vault: VaultKind,
})
export type Snapshot = z.infer<typeof Snapshot>
