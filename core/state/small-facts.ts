import type { CallbackListener, Firing } from '../../contract/model/change.ts'
import type { DialIntent } from '../../contract/model/dial.ts'
import type { ChangeFeed } from './change-feed.ts'

/** The live facts that belong to no other part: what asks to be dialled, where callbacks arrive, what was fired, how often the history grew. */
export class SmallFacts {
  private readonly feed: ChangeFeed
  private readonly listeners = new Map<string, string>()
  private readonly firings = new Map<string, string>()
  private intent: DialIntent | null = null
  private revision = 0

  constructor(feed: ChangeFeed) {
    this.feed = feed
  }

  /** The part of a snapshot that is kept here. */
  snapshot(): {
    historyRevision: number
    listeners: CallbackListener[]
    firings: Firing[]
    dialIntent: DialIntent | null
  } {
    return {
      historyRevision: this.revision,
      listeners: [...this.listeners].map(([account, url]) => ({ account, url })),
      firings: [...this.firings].map(([account, id]) => ({ account, id })),
      dialIntent: this.intent,
    }
  }

  setIntent(intent: DialIntent | null): void {
    this.intent = intent
    this.feed.tell({ type: 'dial-intent', intent })
  }

  /** Another one may have come meanwhile: only the named one is taken. */
  intentTaken(id: string): void {
    if (this.intent?.id === id) this.setIntent(null)
  }

  listens(account: string, url: string): void {
    this.listeners.set(account, url)
    this.feed.tell({ type: 'listener', listener: { account, url } })
  }

  fired(account: string, id: string): void {
    this.firings.set(account, id)
    this.feed.tell({ type: 'firing', firing: { account, id } })
  }

  historyGrew(): void {
    this.revision += 1
    this.feed.tell({ type: 'history', revision: this.revision })
  }

  /** The account's session was closed. */
  forget(account: string): void {
    this.listeners.delete(account)
  }
}
