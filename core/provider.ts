import type { AccountField, AccountSettings } from '../contract/model/account.ts'
import type {
  BroadcastCountry,
  BroadcastQuery,
  BroadcastResults,
  BroadcastRule,
  Recipient,
} from '../contract/model/broadcast.ts'
import type { CallDirection, CallResult, CallState } from '../contract/model/call.ts'
import type { Capabilities } from '../contract/model/capability.ts'
import type { ConnectionState } from '../contract/model/connection.ts'
import type { Extension, ExtensionProperties } from '../contract/model/extension.ts'
import type { Failure } from '../contract/model/failure.ts'
import type { ProviderId } from '../contract/model/provider-id.ts'
import type { RingerMode } from '../contract/model/ringer.ts'
import type { Callbacks, Clock, HostHints, Http, Log, Notebook, Sockets } from './ports/index.ts'

/** What is written about an account in the home; its secrets are in the vault. */
export interface AccountConfig {
  readonly id: string
  readonly label: string
  readonly settings: AccountSettings
}

/** One account's slots of the vault, by field name. */
export interface AccountVault {
  read(field: string): Promise<string | undefined>
  write(field: string, secret: string): Promise<void>
  forget(field: string): Promise<void>
}

/** What a provider is given: the host's ports, and of the vault only its own account. */
export interface ProviderPorts {
  readonly clock: Clock
  readonly http: Http
  readonly sockets: Sockets
  readonly vault: AccountVault
  readonly log: Log
  readonly hints: HostHints
  readonly callbacks: Callbacks
  /** This account's own notes. */
  readonly notebook: Notebook
}

/** A service Sidetone can drive. */
export interface ProviderDefinition {
  readonly id: ProviderId
  readonly title: string
  readonly capabilities: Capabilities
  readonly fields: readonly AccountField[]
  /** Checks the settings and opens a session. No network yet: a service that is down must not keep the app from starting. Fails with input/invalid. */
  connect(account: AccountConfig, ports: ProviderPorts, signal: AbortSignal): Promise<ProviderSession>
}

/**
 * What a service says of one call, whole: everything known, not what changed. A fact that arrives twice, late or out of order does no harm.
 * `key` names the call within its account and is the same in every fact about it. Times are milliseconds since 1970 in UTC.
 */
export interface CallFact {
  readonly type: 'call'
  readonly key: string
  readonly direction: CallDirection
  readonly state: CallState
  readonly number: string
  readonly name?: string
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly result?: CallResult
  readonly durationSeconds?: number
  readonly talkSeconds?: number
  readonly recording?: { readonly id: string; readonly format?: string }
  readonly providerStatus?: string
  readonly endUnseen?: boolean
}

export interface ConnectionFact {
  readonly type: 'connection'
  readonly state: ConnectionState
  readonly failure?: Failure
  readonly waitingForPerson?: boolean
}

/** The local address that the service's callbacks must reach, once it is open. */
export interface ListenerFact {
  readonly type: 'listener'
  readonly url: string
}

/** A broadcast was fired somewhere; its results can be read by this id. */
export interface FiringFact {
  readonly type: 'firing'
  readonly firing: string
}

/** Whole facts ("call 17 is active"), not deltas. */
export type Fact = CallFact | ConnectionFact | ListenerFact | FiringFact

/** A call as the commands on it need to know it; `key` is the fact's. */
export interface CallReference {
  readonly key: string
  readonly number: string
  readonly direction: CallDirection
  readonly state: CallState
}

/** What would be dialled. */
export interface DialForm {
  /** Exactly what goes on the wire. */
  readonly dials: string
  /** Closed words, for example `unusual-length`. */
  readonly warnings: readonly string[]
}

/** A number as core/numbers read it; the provider chooses the form it dials. */
export interface DialTarget {
  readonly text: string
  readonly extension?: string | undefined
  readonly national?: string | undefined
  readonly e164?: string | undefined
}

