import type { RingerMode } from '../../contract/model/ringer.ts'
import { fail } from '../failure.ts'
import type {
  AccountConfig,
  CallFact,
  CallReference,
  DialTarget,
  Fact,
  ProviderDefinition,
  ProviderPorts,
  ProviderSession,
} from '../provider.ts'

/** A session whose service is the test. */
export class FakeSession implements ProviderSession {
  readonly account: AccountConfig
  readonly ports: ProviderPorts
  readonly commands: string[] = []
  watched = 0
  closed = false
  /** Thrown by the next command. */
  refusal: Error | undefined
  readonly #listeners = new Set<(fact: Fact) => void>()

  constructor(account: AccountConfig, ports: ProviderPorts) {
    this.account = account
    this.ports = ports
  }

  readonly dialing = {
    form: (target: DialTarget) => ({ dials: target.text, warnings: [] }),
    place: async (target: DialTarget) => {
      this.#take(`place ${target.text}`)
      const key = this.ports.clock.newId()
      this.tell({ key, direction: 'out', state: 'dialing', number: target.text })
      return { key }
    },
  }

  readonly callControl = {
    answer: async (call: CallReference) => this.#take(`answer ${call.key}`),
    reject: async (call: CallReference) => this.#take(`reject ${call.key}`),
    hangUp: async (call: CallReference) => this.#take(`hang up ${call.key}`),
    offered: () => ['answer', 'reject', 'hang-up'] as const,
  }

  readonly ringer = { set: async (mode: RingerMode) => this.#take(`ringer ${mode}`) }

  async check(): Promise<Record<string, string>> {
    this.#take('check')
    return { product: 'Fake' }
  }

  watch(): void {
    this.watched += 1
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.closed = true
  }

  /** The service says something of a call. */
  tell(fact: Partial<CallFact> & Pick<CallFact, 'key' | 'state'>): void {
    const whole: CallFact = {
      type: 'call',
      direction: 'in',
      number: '0312345678',
      startedAt: this.ports.clock.now(),
      ...fact,
    }
    this.tellFact(whole)
  }

  tellFact(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }

  #take(command: string): void {
    this.commands.push(command)
    const { refusal } = this
    this.refusal = undefined
    if (refusal !== undefined) throw refusal
  }
}

export interface FakeProvider extends ProviderDefinition {
  readonly sessions: FakeSession[]
}

/** Stands in for any provider where the core around it is tested. */
export function fakeProvider(): FakeProvider {
  const sessions: FakeSession[] = []
  return {
    id: 'device-connect',
    title: 'Fake phone',
    sessions,
    capabilities: {
      dialing: 'direct',
      speech: false,
      live: 'push',
      incoming: 'always',
      callControl: 'full',
      ringer: 'write-only',
      history: 'journal',
      recordings: false,
      broadcast: false,
      extension: false,
    },
    fields: [
      { name: 'baseUrl', store: 'settings', kind: 'url', required: true },
      { name: 'handshake', store: 'settings', kind: 'choice', required: false, choices: ['auto', 'modern'] },
      { name: 'accessToken', store: 'vault', kind: 'text', required: false },
      { name: 'pin', store: 'vault', kind: 'text', required: true },
    ],
    async connect(account, ports) {
      if (account.settings['baseUrl'] === 'http://broken') throw fail('input/invalid', { params: { field: 'baseUrl' } })
      const session = new FakeSession(account, ports)
      sessions.push(session)
      return session
    },
  }
}
