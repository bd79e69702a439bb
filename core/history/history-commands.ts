import type { CallStore, Clock } from '../ports/index.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Telephony } from '../telephony-api.ts'
import { syncHistory } from './sync.ts'

/** A service's clock may be ahead of ours: its newest calls count all the same. */
const clockSkewMs = 24 * 3_600_000

export interface HistoryCommandParts {
  readonly store: CallStore
  readonly sessions: Sessions
  readonly clock: Clock
  /** The journal has rows it did not have. */
  readonly grew: () => void
}

export function historyCommands({ store, sessions, clock, grew }: HistoryCommandParts): Telephony['history'] {
  return {
    page: (query) => store.page(query),
    async sync(account, range = {}, progress = () => undefined, signal = new AbortController().signal) {
      const { session, definition } = await sessions.open(account)
      if (session.history === undefined) return { account, read: 0, changed: 0 }
      const wanted = { since: range.since ?? 0, until: range.until ?? clock.now() + clockSkewMs }
      const owner = { account, provider: definition.id }
      return syncHistory(session.history, store, owner, wanted, { progress, written: grew }, signal)
    },
  }
}
