import { fail, FailureError, toFailure } from '../../failure.ts'
import { Supervisor } from '../../net/supervisor.ts'
import type {
  CallControl,
  ConnectionFact,
  Dialing,
  Fact,
  ProviderPorts,
  ProviderSession,
  RingerControl,
} from '../../provider.ts'
import { askAvailability, Authorisation } from './auth.ts'
import { AuthorisedClient } from './authorised-client.ts'
import { createCallControl } from './call-control.ts'
import { CallTracker } from './call-tracker.ts'
import { GotapiClient } from './client.ts'
import { LiveEvents, treatmentOf } from './live.ts'
import { dialForm } from './number-form.ts'
import { PhoneProfile } from './phone.ts'
import { ServiceDirectory } from './service.ts'
import type { DeviceConnectSettings } from './settings.ts'
import { AvailabilityReply, readBody } from './wire.ts'

/** A phone on this machine or its network: back within three seconds of its return, without asking it more than needed while it is gone. */
const soon = { baseMs: 250, capMs: 2_000 }
const rarely = { baseMs: 2_000, capMs: 30_000 }
const stableAfterMs = 10_000
const offlineAfterMs = 30_000

export class DeviceConnectSession implements ProviderSession {
  readonly dialing: Dialing
  readonly ringer: RingerControl
  readonly callControl: CallControl
  readonly #clock: ProviderPorts['clock']
  readonly #client: GotapiClient
  readonly #authorisation: Authorisation
  readonly #services: ServiceDirectory
  readonly #phone: PhoneProfile
  readonly #tracker: CallTracker
  readonly #live: LiveEvents
  readonly #supervisor: Supervisor
  readonly #listeners = new Set<(fact: Fact) => void>()
  readonly #closing = new AbortController()
  #waitingForPerson = false

  constructor(settings: DeviceConnectSettings, ports: ProviderPorts) {
    const { clock, log, sockets, hints, vault } = ports
    this.#clock = clock
    this.#client = new GotapiClient(ports.http, ports.clock, settings)
    const onWaiting = (waiting: boolean) => this.#tellWaiting(waiting)
    this.#authorisation = new Authorisation({ client: this.#client, vault, clock, log, onWaiting })
    const authorised = new AuthorisedClient(this.#client, this.#authorisation)
    const services = new ServiceDirectory(authorised, settings.serviceId)
    this.#services = services
    this.#phone = new PhoneProfile(authorised, services)
    const emit = (fact: Fact) => this.#emit(fact)
    this.#tracker = new CallTracker({ clock, log, emit, serviceId: () => services.known })
    const live = { sockets, clock, settings, log, services, authorisation: this.#authorisation }
    this.#live = new LiveEvents({ ...live, phone: this.#phone, tracker: this.#tracker })
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
    this.dialing = {
      form: dialForm,
      place: async (target, _options, signal) => this.#place(dialForm(target).dials, signal),
    }
    this.ringer = { set: (mode, signal) => this.#phone.setRinger(mode, this.#whileOpen(signal)) }
    this.callControl = createCallControl({
      phone: this.#phone,
      services,
      tracker: this.#tracker,
      hearsCallStates: () => this.#live.hearsCallStates,
      whileOpen: (signal) => this.#whileOpen(signal),
    })
  }

  async check(caller: AbortSignal): Promise<Record<string, string>> {
    const signal = this.#whileOpen(caller)
    const { product, version, name } = await this.#availability(signal)
    const service = await this.#services.find(signal)
    const offered = await this.#services.offered(signal)
    this.#mended()
    const incoming = offered?.has('oncallstatechange') === true || offered?.has('onphonestatechange') === true
    return {
      ...(product && { product }),
      ...(version && { version }),
      ...(name && { name }),
      service: service.name,
      serviceId: service.id,
      authorisation: this.#authorisation.source === 'not-required' ? 'not required' : 'granted',
      events: offered === undefined ? 'not told' : incoming ? 'incoming' : 'outgoing only',
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
    await this.#supervisor.stop()
    this.#closing.abort()
    this.#listeners.clear()
  }

  /** Some servers answer an error here and work all the same; only an origin that is refused will be refused everywhere. */
  async #availability(signal: AbortSignal) {
    try {
      return readBody(AvailabilityReply, await askAvailability(this.#client, this.#clock, signal))
    } catch (thrown) {
      const answered = thrown instanceof FailureError && thrown.failure.params?.['vendorCode'] !== undefined
      if (!answered || thrown.failure.params?.['reason'] === 'origin') throw thrown
      return { product: undefined, version: undefined, name: undefined }
    }
  }

  /*
   *   sign in, find the phone ──failed──► nothing was dialled, nothing is told
   *        │
   *   fact dialing (before the request: an event may beat the reply) ──► request, once
   *        ├── taken ──► the key; events tell the rest
   *        ├── refused, or never sent ──► fact ended, failed
   *        └── no readable answer ──► fact unknown, `outcome: 'unknown'`; an event about it brings it back
   */
  async #place(number: string, caller: AbortSignal): Promise<{ readonly key: string }> {
    const signal = this.#whileOpen(caller)
    await this.#authorisation.token(signal)
    await this.#services.id(signal)
    if (signal.aborted) throw fail('aborted')
    this.#mended()
    const key = this.#clock.newId()
    this.#tracker.hear({ kind: 'placed', key, number })
    try {
      await this.#phone.call(number, signal)
    } catch (thrown) {
      const unclear = toFailure(thrown).outcome === 'unknown'
      this.#tracker.hear({ kind: unclear ? 'place-unclear' : 'place-refused', key })
      throw thrown
    }
    return { key }
  }

  /** Signing in has just worked, at a person's wish: what live events were refused for may be mended. */
  #mended(): void {
    if (this.#supervisor.told.state === 'refused') this.#supervisor.start()
  }

  #whileOpen(signal: AbortSignal): AbortSignal {
    return AbortSignal.any([signal, this.#closing.signal])
  }

  #tellWaiting(waiting: boolean): void {
    this.#waitingForPerson = waiting
    this.#tellConnection()
  }

  #tellConnection(): void {
    const { state, failure } = this.#supervisor.told
    const fact: ConnectionFact = {
      type: 'connection',
      state,
      ...(failure && { failure }),
      ...(this.#waitingForPerson && { waitingForPerson: true }),
    }
    this.#emit(fact)
  }

  #emit(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }
}
