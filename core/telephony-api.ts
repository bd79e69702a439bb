import type { Account, AccountCheck, AccountDraft, AccountPatch, ProviderSummary } from '../contract/model/account.ts'
import type { Call } from '../contract/model/call.ts'
import type { NumberedChange, Snapshot } from '../contract/model/change.ts'
import type { DialIntent, DialPlan } from '../contract/model/dial.ts'
import type { HistoryPage, HistoryQuery } from '../contract/model/history.ts'
import type { Ringer, RingerMode } from '../contract/model/ringer.ts'
import type { AppSettings, AppSettingsPatch } from '../contract/model/settings.ts'
/** The whole of Sidetone's telephony: everything a window, a tray or a terminal can ask. Everything that fails rejects with a FailureError. */
export interface Telephony {
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
  readonly history: { page(query: HistoryQuery): Promise<HistoryPage> }
  readonly settings: { current(): AppSettings; change(patch: AppSettingsPatch): Promise<AppSettings> }
  readonly state: { snapshot(): Snapshot; onChange(listener: (change: NumberedChange) => void): () => void }
  close(): Promise<void>
}
