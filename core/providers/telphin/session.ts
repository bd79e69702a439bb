import { toFailure } from '../../failure.ts'
import { Supervisor } from '../../net/supervisor.ts'
import type {
  ConnectionFact,
  Dialing,
  ExtensionControl,
  Fact,
  HistorySource,
  ProviderPorts,
  ProviderSession,
  Recordings,
} from '../../provider.ts'
import { AfterCall } from './after-call.ts'
import { CallNames } from './call-names.ts'
import { CallTracker } from './call-tracker.ts'
import { CallbackCall } from './callback-call.ts'
import { TelphinClient } from './client.ts'
import { wireTime } from './dates.ts'
import { Directory } from './directory.ts'
import { PhoneTerminal } from './extension.ts'
import { isDenied, isMissing } from './failures.ts'
import { CallHistory } from './history.ts'
import { LiveCalls, treatmentOf } from './live.ts'
import { CallRecordings } from './recordings.ts'
import type { TelphinSettings } from './settings.ts'
import { Subscriptions } from './subscriptions.ts'
import type { TrackedCall } from './tracked-call.ts'
import type { UserReply } from './wire.ts'

/** A service in the world: back soon after it is, without asking it more than needed while it is gone. */
const soon = { baseMs: 500, capMs: 10_000 }
const rarely = { baseMs: 5_000, capMs: 120_000 }
const stableAfterMs = 30_000
const offlineAfterMs = 30_000

export class TelphinSession implements ProviderSession {
  readonly dialing: Dialing
  readonly history: HistorySource
  readonly recordings: Recordings
  readonly extension: ExtensionControl
  readonly #clock: ProviderPorts['clock']
  readonly #settings: TelphinSettings
  readonly #client: TelphinClient
  readonly #directory: Directory
  readonly #names: CallNames
  readonly #tracker: CallTracker
  readonly #afterCall: AfterCall
  readonly #live: LiveCalls
  readonly #supervisor: Supervisor
  readonly #listeners = new Set<(fact: Fact) => void>()
  readonly #closing = new AbortController()

  constructor(account: string, settings: TelphinSettings, ports: ProviderPorts) {
    const { clock, http, log, hints, vault, notebook, callbacks } = ports
    this.#clock = clock
    this.#settings = settings
    const client = new TelphinClient({ http, clock, vault, log }, settings)
    const directory = new Directory(client, settings)
    this.#client = client
    this.#directory = directory
    this.#names = new CallNames(notebook, log)
    const emit = (fact: Fact) => this.#emit(fact)
    const history = new CallHistory({ client, directory, names: this.#names, log })
    this.#afterCall = new AfterCall({ clock, log, history, emit })
    const onCall = (call: TrackedCall, step: 'met' | 'ended') => void this.#onCall(call, step)
    this.#tracker = new CallTracker({ clock, log, emit, onCall, own: () => directory.known })
    const subscriptions = new Subscriptions({ client, clock, directory, notebook, log })
    const watching = { tracker: this.#tracker, afterCall: this.#afterCall, subscriptions, callbacks }
    this.#live = new LiveCalls({ account, settings, clock, log, client, directory, emit, ...watching })
    this.#supervisor = new Supervisor({
      clock,
      hints,
      attempt: (signal, lost) => this.#live.connect(signal, lost),
      treatmentOf,
      soon,
      rarely,
      stableAfterMs,
      offlineAfterMs,
      report: () => this.#tellConnection(),
    })
    this.dialing = new CallbackCall({
      client,
      directory,
      tracker: this.#tracker,
      whileOpen: (signal) => this.#whileOpen(signal),
      begun: () => this.#live.look(),
    })
    this.history = { read: (range, signal) => history.read(range, this.#whileOpen(signal)) }
    const recordings = new CallRecordings({ client, directory, http, settings })
    this.recordings = { download: (id, range, signal) => recordings.download(id, range, this.#whileOpen(signal)) }
    const phone = new PhoneTerminal(client, directory)
    this.extension = {
      read: (signal) => phone.read(this.#whileOpen(signal)),
      change: (properties, signal) => phone.change(properties, this.#whileOpen(signal)),
    }
  }

  async check(caller: AbortSignal): Promise<Record<string, string>> {
    const signal = this.#whileOpen(caller)
    const user = await this.#allowed(() => this.#directory.user(signal))
    const extension = await this.#directory.extensionId(signal)
    const number = await this.#allowed(() => this.#directory.innerNumber(signal))
    const settings = await this.#allowed(() => this.extension.read(signal))
    const recordings = await this.#allowed(() => this.#recordingsOf(extension, signal))
    if (this.#supervisor.told.state === 'refused') this.#supervisor.start()
    const { client_id: client, name, login } = user === 'denied' ? nobody : user
    return {
      server: new URL(this.#settings.baseUrl).host,
      ...(client && { client }),
      ...((name || login) && { user: name || login || '' }),
      extension,
      ...(number !== 'denied' && { number }),
      'phone settings': settings === 'denied' ? denied : 'available',
      recordings: recordings === 'denied' ? denied : 'available',
      events: this.#settings.callbackUrl === undefined ? 'polling' : 'callbacks',
    }
  }

  watch(): void {
    if (!this.#closing.signal.aborted) this.#supervisor.start()
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#tracker.close()
    this.#afterCall.close()
    this.#closing.abort()
    this.#listeners.clear()
    await this.#supervisor.stop()
    await this.#live.close()
  }

  async #onCall(call: TrackedCall, step: 'met' | 'ended'): Promise<void> {
    // A dialling that failed here or is in doubt has no name at the service.
    if (call.callId === undefined && call.apiId === undefined) return
    await this.#names.seen(call)
    if (step === 'ended' && !this.#closing.signal.aborted) this.#afterCall.over(call)
  }

  /** An application of the level "Call API" lacks some resources; the others work all the same. */
  async #allowed<T>(ask: () => Promise<T>): Promise<T | 'denied'> {
    try {
      return await ask()
    } catch (thrown) {
      if ((isDenied(thrown) || isMissing(thrown)) && !toFailure(thrown).code.startsWith('auth/')) return 'denied'
      throw thrown
    }
  }

  async #recordingsOf(extension: string, signal: AbortSignal): Promise<void> {
    const now = this.#clock.now()
    const query = [
      ['start_datetime', wireTime(now - 60_000)],
      ['end_datetime', wireTime(now)],
    ] as const
    await this.#client.send({ method: 'GET', path: `/extension/${extension}/record/`, query }, signal)
  }

  #whileOpen(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closing.signal])
  }

  #tellConnection(): void {
    const { state, failure } = this.#supervisor.told
    const fact: ConnectionFact = { type: 'connection', state, ...(failure && { failure }) }
    this.#emit(fact)
  }

  #emit(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }
}

const denied = 'not available to this application'
const nobody: UserReply = {
  id: undefined,
  name: undefined,
  login: undefined,
  client_id: undefined,
  extension_id: undefined,
}
