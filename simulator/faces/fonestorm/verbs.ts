import type { CallbackData } from './callback-data.ts'
import type { CallbackAim } from './callback-plans.ts'
import type { Delivery } from './callbacks.ts'
import type { CallbackKind, Registration } from './fonenumber.ts'

/** What only this face can be asked. */
export type FoneStormVerbs = {
  /** Every token that was issued so far is refused from now on: 401. */
  expireTokens(): void
  /** A token as POST /auth would give (an hour, unless told otherwise), for accounts that are set up with one. */
  issueToken(argument?: { lifetimeSeconds?: number }): string
  /** Answers requests whose path contains `path` (all, if absent), the next `times` of them (1), with this status in the vendor's form. */
  answerError(argument: { status: number; path?: string; times?: number }): void
  /** Every callback and what became of it, oldest first. */
  callbacks(): readonly Delivery[]
  /** Resolves when no callback is being sent; those that wait for the clock are not waited for. */
  callbacksSettled(): Promise<void>
  /** Holds callbacks back; later ones overtake them. */
  delayCallbacks(argument: CallbackAim & { ms: number }): void
  /** The network loses callbacks. */
  loseCallbacks(argument?: CallbackAim): void
  /** Sends each callback `times` times more, until told 0. */
  repeatCallbacks(argument: { times: number }): void
  /** Sends the BEGIN of every call after its END, until `{ "on": false }`. */
  reorderCallbacks(argument?: { on?: boolean }): void
  /** Sends a callback of no call at all, over the registration that is there. What is not given is made up. */
  sendCallback(argument?: { kind?: CallbackKind; data?: Partial<CallbackData> }): void
  /** `calls` short calls, in and out, one callback after the other; resolves with how many callbacks were delivered. */
  burst(argument: { calls: number }): Promise<number>
  /** A callback that somebody had set before the app came; `registration` absent: none. */
  presetNotify(argument: { kind: CallbackKind; registration?: Registration; foneNumber?: string }): void
  /** The account's two numbers as at the start, without callbacks, services and labels. */
  restoreFoneNumbers(): void
}
