import type { NumberDisplay } from '../calls/number-display.ts'
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
  readonly display: NumberDisplay
  /** The journal has rows it did not have. */
  readonly grew: () => void
}

export function historyCommands({ store, sessions, clock, display, grew }: HistoryCommandParts): Telephony['history'] {
  return {
    async page(query) {
      const [{ calls, ...rest }] = await Promise.all([store.page(query), display.load()])
      return { ...rest, calls: calls.map((call) => display.withShown(call)) }
    },
    async sync(account, range = {}, progress = () => undefined, signal = new AbortController().signal) {
      const { session, definition } = await sessions.open(account)
      if (session.history === undefined) return { account, read: 0, changed: 0 }
      const wanted = { since: range.since ?? 0, until: range.until ?? clock.now() + clockSkewMs }
      const owner = { account, provider: definition.id }
      return syncHistory(session.history, store, owner, wanted, { progress, written: grew }, signal)
    },
  }
}
