import type { AccountSettings } from '../../../contract/model/account.ts'
import type { DialTarget, ProviderDefinition } from '../../provider.ts'

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
  /** Once for all tests. */
  start(): Promise<ConformanceService>
}

/** The service's side, as a test plays it. Nothing in it waits for the app. */
export interface ConformanceService {
  readonly account: { readonly settings: AccountSettings; readonly secrets: Readonly<Record<string, string>> }
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
  /** Cuts every socket. Absent where there are none. */
  dropSockets?(): number
  /** Spoils the answers to the next `times` requests to dial. */
  spoilDialling(spoiling: Spoiling, times: number): void
  /** Spoils every answer. */
  spoilEverything(spoiling: Spoiling): void
  /** Requests to dial that arrived since `reset`. */
  diallings(): number
  /** Sockets that are open now. */
  openSockets(): number
  /** The service is killed; and is back on the same address. */
  stop(): Promise<void>
  start(): Promise<void>
  /** For good. */
  close(): Promise<void>
}