export interface Dialing {
  /** Pure: the form in which this service dials a target. Fails with input/invalid where it cannot. */
  form(target: DialTarget): DialForm
  /** Sends the request once. Resolves when the service took it; the call itself is told by facts with the returned key. */
  place(target: DialTarget, options: { readonly say?: string }, signal: AbortSignal): Promise<{ readonly key: string }>
}

export interface CallControl {
  answer(call: CallReference, signal: AbortSignal): Promise<void>
  reject(call: CallReference, signal: AbortSignal): Promise<void>
  hangUp(call: CallReference, signal: AbortSignal): Promise<void>
  /** Which of them the device offers; may become known only after sign-in. */
  offered(): readonly ('answer' | 'reject' | 'hang-up')[]
}

export interface RingerControl {
  set(mode: RingerMode, signal: AbortSignal): Promise<void>
}

/** Past calls as a service keeps them. */
export interface HistorySource {
  /**
   * Newest first, in batches as the service's pages come, within its limits. `since` is inclusive, `until` exclusive, in milliseconds.
   * A call may come twice; none may be missing. Fails like any request; what was given before stays good.
   */
  read(range: { readonly since: number; readonly until: number }, signal: AbortSignal): AsyncIterable<HistoryBatch>
}

export interface HistoryBatch {
  readonly calls: readonly CallFact[]
  /** Everything from here to the end of the range has been given, in milliseconds. */
  readonly completeSince: number
}

/** A recording as it arrives. */
export interface RecordingDownload {
  readonly contentType: string
  /** In bytes, where the service says. */
  readonly length?: number
  /** 206 answers a range. */
  readonly status: 200 | 206
  readonly contentRange?: string
  readonly body: AsyncIterable<Uint8Array>
}

/** Recordings by the id that a call's `recording` names. Credentials go to the account's own host only. */
export interface Recordings {
  /** `range` is the value of an HTTP Range header. Fails with not-found. */
  download(
    recording: { readonly id: string; readonly format?: string | undefined },
    range: string | undefined,
    signal: AbortSignal,
  ): Promise<RecordingDownload>
}

/** Calling a list of people through a rule that the person made at the service. */
export interface Broadcast {
  readonly countries: readonly BroadcastCountry[]
  rules(): readonly BroadcastRule[]
  recipients(rule: string, signal: AbortSignal): Promise<readonly Recipient[]>
  /** Overwrites the whole list. What was there stays on disk until the service has taken the new one. */
  replace(rule: string, recipients: readonly Recipient[], signal: AbortSignal): Promise<void>
  /** Calls everybody who is checked, once. `outcome: 'unknown'` may have called. */
  fire(rule: string, signal: AbortSignal): Promise<{ readonly message?: string }>
  results(rule: string | undefined, query: BroadcastQuery, signal: AbortSignal): Promise<BroadcastResults>
}

/** The properties of the account's own phone terminal. */
export interface ExtensionControl {
  read(signal: AbortSignal): Promise<Extension>
  /** Sends only these keys. Resolves to what the service has then. */
  change(properties: ExtensionProperties, signal: AbortSignal): Promise<Extension>
}

/** Registering this app's callback address with the service. */
export interface Notify {
  /** Keeps what was registered before, so that `clear` can put it back. Resolves to the registered address. */
  set(signal: AbortSignal): Promise<{ readonly url: string }>
  clear(signal: AbortSignal): Promise<void>
}

/** An open account. The facets that a service lacks are absent; a test proves that they agree with its capabilities. */
export interface ProviderSession {
  readonly dialing?: Dialing
  readonly callControl?: CallControl
  readonly ringer?: RingerControl
  readonly history?: HistorySource
  readonly recordings?: Recordings
  readonly broadcast?: Broadcast
  readonly extension?: ExtensionControl
  readonly notify?: Notify
  /** Signs in and reports facts for people, for example the server's product. Fails as signing in fails. */
  check(signal: AbortSignal): Promise<Record<string, string>>
  /** Starts keeping the live events open, until `close`; told by connection facts. Calling it again means "now": do not wait for the next attempt. */
  watch(): void
  onFact(listener: (fact: Fact) => void): () => void
  /** Leaves nothing running: sockets, timers, registrations at the service. */
  close(): Promise<void>
}
