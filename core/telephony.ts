import type { AccountCheck, AccountDraft, AccountPatch } from '../contract/model/account.ts'
import type { Snapshot } from '../contract/model/change.ts'
import type { DialIntent } from '../contract/model/dial.ts'
import type { RingerMode } from '../contract/model/ringer.ts'
import { Accounts } from './accounts/accounts.ts'
import { CallbackTrials } from './callbacks/callback-trials.ts'
import { CallBook } from './calls/call-book.ts'
import { CallCommands, offeredActions } from './calls/call-commands.ts'
import { Journal } from './calls/journal.ts'
import { fail, toFailure } from './failure.ts'
import { syncHistory } from './history/sync.ts'
import type { TelephonyPorts } from './ports/index.ts'
import type { ProviderDefinition } from './provider.ts'
import { providers as builtIn } from './registry.ts'
import { Ringers } from './sessions/ringers.ts'
import { Facets } from './sessions/facets.ts'
import { Sessions } from './sessions/sessions.ts'
import { Settings } from './settings/settings.ts'
import { ChangeFeed } from './state/change-feed.ts'
import { SmallFacts } from './state/small-facts.ts'
import type { Telephony } from './telephony-api.ts'

/** A service's clock may be ahead of ours: its newest calls count all the same. */
const clockSkewMs = 24 * 3_600_000

export interface TelephonyOptions {
  /** How national numbers are read until the person chooses: two capital letters, ISO 3166. Default US. */
  readonly region?: string
  /** Default: all built-in providers. */
  readonly providers?: readonly ProviderDefinition[]
}

/** Reads the home and composes the core. Opens no connection before it is needed or `watch` is called. */
export async function createTelephony(ports: TelephonyPorts, options: TelephonyOptions = {}): Promise<Telephony> {
  const telephony = new ComposedTelephony(ports, options)
  await telephony.load()
  return telephony
}

class ComposedTelephony implements Telephony {
  readonly accounts
  readonly calls
  readonly ringer
  readonly history
  readonly broadcast
  readonly extension
  readonly notify
  readonly recordings
  readonly callbacks: Telephony['callbacks']
  readonly settings
  readonly state
  private readonly ports: TelephonyPorts
  private readonly definitions: readonly ProviderDefinition[]
  private readonly feed: ChangeFeed
  private readonly facts: SmallFacts
  private readonly book: CallBook
  private readonly journal: Journal
  private readonly commands: CallCommands
  private readonly trials: CallbackTrials
  private readonly sessions: Sessions
  private readonly kept: { accounts: Accounts; ringers: Ringers; settings: Settings }
  private watching = false

  constructor(ports: TelephonyPorts, options: TelephonyOptions) {
    this.ports = ports
    this.definitions = options.providers ?? builtIn
    this.feed = new ChangeFeed(ports.log)
    this.facts = new SmallFacts(this.feed)
    this.journal = new Journal(ports.store, ports.log, () => this.facts.historyGrew())
    this.book = this.createBook()
    this.kept = this.createKept(options.region ?? 'US')
    this.trials = new CallbackTrials(ports)
    this.sessions = this.createSessions()
    this.commands = new CallCommands({
      sessions: this.sessions,
      book: this.book,
      store: ports.store,
      region: () => this.kept.settings.current().region,
    })
    this.accounts = this.accountsFace()
    this.calls = this.callsFace()
    this.ringer = this.ringerFace()
    this.history = this.historyFace()
    const facets = new Facets(this.sessions, ports.store)
    this.broadcast = facets.broadcast
    this.extension = facets.extension
    this.notify = facets.notify
    this.recordings = facets.recordings
    this.callbacks = { test: (account, signal) => this.testCallback(account, signal ?? new AbortController().signal) }
    this.settings = {
      current: () => this.kept.settings.current(),
      change: this.kept.settings.change.bind(this.kept.settings),
    }
    this.state = { snapshot: () => this.snapshot(), onChange: this.feed.onChange.bind(this.feed) }
  }

