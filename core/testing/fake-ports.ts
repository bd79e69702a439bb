import type { HostHints, Log, LogFields } from '../ports/index.ts'
import type { AccountVault, ProviderPorts } from '../provider.ts'
import { FakeCallbacks, FakeNotebook } from './fake-callbacks.ts'
import { FakeClock } from './fake-clock.ts'
import { ScriptedHttp } from './scripted-http.ts'
import { ScriptedSockets } from './scripted-sockets.ts'

/** An account's vault in memory. */
export class FakeVault implements AccountVault {
  readonly slots: Map<string, string>
  /** Thrown by everything while it is set. */
  broken: Error | undefined

  constructor(secrets: Readonly<Record<string, string>> = {}) {
    this.slots = new Map(Object.entries(secrets))
  }

  async read(field: string): Promise<string | undefined> {
    if (this.broken) throw this.broken
    return this.slots.get(field)
  }

  async write(field: string, secret: string): Promise<void> {
    if (this.broken) throw this.broken
    this.slots.set(field, secret)
  }

  async forget(field: string): Promise<void> {
    if (this.broken) throw this.broken
    this.slots.delete(field)
  }
}

/** Hints that a test gives. */
export class FakeHints implements HostHints {
  readonly #listeners = new Set<(hint: 'online' | 'resume') => void>()

  onHint(listener: (hint: 'online' | 'resume') => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  give(hint: 'online' | 'resume'): void {
    for (const listener of [...this.#listeners]) listener(hint)
  }

  get listeners(): number {
    return this.#listeners.size
  }
}

/** Keeps what was logged, so that tests can look for what must not be there. */
export class FakeLog implements Log {
  readonly entries: { level: string; event: string; fields: LogFields | undefined }[] = []

  debug(event: string, fields?: LogFields): void {
    this.entries.push({ level: 'debug', event, fields })
  }

  info(event: string, fields?: LogFields): void {
    this.entries.push({ level: 'info', event, fields })
  }

  warn(event: string, fields?: LogFields): void {
    this.entries.push({ level: 'warn', event, fields })
  }

  error(event: string, fields?: LogFields): void {
    this.entries.push({ level: 'error', event, fields })
  }
}

/** Everything a provider asks of its host, played by the test. */
export interface FakeProviderPorts extends ProviderPorts {
  readonly clock: FakeClock
  readonly http: ScriptedHttp
  readonly sockets: ScriptedSockets
  readonly vault: FakeVault
  readonly log: FakeLog
  readonly hints: FakeHints
  readonly callbacks: FakeCallbacks
  readonly notebook: FakeNotebook
}

export function fakeProviderPorts(secrets: Readonly<Record<string, string>> = {}): FakeProviderPorts {
  return {
    clock: new FakeClock(),
    http: new ScriptedHttp(),
    sockets: new ScriptedSockets(),
    vault: new FakeVault(secrets),
    log: new FakeLog(),
    hints: new FakeHints(),
    callbacks: new FakeCallbacks(),
    notebook: new FakeNotebook(),
  }
}
