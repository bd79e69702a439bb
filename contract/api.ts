import * as z from 'zod/mini'
import { event, request } from './define.ts'
import type { Client, Handlers } from './define.ts'
import { About } from './model/about.ts'
import { Account, AccountCheck, AccountDraft, AccountId, AccountPatch, ProviderSummary } from './model/account.ts'
import { Call } from './model/call.ts'
import { BroadcastCountry, BroadcastQuery, BroadcastResults, BroadcastRule, Recipient } from './model/broadcast.ts'
import { CallbackTest } from './model/callback.ts'
import { NumberedChange, Snapshot } from './model/change.ts'
import { DialPlan } from './model/dial.ts'
import { Extension, ExtensionProperties } from './model/extension.ts'
import { HistoryPage, HistoryQuery, SyncReport } from './model/history.ts'
import { Ringer, RingerMode } from './model/ringer.ts'
import { AppSettings, AppSettingsPatch } from './model/settings.ts'

const nothing = z.void()
const ofAccount = z.object({ account: AccountId })
const ofCall = z.object({ id: z.string() })
const ofRule = z.object({ account: AccountId, rule: z.string() })
/** The service states no limit; this one keeps a mistake from freezing the window. */
const Recipients = z.array(Recipient).check(z.maxLength(10_000))

/**
 * THE list of what a window can ask of main and what main tells windows. The client's type, the handlers main must implement, the preload bridge, the channel names and the
 * input check on arrival are all derived from it; no string is written twice. Every request answers an `Outcome`.
 */
export const api = {
  /** The live picture: a snapshot, then numbered changes. */
  state: {
    snapshot: request(nothing, Snapshot),
    changed: event(NumberedChange),
  },
  accounts: {
    providers: request(nothing, z.array(ProviderSummary)),
    add: request(AccountDraft, Account),
    change: request(AccountPatch, Account),
    remove: request(ofAccount, nothing),
    /** Signs in and reports; changes nothing but stored access tokens. */
    test: request(ofAccount, AccountCheck),
    /** Connect again now: after a refusal was mended, or because the person does not want to wait. */
    reconnect: request(ofAccount, nothing),
  },
  calls: {
    /** What would be dialled for this text through this account; dials nothing. */
    plan: request(z.object({ text: z.string().check(z.maxLength(2000)), account: z.nullable(AccountId) }), DialPlan),
    /** Dials. `text` is read by the same rules as `plan`; never repeated by itself. */
    place: request(
      z.object({ text: z.string().check(z.maxLength(2000)), account: AccountId, say: z.optional(z.string()) }),
      Call,
    ),
    answer: request(ofCall, nothing),
    reject: request(ofCall, nothing),
    hangUp: request(ofCall, nothing),
    /** Takes a call whose end the service does not tell off the live list. */
    dismiss: request(ofCall, nothing),
    /** The dialer has taken up (or thrown away) what a tray entry or link asked for. */
    intentTaken: request(z.object({ id: z.string() }), nothing),
  },
  ringer: {
    set: request(z.object({ account: AccountId, mode: RingerMode }), Ringer),
  },
  history: {
    page: request(HistoryQuery, HistoryPage),
    /** Reads what the account's service keeps into the journal; nothing for a service that keeps none. */
    sync: request(ofAccount, SyncReport),
  },
  recordings: {
    /** Asks where to and downloads the recording of a call; `saved: false` when the person changed their mind. */
    save: request(ofCall, z.object({ saved: z.boolean() })),
  },
  broadcast: {
    rules: request(ofAccount, z.object({ rules: z.array(BroadcastRule), countries: z.array(BroadcastCountry) })),
    recipients: request(ofRule, z.array(Recipient)),
    /** Overwrites the whole number list of the rule. */
    replace: request(z.object({ account: AccountId, rule: z.string(), recipients: Recipients }), nothing),
    /** Calls everybody who is checked, once; never repeated by itself. */
    fire: request(ofRule, z.object({ message: z.optional(z.string()) })),
    results: request(
      z.object({ account: AccountId, rule: z.optional(z.string()), query: BroadcastQuery }),
      BroadcastResults,
    ),
  },
  extension: {
    read: request(ofAccount, Extension),
    /** Sends only these properties. */
    change: request(z.object({ account: AccountId, properties: ExtensionProperties }), Extension),
  },
  callbacks: {
    /** Registers this app's address with the service, and puts back what was there before. */
    register: request(ofAccount, z.object({ url: z.string() })),
    unregister: request(ofAccount, nothing),
    /** Sends a trial callback to the account's address, here and from where the service would, and sees whether it arrives. */
    test: request(ofAccount, CallbackTest),
  },
  settings: {
    change: request(AppSettingsPatch, AppSettings),
  },
  app: {
    about: request(nothing, About),
    /** A list of recipients is copied as a whole. */
    copyText: request(z.object({ text: z.string().check(z.maxLength(1_000_000)) }), nothing),
  },
} as const

export type SidetoneApi = typeof api
export type SidetoneClient = Client<SidetoneApi>
export type SidetoneHandlers = Handlers<SidetoneApi>
