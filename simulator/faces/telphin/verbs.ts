import type { Call } from '../../world/call.ts'
import type { ControlAction } from './current-calls.ts'
import type { Properties } from './phone-properties.ts'
import type { Subscription } from './subscriptions.ts'
import type { Delivery } from './webhooks.ts'

/** What only this face can be asked. */
export type TelphinVerbs = {
  /** Every access token is expired from now on: 401. Refresh tokens stay. */
  expireTokens(): void
  /** Every token is forgotten: 401. */
  revokeTokens(): void
  /** Nothing is left of the hour's quota: 429 rate_limit_exceeded until it ends. */
  exhaustQuota(): void
  /** A past of that many calls, spread over the last `days` if named; how many the history has now. */
  preload(argument: { calls: number; days?: number }): number
  /** The own phone that rings for a callback is picked up. */
  pickUp(choice?: { call?: string }): Call
  /** The call that rings here is answered at extension 55, where it ends after `talkMs` (30,000). */
  answerElsewhere(argument?: { call?: string; talkMs?: number }): Call
  /** Sends an event to whoever subscribed to its type: message-in, message-out, voicemail, or any other. How many were told. */
  sendEvent(argument: { type: string; extension?: number; fields?: Record<string, string> }): number
  /** Keeps webhooks back, until they are released in their order or backwards. */
  holdWebhooks(): void
  releaseWebhooks(argument?: { order?: 'kept' | 'reversed' }): number
  /** What was sent to whom, and what they answered. */
  webhooks(): readonly Delivery[]
  subscriptions(): readonly Subscription[]
  /** What a phone is set to (54, the demo's, if no other is named). */
  phone(argument?: { extension?: number }): Properties
  /** What was done to calls through PUT current_calls. */
  callActions(): readonly ControlAction[]
}
