import type { Connection } from '../../contract/model/connection.ts'
import type { Accounts } from '../accounts/accounts.ts'
import type { ClockSkews } from '../diagnostics/clock-skews.ts'
import { assertNever, toFailure } from '../failure.ts'
import type { TelephonyPorts } from '../ports/index.ts'
import { accountNotebook } from '../state/notebook.ts'
import type { CallFact, Fact, ProviderDefinition, ProviderSession } from '../provider.ts'

/** An open account. */
export interface OpenAccount {
  readonly definition: ProviderDefinition
  readonly session: ProviderSession
}

interface Entry {
  readonly opening: Promise<OpenAccount>
  readonly abort: AbortController
  opened?: OpenAccount
}

export interface SessionsListener {
  callFact(account: string, fact: CallFact): void
  connection(connection: Connection): void
  /** Where callbacks must arrive. */
  listener(account: string, url: string): void
  firing(account: string, firing: string): void
}

/**
 * The open sessions, one an account, opened when first needed.
 *
 *   (none) ── open ──► opening ──► open ── close ──► (none)
 *                         └── connect failed ──► (none), told as `refused`
 */
export class Sessions {
  private readonly entries = new Map<string, Entry>()
  private readonly connections = new Map<string, Connection>()
  private readonly ports: TelephonyPorts
  private readonly accounts: Accounts
  private readonly skews: ClockSkews
  private readonly listener: SessionsListener

  constructor(parts: { ports: TelephonyPorts; accounts: Accounts; skews: ClockSkews; listener: SessionsListener }) {
    this.ports = parts.ports
    this.accounts = parts.accounts
    this.skews = parts.skews
    this.listener = parts.listener
  }

  /** The account's session, opened now if it was not. Fails with not-found or input/invalid. */
  async open(account: string): Promise<OpenAccount> {
    const entry = this.entries.get(account) ?? this.begin(account)
    return entry.opening
  }

  /** The session if it is open already. */
  peek(account: string): OpenAccount | undefined {
    return this.entries.get(account)?.opened
  }

  /** How an account's live events stand. */
  connectionOf(account: string): Connection {
    return this.connections.get(account) ?? { account, state: 'idle' }
  }

  async close(account: string): Promise<void> {
    const entry = this.entries.get(account)
    this.entries.delete(account)
    this.connections.delete(account)
    if (entry === undefined) return
    entry.abort.abort()
    const opened = await entry.opening.catch(() => undefined)
    await opened?.session.close()
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((account) => this.close(account)))
  }

  private begin(account: string): Entry {
    const abort = new AbortController()
    const opening = this.connect(account, abort.signal)
    const entry: Entry = { opening, abort }
    this.entries.set(account, entry)
    opening.then(
      (opened) => {
        entry.opened = opened
        opened.session.onFact((fact) => this.route(account, entry, fact))
      },
      (thrown: unknown) => {
        if (this.entries.get(account) === entry) this.entries.delete(account)
        this.tell({ account, state: 'refused', failure: toFailure(thrown) })
      },
    )
    return entry
  }

  private async connect(id: string, signal: AbortSignal): Promise<OpenAccount> {
    const account = this.accounts.get(id)
    const definition = this.accounts.definition(id)
    const { clock, sockets, log, hints, callbacks, files } = this.ports
    const http = this.skews.watching(this.ports.http, id)
    const shared = { clock, http, sockets, log, hints, callbacks }
    const ports = { ...shared, vault: this.accounts.vaultOf(id), notebook: accountNotebook(files, id) }
    const session = await definition.connect({ id, label: account.label, settings: account.settings }, ports, signal)
    return { definition, session }
  }

  /** Facts of a session that was closed meanwhile are nobody's. */
  private route(account: string, entry: Entry, fact: Fact): void {
    if (this.entries.get(account) !== entry) return
    switch (fact.type) {
      case 'call':
        return this.listener.callFact(account, fact)
      case 'connection': {
        const { type: _type, ...standing } = fact
        return this.tell({ account, ...standing })
      }
      case 'listener':
        return this.listener.listener(account, fact.url)
      case 'firing':
        return this.listener.firing(account, fact.firing)
      default:
        assertNever(fact)
    }
  }

  private tell(connection: Connection): void {
    this.connections.set(connection.account, connection)
    this.listener.connection(connection)
  }
}