  async load(): Promise<void> {
    await Promise.all([this.kept.accounts.load(), this.kept.ringers.load(), this.kept.settings.load()])
  }

  async watch(only?: readonly string[]): Promise<void> {
    if (only === undefined) this.watching = true
    const ids = only ?? this.kept.accounts.list().map((account) => account.id)
    await Promise.all(ids.map((id) => this.watchOne(id)))
  }

  async close(): Promise<void> {
    await this.sessions.closeAll()
    this.book.close()
    await this.journal.settled()
  }

  private createBook(): CallBook {
    return new CallBook({
      clock: this.ports.clock,
      log: this.ports.log,
      journal: this.journal,
      offeredBy: (account) => offeredActions(this.sessions.peek(account)?.session),
      listener: {
        changed: (call) => this.feed.tell({ type: 'call', call }),
        left: (id) => this.feed.tell({ type: 'call-left', id }),
      },
    })
  }

  private createKept(region: string) {
    const { files, log, vault } = this.ports
    return {
      accounts: new Accounts({
        files,
        vault,
        log,
        definitionOf: this.definitionOf,
        changed: () => this.tellAccounts(),
      }),
      ringers: new Ringers({ files, log, changed: (ringer) => this.feed.tell({ type: 'ringer', ringer }) }),
      settings: new Settings({
        files,
        log,
        region,
        changed: (settings) => this.feed.tell({ type: 'settings', settings }),
      }),
    }
  }

  private createSessions(): Sessions {
    return new Sessions({
      ports: { ...this.ports, callbacks: this.trials },
      accounts: this.kept.accounts,
      definitionOf: this.definitionOf,
      listener: {
        callFact: (account, fact) => {
          this.book.apply(fact, { account, provider: this.kept.accounts.get(account).provider })
        },
        connection: (connection) => {
          this.feed.tell({ type: 'connection', connection })
          this.book.refreshActions(connection.account)
        },
        listener: (account, url) => this.facts.listens(account, url),
        firing: (account, id) => this.facts.fired(account, id),
      },
    })
  }

  private readonly definitionOf = (provider: string): ProviderDefinition => {
    const definition = this.definitions.find((one) => one.id === provider)
    if (definition === undefined)
      throw fail('input/invalid', { params: { field: 'provider', reason: 'unknown-provider' } })
    return definition
  }

  private accountsFace() {
    const { accounts, ringers } = this.kept
    return {
      providers: () =>
        this.definitions.map(({ id, title, capabilities, fields }) => ({
          id,
          title,
          capabilities,
          fields: [...fields],
        })),
      list: () => accounts.list(),
      add: async (draft: AccountDraft, how: { replace?: boolean } = {}) => {
        const account = await accounts.add(draft, how.replace === true)
        await this.reopen(account.id)
        return account
      },
      change: async (patch: AccountPatch) => {
        const account = await accounts.change(patch)
        await this.reopen(account.id)
        return account
      },
      remove: async (id: string) => {
        accounts.get(id)
        await this.clearNotify(id)
        await this.sessions.close(id)
        this.facts.forget(id)
        this.book.dropAccount(id)
        await accounts.remove(id)
        await ringers.forget(id)
      },
      test: (id: string, signal?: AbortSignal) => this.test(id, signal ?? new AbortController().signal),
      reconnect: (id: string) => this.watchOne(id),
    }
  }

  private callsFace() {
    const { commands, book } = this
    const never = new AbortController().signal
    return {
      live: () => book.list(),
      plan: commands.plan.bind(commands),
      place: (request: { account: string; text: string; say?: string }, signal = never) =>
        commands.place(request, signal),
      answer: (id: string, signal = never) => commands.answer(id, signal),
      reject: (id: string, signal = never) => commands.reject(id, signal),
      hangUp: (id: string, signal = never) => commands.hangUp(id, signal),
      dismiss: async (id: string) => {
        if (!book.dismiss(id)) throw fail('not-found', { params: { what: 'call' } })
        await this.journal.settled()
      },
      offerIntent: (intent: Omit<DialIntent, 'id'>) =>
        this.facts.setIntent({ ...intent, id: this.ports.clock.newId() }),
      intentTaken: (id: string) => this.facts.intentTaken(id),
    }
  }

