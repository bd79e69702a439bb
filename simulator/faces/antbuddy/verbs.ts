import type { Call } from '../../world/call.ts'
import type { MediaRequest } from './media-host.ts'

/** What only this face can be asked. */
export type AntBuddyVerbs = {
  /** The person picks up the own phone that rings for a click-to-call (see the switch ownPhonePickUpMs). */
  pickUp(choice?: { call?: string }): Call
  /** A colleague, whose device rings too (switch ringGroup), takes the call in that rings here. */
  answerElsewhere(choice?: { call?: string }): Call
  /** A call of a colleague, which the event server tells and the history lists; answered by itself if it goes out, over after ten seconds. */
  colleagueCalls(argument?: { direction?: 'in' | 'out'; number?: string }): Call
  /** Puts `calls` past calls, the same every time, evenly over the `days` (60) before now; replaces those that were there. */
  preload(argument: { calls: number; days?: number }): void
  /** No auth_token is good any more; with `disconnect` the event server also throws everybody out. */
  expireTokens(argument?: { disconnect?: boolean }): void
  /** The bindings of every connection that subscribed. */
  subscriptions(): readonly (readonly string[])[]
  /** What the media host was asked, with all headers that it got. */
  mediaRequests(): readonly MediaRequest[]
}
