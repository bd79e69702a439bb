import { channelOf } from '../../../contract/define.ts'
import type { NumberedChange } from '../../../contract/model/change.ts'

/** A page that can be told something. */
export interface Receiver {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

const CHANGED = channelOf('state', 'changed')

/** Tells every open window of a change; one that is loading asks for a snapshot, so nothing is queued. */
export function broadcastChange(change: NumberedChange, receivers: Iterable<Receiver>): void {
  for (const receiver of receivers) {
    if (!receiver.isDestroyed()) receiver.send(CHANGED, change)
  }
}