  private ringerFace() {
    const { ringers, settings } = this.kept
    return {
      of: (account: string) => ringers.of(this.kept.accounts.get(account).id),
      /** Sets the device's mode, then the app's own ringer follows. */
      set: async (account: string, mode: RingerMode, signal = new AbortController().signal) => {
        const { session } = await this.sessions.open(account)
        if (session.ringer === undefined) throw fail('unsupported', { params: { what: 'ringer' } })
        await session.ringer.set(mode, signal)
        const ringer = await ringers.assume(account, mode, this.ports.clock.now())
        if (settings.current().ringerMode !== mode) await settings.change({ ringerMode: mode })
        return ringer
      },
    }
  }

  private historyFace(): Telephony['history'] {
    const { store, clock } = this.ports
    return {
      page: (query) => store.page(query),
      sync: async (account, range = {}, progress = () => undefined, signal = new AbortController().signal) => {
        const { session, definition } = await this.sessions.open(account)
        if (session.history === undefined) return { account, read: 0, changed: 0 }
        const wanted = { since: range.since ?? 0, until: range.until ?? clock.now() + clockSkewMs }
        const hooks = { progress, written: () => this.facts.historyGrew() }
        return syncHistory(session.history, store, { account, provider: definition.id }, wanted, hooks, signal)
      },
    }
  }

  private async testCallback(id: string, signal: AbortSignal) {
    const { callbackUrl } = this.kept.accounts.get(id).settings
    return this.trials.test(id, typeof callbackUrl === 'string' ? callbackUrl : undefined, signal)
  }

  private async test(id: string, signal: AbortSignal): Promise<AccountCheck> {
    const { capabilities } = this.definitionOf(this.kept.accounts.get(id).provider)
    try {
      const { session } = await this.sessions.open(id)
      return { ok: true, capabilities, details: await session.check(signal) }
    } catch (thrown) {
      return { ok: false, capabilities, details: {}, failure: toFailure(thrown) }
    }
  }

  private async watchOne(id: string): Promise<void> {
    this.kept.accounts.get(id)
    if (this.sessions.peek(id) === undefined) await this.layToRest(id)
    try {
      const { session } = await this.sessions.open(id)
      session.watch()
    } catch (thrown) {
      // Told already as a refused connection; the other accounts go on.
      this.ports.log.warn('account not opened', { account: id, failure: toFailure(thrown) })
    }
  }

  private async layToRest(id: string): Promise<void> {
    try {
      await this.journal.layToRest(id)
    } catch (thrown) {
      this.ports.log.error('journal not read', { account: id, failure: toFailure(thrown) })
    }
  }

  /** What was registered for us at the service goes with the account; a service that cannot be reached must not keep it. */
  private async clearNotify(id: string): Promise<void> {
    try {
      const { session } = await this.sessions.open(id)
      await session.notify?.clear(new AbortController().signal)
    } catch (thrown) {
      this.ports.log.warn('callback registration not put back', { account: id, failure: toFailure(thrown) })
    }
  }

  /** New settings need a new session. */
  private async reopen(id: string): Promise<void> {
    await this.sessions.close(id)
    this.facts.forget(id)
    this.book.loseSight(id)
    if (this.watching) await this.watchOne(id)
  }

  private tellAccounts(): void {
    this.feed.tell({ type: 'accounts', accounts: [...this.kept.accounts.list()] })
  }

  private snapshot(): Snapshot {
    const accounts = [...this.kept.accounts.list()]
    return {
      number: this.feed.number,
      accounts,
      connections: accounts.map(({ id }) => this.sessions.connectionOf(id)),
      calls: this.book.list(),
      ringers: accounts.map(({ id }) => this.kept.ringers.of(id)),
      settings: this.kept.settings.current(),
      ...this.facts.snapshot(),
      vault: this.ports.vault.kind,
    }
  }
}
