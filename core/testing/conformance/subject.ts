import type { AccountSettings } from '../../../contract/model/account.ts'
import type { DialTarget, ProviderDefinition } from '../../provider.ts'
import type { Tempo } from './tempo.ts'

/** How a reply is spoilt; `reset` carries the request out and then cuts the line. */
export type Spoiling = 'truncate' | 'not-json' | 'html' | 'wrong-types' | 'empty' | 'reset'

/**
 * A provider and the service that it is tried against: its face of the simulator, over real HTTP and sockets. Every provider's
 * `<id>.conformance.test.ts` gives one of these to `conformance`.
 */
export interface ConformanceSubject {
  readonly definition: ProviderDefinition
  /** Something that the provider can dial, and the simulator lets somebody answer. */
  readonly target: DialTarget
  /** Ways of spoiling a reply to a dialling that mean nothing: the service's document gives its status and no body. */
  readonly harmless?: readonly Spoiling[]
  /** Told apart where one provider is tried in two ways, for example polling and called back. */
  readonly way?: string
  /** What is told of a call that goes on: that it was answered, or nothing before its end. Default 'answer'. */
  readonly sees?: 'answer' | 'end'
  /** How much faster time passes in tests that follow calls, where the provider has to look rather than being told. Default 1. */
  readonly speed?: number
  /** Once for all tests; the service lives in the time it is given. */
  start(tempo: Tempo): Promise<ConformanceService>
}

/** Past calls at the service. */
export interface PastCalls {
  /** Puts so many calls, or more, into the past of the last 365 days; how many of them the account is to be told of. */
  preload(calls: number): Promise<number>
}

/** Recordings of past calls at the service. */
export interface RecordedCalls {
  /** Where recordings lie on another host: from now on the app is sent there. */
  sendElsewhere(): void
  /** The bytes that a plain client gets where the app got the last recording. */
  original(): Promise<Uint8Array>
  /** What another host than the account's own was asked, each request with everything that was in it. */
  elsewhere(): readonly unknown[]
}

/** The service's side, as a test plays it. Nothing in it waits for the app. */
export interface ConformanceService {
  readonly account: { readonly settings: AccountSettings; readonly secrets: Readonly<Record<string, string>> }
  /** Where the account's settings name a port for callbacks. */
  readonly callbackPort?: number
  /** Puts everything back as it was at the start; calls are gone. */
  reset(): void
  /** From now on these credentials are refused, and no others are given. */
  refuseSignIn(): void
  /** What was given at sign-in is valid no more; signing in again helps. */
  expireSignIn(): void
  /** The far end of our call answers; our device answers an incoming one. */
  answer(): void
  /** The far end hangs up. */
  hangUp(): void
  /** Somebody calls the account's phone. */
  ring(from: string): void
  /** Frames or callbacks that no document describes. Absent where nothing is pushed. */
  sendNonsense?(): void
  /** Tells the newest event again. Absent where nothing is pushed. */
  repeatEvent?(): void
  /** Lets the events of what `happens` arrive in the wrong order. Absent where events come in no order of their own. */
  scramble?(happens: () => void): Promise<void>
  /** Cuts every socket. Absent where there are none. */
  dropSockets?(): number
  /** Spoils the answers to the next `times` requests to dial. */
  spoilDialling(spoiling: Spoiling, times: number): void
  /** Spoils every answer. */
  spoilEverything(spoiling: Spoiling): void
  /** Requests to dial that arrived since `reset`. */
  diallings(): number
  /** All requests that arrived since `reset`. */
  requests(): number
  /** Answers the next `times` requests (all, if absent) as the service does to who asks too often. */
  throttle(times?: number): void
  /** Puts the vendor's own limit in force. Absent where none is known, or where it is so high that it does not matter. */
  limitRate?(): void
  readonly past?: PastCalls
  readonly recorded?: RecordedCalls
  /** Sockets that are open now. */
  openSockets(): number
  /** The service is killed; and is back on the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  /** For good. */
  close(): Promise<void>
}
