import type { Call } from '../../contract/model/call.ts'
import type { HistoryPage, HistoryQuery } from '../../contract/model/history.ts'
import type { CallStore, Files, TelephonyPorts, Vault } from '../ports/index.ts'
import { FakeCallbacks } from './fake-callbacks.ts'
import { FakeClock } from './fake-clock.ts'
import { FakeHints, FakeLog } from './fake-ports.ts'
import { ScriptedHttp } from './scripted-http.ts'
import { ScriptedSockets } from './scripted-sockets.ts'

/** A home in memory. */
export class FakeFiles implements Files {
  readonly texts = new Map<string, string>()
  /** Thrown by every write while it is set. */
  broken: Error | undefined

  async read(name: string): Promise<string | undefined> {
    return this.texts.get(name)
  }

  async write(name: string, text: string): Promise<void> {
    if (this.broken) throw this.broken
    this.texts.set(name, text)
  }

  async setAside(name: string): Promise<string> {
    const aside = `${name}.damaged`
    this.texts.set(aside, this.texts.get(name) ?? '')
    this.texts.delete(name)
    return aside
  }

  async remove(name: string): Promise<void> {
    if (this.broken) throw this.broken
    this.texts.delete(name)
  }
}

/** A keychain in memory. */
export class FakeKeychain implements Vault {
  readonly kind = 'keychain'
  readonly slots = new Map<string, string>()
  broken: Error | undefined

  async read(account: string, field: string): Promise<string | undefined> {
    if (this.broken) throw this.broken
    return this.slots.get(`${account}/${field}`)
  }

  async write(account: string, field: string, secret: string): Promise<void> {
    if (this.broken) throw this.broken
    this.slots.set(`${account}/${field}`, secret)
  }

  async forget(account: string, field: string): Promise<void> {
    if (this.broken) throw this.broken
    this.slots.delete(`${account}/${field}`)
  }
}

/** A journal in memory; pages know nothing of filters. */
export class FakeStore implements CallStore {
  readonly calls = new Map<string, Call>()
  saves = 0
  broken: Error | undefined

  async save(calls: readonly Call[]): Promise<void> {
    if (this.broken) throw this.broken
    this.saves += 1
    for (const call of calls) this.calls.set(call.id, call)
  }

  async find(id: string): Promise<Call | undefined> {
    return this.calls.get(id)
  }

  async findAll(ids: readonly string[]): Promise<Call[]> {
    return [...new Set(ids)].flatMap((id) => this.calls.get(id) ?? [])
  }

  async page(query: HistoryQuery): Promise<HistoryPage> {
    const newestFirst = [...this.calls.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    return { calls: newestFirst.slice(0, query.limit) }
  }

  async unfinished(): Promise<Call[]> {
    return [...this.calls.values()].filter((call) => call.state !== 'ended' && call.state !== 'unknown')
  }

  async forgetAccount(account: string): Promise<number> {
    const ids = [...this.calls.values()].filter((call) => call.account === account).map((call) => call.id)
    for (const id of ids) this.calls.delete(id)
    return ids.length
  }

  async close(): Promise<void> {}
}

export interface FakeTelephonyPorts extends TelephonyPorts {
  readonly clock: FakeClock
  readonly http: ScriptedHttp
  readonly sockets: ScriptedSockets
  readonly vault: FakeKeychain
  readonly store: FakeStore
  readonly files: FakeFiles
  readonly log: FakeLog
  readonly hints: FakeHints
  readonly callbacks: FakeCallbacks
}

/** Everything the core asks of its host, in memory. */
export function fakeTelephonyPorts(): FakeTelephonyPorts {
  return {
    clock: new FakeClock(),
    http: new ScriptedHttp(),
    sockets: new ScriptedSockets(),
    vault: new FakeKeychain(),
    store: new FakeStore(),
    files: new FakeFiles(),
    log: new FakeLog(),
    hints: new FakeHints(),
    callbacks: new FakeCallbacks(),
  }
}
