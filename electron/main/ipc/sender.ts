import { isOurPage } from '../scheme/app-scheme.ts'

/** What is looked at of Electron's event: who sent it, and from which frame. */
export interface Sending {
  readonly sender: object
  /** Null when the frame has gone or navigated in the meantime. */
  readonly senderFrame: { readonly url: string; readonly parent: object | null } | null
}

/** Why a message is not taken; `undefined` when it is. */
export type SenderRefusal = 'not-our-window' | 'frame-gone' | 'not-the-main-frame' | 'foreign-origin'

export interface SenderRules {
  owns(sender: object): boolean
  readonly developmentUrl: string | undefined
}

/** A message counts only from the main frame of a window of ours that shows a page of ours. */
export function refuseSender(sending: Sending, rules: SenderRules): SenderRefusal | undefined {
  if (!rules.owns(sending.sender)) return 'not-our-window'
  if (sending.senderFrame === null) return 'frame-gone'
  if (sending.senderFrame.parent !== null) return 'not-the-main-frame'
  if (!isOurPage(sending.senderFrame.url, rules.developmentUrl)) return 'foreign-origin'
  return undefined
}
