import type { Call } from '../../../contract/model/call.ts'
import type { Change } from '../../../contract/model/change.ts'

/** What a call's change asks of the desktop. */
export type Notice =
  | { readonly type: 'incoming'; readonly call: Call }
  | { readonly type: 'missed'; readonly call: Call }
  /** It no longer rings: whatever is shown of it goes. */
  | { readonly type: 'withdraw'; readonly id: string }

/*
 * One incoming call, in one run of the app:
 *
 * unseen --rings--> ringing (told) --anything else--> told, never again (a miss is told once)
 *
 * A reconnect brings whole facts again; none of them tells a second time. A call that was over before we saw it ring is for the history alone.
 */
type Telling = 'ringing' | 'told'

/** Decides which calls are told, each once. Knows no desktop. */
export class CallNotices {
  private readonly tellings = new Map<string, Telling>()

  notice(change: Change): Notice | undefined {
    if (change.type === 'call-left') return this.stopped(change.id)
    if (change.type !== 'call' || change.call.direction !== 'in') return undefined
    const { call } = change
    const telling = this.tellings.get(call.id)
    if (call.state === 'ringing') {
      if (telling !== undefined) return undefined
      this.tellings.set(call.id, 'ringing')
      return { type: 'incoming', call }
    }
    if (telling !== 'ringing') {
      this.tellings.set(call.id, 'told')
      return undefined
    }
    // `missed` counts only as the end of a ring that we saw.
    if (call.state === 'ended' && call.result === 'missed') {
      this.tellings.set(call.id, 'told')
      return { type: 'missed', call }
    }
    return this.stopped(call.id)
  }

  private stopped(id: string): Notice | undefined {
    if (this.tellings.get(id) !== 'ringing') return undefined
    this.tellings.set(id, 'told')
    return { type: 'withdraw', id }
  }
}
