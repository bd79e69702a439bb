import { fail, toFailure } from '../../failure.ts'
import { Supervisor } from '../../net/supervisor.ts'
import type {
  ConnectionFact,
  Dialing,
  Fact,
  HistorySource,
  ProviderPorts,
  ProviderSession,
  Recordings,
} from '../../provider.ts'
import { askEventToken } from './auth.ts'
import { CallTracker } from './call-tracker.ts'
import { CatchUp } from './catch-up.ts'
import { OapiClient } from './client.ts'
import { EventServer } from './event-server.ts'
import { protocolFailure } from './failures.ts'
import { History } from './history.ts'
import { KnownCalls } from './known-calls.ts'
import { LiveEvents, treatmentOf } from './live.ts'
import { dialForm } from './number-form.ts'
import { createRecordings } from './recordings.ts'
import type { AntBuddySettings } from './settings.ts'

/** A server of the vendor's, for many customers: back soon after a short break, in no hurry after a long one. */
const soon = { baseMs: 500, capMs: 15_000 }
const rarely = { baseMs: 5_000, capMs: 120_000 }
const stableAfterMs = 60_000
const offlineAfterMs = 30_000

export class AntBuddySession implements ProviderSession {
  readonly dialing: Dialing
  readonly history: HistorySource
  readonly recordings: Recordings
  readonly #settings: AntBuddySettings
  readonly #ports: ProviderPorts
  readonly #client: OapiClient
  readonly #server: EventServer
  readonly #known: KnownCalls
  readonly #tracker: CallTracker
  readonly #history: History
  readonly #supervisor: Supervisor | undefined
  readonly #listeners = new Set<(fact: Fact) => void>()
  readonly #closing = new AbortController()

  constructor(settings: AntBuddySettings, ports: ProviderPorts) {
    const { clock, log, notebook } = ports
    const { sipUser, accountId } = settings
    this.#settings = settings
    this.#ports = ports
    this.#client = new OapiClient(ports, settings)
    this.#server = new EventServer(ports, settings.eventsUrl)
    this.#known = new KnownCalls(notebook, log)
    this.#tracker = new CallTracker({ clock, log, sipUser, known: this.#known, emit: (fact) => this.#emit(fact) })
    this.#history = new History({ client: this.#client, clock, log, sipUser, known: this.#known })
    this.#supervisor = accountId === undefined ? undefined : this.#supervise(accountId)
    const recordings = createRecordings(this.#client, ports.http, settings.baseUrl)
    this.dialing = {
      form: dialForm,
      place: async (target, _options, signal) => this.#place(dialForm(target).dials, signal),
    }
    this.history = { read: (range, signal) => this.#read(range, signal) }
    this.recordings = {
      download: (recording, range, signal) => recordings.download(recording, range, this.#whileOpen(signal)),
    }
  }

  /** Signs in both ways: the headers of a POST, the query of a GET. */
  async check(caller: AbortSignal): Promise<Record<string, string>> {
    const signal = this.#whileOpen(caller)
    const now = this.#ports.clock.now()
    await askEventToken(this.#client, this.#ports.clock, signal)
    const lastDay = this.#history.pages({ since: now - 24 * 3_600_000, until: now }, signal)
    const { done } = await lastDay.next()
    await lastDay.return(undefined)
    if (done === true) throw protocolFailure('no-list')
    if (this.#supervisor?.told.state === 'refused') this.#supervisor.start()
    return {
      device: this.#settings.sipUser,
      history: 'readable',
      signature: this.#client.hashOrder === 'app-id-last' ? 'app id last' : 'as documented',
      events:
        this.#settings.accountId === undefined ? 'off: no account id' : (this.#server.dialect ?? 'not connected yet'),
    }
  }

  watch(): void {
    if (this.#closing.signal.aborted) return
    if (this.#supervisor === undefined) return this.#emit(noEvents())
    // What was seen live in an earlier run is needed to know the history's rows.
    void this.#known.load()
    this.#supervisor.start()
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#tracker.close()
    await this.#supervisor?.stop()
    this.#closing.abort()
    await this.#known.saved()
    this.#listeners.clear()
  }

  /*
   *   fact dialing (before the request: an event may beat the reply) ──► click-to-call, once
   *        ├── 200 ──► the key; events tell the rest
   *        ├── refused, or never sent ──► fact ended, failed
   *        └── no answer ──► fact unknown, `outcome: 'unknown'`; an event about it brings it back
   */
  async #place(number: string, caller: AbortSignal): Promise<{ readonly key: string }> {
    const signal = this.#whileOpen(caller)
    if (signal.aborted) throw fail('aborted')
    const key = this.#ports.clock.newId()
    this.#tracker.placed(key, number)
    // On disk first: another process of ours may hear the events of this call.
    await this.#known.saved()
    try {
      await this.#client.clickToCall(number, signal)
    } catch (thrown) {
      const unclear = toFailure(thrown).outcome === 'unknown'
      if (unclear) this.#tracker.placeUnclear(key)
      else this.#tracker.placeRefused(key)
      throw thrown
    }
    return { key }
  }

  async *#read(range: { readonly since: number; readonly until: number }, signal: AbortSignal) {
    await this.#known.load()
    yield* this.#history.read(range, this.#whileOpen(signal))
  }

  #supervise(accountId: string): Supervisor {
    const { clock, log, hints } = this.#ports
    const tracker = this.#tracker
    const catchUp = new CatchUp({ clock, log, history: this.#history, known: this.#known, tracker })
    const live = new LiveEvents({
      clock,
      log,
      client: this.#client,
      server: this.#server,
      tracker,
      catchUp,
      accountId,
    })
    return new Supervisor({
      clock,
      hints,
      attempt: (signal, lost) => live.connect(signal, lost),
      treatmentOf,
      soon,
      rarely,
      stableAfterMs,
      offlineAfterMs,
      report: (state, failure) => this.#emit({ type: 'connection', state, ...(failure && { failure }) }),
    })
  }

  #whileOpen(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closing.signal])
  }

  #emit(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }
}

/** Events are subscribed by an account id that the vendor's list of calls does not mention; everything else works without it. */
function noEvents(): ConnectionFact {
  const params = { reason: 'no-account-id', field: 'accountId' }
  return { type: 'connection', state: 'idle', failure: fail('unsupported', { provider: 'antbuddy', params }).failure }
}
