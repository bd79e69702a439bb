import type { Snapshot, VaultKind } from '../../contract/model/change.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { CallBook } from '../calls/call-book.ts'
import type { Ringers } from '../sessions/ringers.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Settings } from '../settings/settings.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { SmallFacts } from './small-facts.ts'

export interface SnapshotParts {
  readonly feed: ChangeFeed
  readonly facts: SmallFacts
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly book: CallBook
  readonly ringers: Ringers
  readonly settings: Settings
  readonly vault: VaultKind
}

/** Everything live at once, in one turn of the event loop: no change can come between its parts. */
export function snapshotOf({
  feed,
  facts,
  accounts,
  sessions,
  book,
  ringers,
  settings,
  vault,
}: SnapshotParts): Snapshot {
  const list = [...accounts.list()]
  return {
    number: feed.number,
    accounts: list,
    connections: list.map(({ id }) => sessions.connectionOf(id)),
    calls: book.list(),
    ringers: list.map(({ id }) => ringers.of(id)),
    settings: settings.current(),
    ...facts.snapshot(),
    vault,
  }
}
