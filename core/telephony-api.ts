import type {
  BroadcastCountry,
  BroadcastQuery,
  BroadcastResults,
  BroadcastRule,
  Recipient,
} from '../contract/model/broadcast.ts'
import type { CallbackTest } from '../contract/model/callback.ts'
import type { Extension, ExtensionProperties } from '../contract/model/extension.ts'
import type { Diagnosis } from './diagnostics/diagnose.ts'
import type { RecordingDownload } from './provider.ts'
import type { Account, AccountCheck, AccountDraft, AccountPatch, ProviderSummary } from '../contract/model/account.ts'
import type { Call } from '../contract/model/call.ts'
import type { NumberedChange, Snapshot } from '../contract/model/change.ts'
import type { DialIntent, DialPlan } from '../contract/model/dial.ts'
import type { HistoryPage, HistoryQuery, SyncReport } from '../contract/model/history.ts'
import type { Ringer, RingerMode } from '../contract/model/ringer.ts'
import type { AppSettings, AppSettingsPatch } from '../contract/model/settings.ts'

/** What only some services can do. An account whose service lacks it: unsupported. */
export interface TelephonyFacets {
  readonly broadcast: {
    rules(account: string): Promise<{ rules: readonly BroadcastRule[]; countries: readonly BroadcastCountry[] }>
    recipients(account: string, rule: string, signal?: AbortSignal): Promise<readonly Recipient[]>
    replace(account: string, rule: string, recipients: readonly Recipient[], signal?: AbortSignal): Promise<void>
    /** Calls everybody who is checked, once. */
    fire(account: string, rule: string, signal?: AbortSignal): Promise<{ readonly message?: string }>
    results(
      account: string,
      rule: string | undefined,
      query: BroadcastQuery,
      signal?: AbortSignal,
    ): Promise<BroadcastResults>
  }
  readonly extension: {
    read(account: string, signal?: AbortSignal): Promise<Extension>
    change(account: string, properties: ExtensionProperties, signal?: AbortSignal): Promise<Extension>
  }
  readonly notify: {
    set(account: string, signal?: AbortSignal): Promise<{ readonly url: string }>
    clear(account: string, signal?: AbortSignal): Promise<void>
  }
  readonly callbacks: {
    /** Sends a trial callback to the account's address and sees whether it arrives. Fails with not-found where nobody listens for the account. */
    test(account: string, signal?: AbortSignal): Promise<CallbackTest>
  }
  readonly recordings: {
    /** The recording of a call, as it arrives; `range` is the value of a Range header. Fails with not-found where the call has none. */
    download(callId: string, range?: string, signal?: AbortSignal): Promise<RecordingDownload>
  }
}

/** The whole of Sidetone's telephony: everything a window, a tray or a terminal can ask. Everything that fails rejects with a FailureError. */
export interface Telephony extends TelephonyFacets {
  /** Opens every account and keeps its live events. */
  watch(accounts?: readonly string[]): Promise<void>
  readonly accounts: {
    providers(): readonly ProviderSummary[]
    list(): readonly Account[]
    add(draft: AccountDraft, options?: { replace?: boolean }): Promise<Account>
    change(patch: AccountPatch): Promise<Account>
    remove(id: string): Promise<void>
    test(id: string, signal?: AbortSignal): Promise<AccountCheck>
    reconnect(id: string): Promise<void>
  }
  readonly calls: {
    live(): readonly Call[]
    plan(text: string, account: string | null): Promise<DialPlan>
    place(request: { account: string; text: string; say?: string }, signal?: AbortSignal): Promise<Call>
    answer(id: string, signal?: AbortSignal): Promise<void>
    reject(id: string, signal?: AbortSignal): Promise<void>
    hangUp(id: string, signal?: AbortSignal): Promise<void>
    dismiss(id: string): Promise<void>
    offerIntent(intent: Omit<DialIntent, 'id'>): void
    intentTaken(id: string): void
  }
  readonly ringer: {
    of(account: string): Ringer
    set(account: string, mode: RingerMode, signal?: AbortSignal): Promise<Ringer>
  }
  readonly history: {
    page(query: HistoryQuery): Promise<HistoryPage>
    /** Reads what the account's service keeps into the journal. Nothing to do for a service that keeps none. */
    sync(
      account: string,
      range?: { readonly since?: number; readonly until?: number },
      progress?: (report: SyncReport) => void,
      signal?: AbortSignal,
    ): Promise<SyncReport>
  }
  readonly settings: { current(): AppSettings; change(patch: AppSettingsPatch): Promise<AppSettings> }
  readonly state: { snapshot(): Snapshot; onChange(listener: (change: NumberedChange) => void): () => void }
  /** What support asks first: sign-ins, clocks, connections; redacted. */
  diagnose(signal?: AbortSignal): Promise<Diagnosis>
  close(): Promise<void>
}
