import type { Accounts } from '../accounts/accounts.ts'
import type { CallBook } from '../calls/call-book.ts'
import type { Journal } from '../calls/journal.ts'
import { toFailure } from '../failure.ts'
import type { Log } from '../ports/index.ts'
import type { SmallFacts } from '../state/small-facts.ts'
import type { Sessions } from './sessions.ts'

export interface WatchingParts {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly book: CallBook
  readonly journal: Journal
  readonly facts: SmallFacts
  readonly log: Log
}

/** Which accounts' live events are kept open, and what follows when a session comes or goes. */
export class Watching {
  private readonly parts: WatchingParts
  private everything = false

  constructor(parts: WatchingParts) {
    this.parts = parts
  }

  /** All accounts, those that come later too; or only the named ones. */
  async start(only?: readonly string[]): Promise<void> {
    if (only === undefined) this.everything = true
    const ids = only ?? this.parts.accounts.list().map((account) => account.id)
    await Promise.all(ids.map((id) => this.watch(id)))
  }

  /** Opens the account and keeps its live events; where that is so already: tries again now. */
  async watch(id: string): Promise<void> {
    const { accounts, sessions, log } = this.parts
    accounts.get(id)
    if (sessions.peek(id) === undefined) await this.layToRest(id)
    try {
      const { session } = await sessions.open(id)
      session.watch()
    } catch (thrown) {
      // Told already as a refused connection; the other accounts go on.
      log.warn('account not opened', { account: id, failure: toFailure(thrown) })
    }
  }

  /** New settings need a new session. */
  async reopen(id: string): Promise<void> {
    await this.end(id)
    this.parts.book.loseSight(id)
    if (this.everything) await this.watch(id)
  }

  /** Before an account goes: what was registered for us at the service goes with it. A service that cannot be reached must not keep it. */
  async leave(id: string): Promise<void> {
    try {
      const { session } = await this.parts.sessions.open(id)
      await session.notify?.clear(new AbortController().signal)
    } catch (thrown) {
      this.parts.log.warn('callback registration not put back', { account: id, failure: toFailure(thrown) })
    }
    await this.end(id)
    this.parts.book.dropAccount(id)
  }

  private async end(id: string): Promise<void> {
    await this.parts.sessions.close(id)
    this.parts.facts.forget(id)
  }

  private async layToRest(id: string): Promise<void> {
    try {
      await this.parts.journal.layToRest(id)
    } catch (thrown) {
      this.parts.log.error('journal not read', { account: id, failure: toFailure(thrown) })
    }
  }
}
