import type { Failure } from '../../../contract/model/failure.ts'
import type { FailureError } from '../../failure.ts'
import { Supervisor } from '../../net/supervisor.ts'
import type { SupervisedConnection, Treatment } from '../../net/supervisor.ts'
import type {
  Broadcast,
  ConnectionFact,
  Dialing,
  Fact,
  HistorySource,
  ProviderPorts,
  ProviderSession,
} from '../../provider.ts'
import { Credentials } from './auth.ts'
import { RuleBroadcast } from './broadcast.ts'
import { CallFollower } from './call-follower.ts'
import { IotCallClient } from './client.ts'
import { DialledCalls } from './dialled-calls.ts'
import { createDialling } from './dialling.ts'
import { CallHistory } from './history.ts'
import { ListNotes } from './list-note.ts'
import { FiringNotices } from './live.ts'
import { Logs } from './logs.ts'
import { NumberLists } from './number-lists.ts'
import type { IotCallSettings } from './settings.ts'
import { tokyoText } from './tokyo-time.ts'

/** A service far away that is asked for nothing but what an interrupted dialling left. */
const soon = { baseMs: 1_000, capMs: 15_000 }
const rarely = { baseMs: 15_000, capMs: 120_000 }
const stableAfterMs = 10_000
const offlineAfterMs = 30_000

export class IotCallSession implements ProviderSession {
  readonly dialing: Dialing
  readonly history: HistorySource
  readonly broadcast: Broadcast
  readonly #settings: IotCallSettings
  readonly #clock: ProviderPorts['clock']
  readonly #lists: NumberLists
  readonly #logs: Logs
  readonly #notices: FiringNotices
  readonly #follower: CallFollower
  readonly #supervisor: Supervisor
  readonly #listeners = new Set<(fact: Fact) => void>()
  readonly #closing = new AbortController()
  #lost: ((failure: FailureError) => void) | undefined

  constructor(account: string, settings: IotCallSettings, ports: ProviderPorts) {
    const { clock, log, hints, vault, notebook, callbacks } = ports
    const rules = settings.rules.map(({ name }) => name)
    const emit = (fact: Fact) => this.#emit(fact)
    const whileOpen = (signal: AbortSignal) => this.#whileOpen(signal)
    const client = new IotCallClient(ports.http, settings.baseUrl, new Credentials(vault), clock)
    const logs = new Logs({ client, notebook, log, rules })
    const onUnsettled = (failure: FailureError) => this.#lost?.(failure)
    const lists = new NumberLists({ client, notes: new ListNotes(notebook, log), clock, log, onUnsettled })
    const dialled = new DialledCalls(notebook, log)
    const follower = new CallFollower({ rule: settings.dialRule, logs, dialled, clock, log, emit })
    this.#settings = settings
    this.#clock = clock
    this.#lists = lists
    this.#logs = logs
    this.#follower = follower
    this.#notices = new FiringNotices({ account, callbacks, log, emit })
    const dial = { rule: settings.dialRule, lists, client, dialled, follower, clock, log, emit, whileOpen }
    this.dialing = createDialling(dial)
    this.history = new CallHistory({ logs, dialled, clock, log, whileOpen })
    this.broadcast = new RuleBroadcast({ rules: settings.rules, lists, logs, client, whileOpen })
    this.#supervisor = new Supervisor({
      clock,
      hints,
      attempt: (signal, lost) => this.#connect(signal, lost),
      treatmentOf,
      soon,
      rarely,
      stableAfterMs,
      offlineAfterMs,
      report: (state, failure) => this.#tellConnection({ type: 'connection', state, ...(failure && { failure }) }),
    })
  }

  /** Reads every rule's list: that proves the AuthCode and each URL key, and calls nobody. */
  async check(caller: AbortSignal): Promise<Record<string, string>> {
    const signal = this.#whileOpen(caller)
    const { rules, dialRule } = this.#settings
    const mended = await this.#lists.settle(this.#ruleNames(), signal)
    const details: Record<string, string> = {}
    for (const { name } of rules) {
      const { recipients } = await this.#lists.read(name, signal)
      details[`rule ${name}`] = `${recipients.length} numbers`
    }
    // Without rules the account's history must do; from now on, so that it is short.
    if (rules.length === 0)
      await this.#logs.calls(undefined, [['start_datetime', tokyoText(this.#clock.now())]], signal)
    this.#mended()
    return {
      rules: String(rules.length),
      ...details,
      dialRule: dialRule ?? 'none',
      ...(mended.length > 0 && { putBack: mended.join(', ') }),
    }
  }

  watch(): void {
    if (!this.#closing.signal.aborted) void this.#listenAndStart()
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What was overwritten is put back first, for as long as that may take. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    this.#listeners.clear()
    this.#follower.close()
    await this.#supervisor.stop()
    await this.#lists.close()
    await this.#notices.close()
  }

  /** The listener's address is told first: whoever watches may have to pass it on. What keeps it from opening, the attempt tells. */
  async #listenAndStart(): Promise<void> {
    await this.#notices.open().catch(() => undefined)
    if (!this.#closing.signal.aborted) this.#supervisor.start()
  }

  /** There is no line to the service: live means that notices can arrive and that no list waits to be put back. */
  async #connect(signal: AbortSignal, lost: (failure: FailureError) => void): Promise<SupervisedConnection> {
    await this.#notices.open()
    await this.#lists.settle(this.#ruleNames(), signal)
    this.#lost = lost
    const over = () => {
      if (this.#lost === lost) this.#lost = undefined
    }
    return { close: async () => over(), abandon: over, suspect: () => undefined }
  }

  #ruleNames(): string[] {
    return this.#settings.rules.map(({ name }) => name)
  }

  /** Signing in has just worked, at a person's wish: what was refused may be mended. */
  #mended(): void {
    if (this.#supervisor.told.state === 'refused') this.#supervisor.start()
  }

  #whileOpen(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closing.signal])
  }

  #tellConnection(fact: ConnectionFact): void {
    this.#emit(fact)
  }

  #emit(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }
}

/** A person must mend a refusal; a port that another program has is looked at now and then. */
function treatmentOf({ code, params }: Failure): Treatment {
  if (params?.['reason'] === 'port-taken') return 'rarely'
  return /^(?:net|rate)\/|^provider\/(?:unavailable|protocol)$|^aborted$/.test(code) && code !== 'net/tls'
    ? 'soon'
    : 'fatal'
}
