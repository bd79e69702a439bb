import { fail, toFailure } from '../../failure.ts'
import type { ConnectionFact, Dialing, Fact, Notify, ProviderPorts, ProviderSession } from '../../provider.ts'
import { Authorisation } from './auth.ts'
import { AuthorisedClient } from './authorised-client.ts'
import { CallTracker } from './call-tracker.ts'
import { FoneStormClient } from './client.ts'
import { asOurs } from './failures.ts'
import { FoneNumbers } from './fone-number.ts'
import { Listener } from './listener.ts'
import { LiveCalls } from './live.ts'
import { NotifyRegistration } from './notify.ts'
import { dialForm } from './number-form.ts'
import type { FoneStormSettings } from './settings.ts'

export class FoneStormSession implements ProviderSession {
  readonly dialing: Dialing
  readonly notify: Notify
  readonly #settings: FoneStormSettings
  readonly #clock: ProviderPorts['clock']
  readonly #authorisation: Authorisation
  readonly #numbers: FoneNumbers
  readonly #registration: NotifyRegistration
  readonly #tracker: CallTracker
  readonly #live: LiveCalls
  readonly #listeners = new Set<(fact: Fact) => void>()
  readonly #closing = new AbortController()

  constructor(account: string, settings: FoneStormSettings, ports: ProviderPorts) {
    const { clock, log, vault, hints, callbacks, notebook } = ports
    this.#settings = settings
    this.#clock = clock
    const client = new FoneStormClient(ports.http, clock, settings)
    this.#authorisation = new Authorisation({ client, vault, clock, log, settings })
    this.#numbers = new FoneNumbers(new AuthorisedClient(client, this.#authorisation))
    this.#registration = new NotifyRegistration({ numbers: this.#numbers, notebook, log, settings })
    const emit = (fact: Fact) => this.#emit(fact)
    this.#tracker = new CallTracker({ clock, log, emit, foneNumber: settings.foneNumber })
    const listener = new Listener({
      ...{ callbacks, vault, account, settings },
      received: (request) => this.#tracker.hearCallback(request),
      opened: (url) => emit({ type: 'listener', url }),
    })
    this.#live = new LiveCalls({
      ...{ clock, hints, listener, settings },
      registration: this.#registration,
      tracker: this.#tracker,
      report: (state, failure) =>
        emit({ type: 'connection', state, ...(failure && { failure }) } satisfies ConnectionFact),
    })
    this.dialing = {
      form: dialForm,
      place: async (target, { say }, signal) => this.#place(dialForm(target).dials, say, signal),
    }
    this.notify = {
      set: async (signal) => ({ url: await this.#whileOpen(signal, (inner) => this.#live.register(inner)) }),
      clear: (signal) => this.#whileOpen(signal, (inner) => this.#live.clear(inner)),
    }
  }

  async check(caller: AbortSignal): Promise<Record<string, string>> {
    return this.#whileOpen(caller, async (signal) => {
      const { foneNumber } = this.#settings
      await this.#authorisation.token(signal)
      const details = await this.#numbers.read(foneNumber, signal)
      this.#live.mended()
      return {
        number: foneNumber,
        signIn: this.#authorisation.source === 'vault' ? 'token' : 'password',
        ...details?.facts,
        callbacks: await this.#callbackWords(details?.registered),
      }
    })
  }

  watch(): void {
    this.#live.watch()
  }

  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What is registered at the service stays, under an address that is the same at the next start; `notify.clear` puts back what was there. */
  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    this.#listeners.clear()
    this.#tracker.close()
    await this.#live.close()
  }

  /*
   *   sign in ──failed──► nothing was dialled, nothing is told
   *      │
   *   request, once ──┬── taken ──► fact dialing, under the id that the service gave; callbacks tell the rest
   *                   ├── refused, or never sent ──► nothing is told
   *                   └── no readable answer ──► a callback has told of it: it was dialled
   *                                          └── else fact unknown, `outcome: 'unknown'`; a callback about it brings it back
   */
  async #place(to: string, say: string | undefined, caller: AbortSignal): Promise<{ readonly key: string }> {
    return this.#whileOpen(caller, async (signal) => {
      await this.#authorisation.token(signal)
      const ticket = this.#clock.newId()
      this.#tracker.hear({ kind: 'placing', ticket, number: to })
      try {
        const id = await this.#numbers.call(this.#settings.foneNumber, to, say || undefined, signal)
        this.#tracker.hear({ kind: 'placed', ticket, id })
        return { key: this.#tracker.placed(ticket)?.key ?? id }
      } catch (thrown) {
        const unclear = toFailure(thrown).outcome === 'unknown'
        this.#tracker.hear({ kind: unclear ? 'place-unclear' : 'place-refused', ticket })
        const told = unclear ? this.#tracker.placed(ticket) : undefined
        if (told?.uid === undefined) throw thrown
        return { key: told.key }
      }
    })
  }

  async #callbackWords(registered: Parameters<NotifyRegistration['isOurs']>[0] | undefined): Promise<string> {
    if (registered === undefined) return 'not told'
    if (await this.#registration.isOurs(registered)) return 'set for this app'
    return registered.send === null && registered.receive === null ? 'none' : 'set for another address'
  }

  /** Work that ends with the session; what fails in it says whose it is. */
  async #whileOpen<T>(caller: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const signal = AbortSignal.any([caller, this.#closing.signal])
    if (signal.aborted) throw fail('aborted')
    try {
      return await work(signal)
    } catch (thrown) {
      throw asOurs(thrown)
    }
  }

  #emit(fact: Fact): void {
    for (const listener of [...this.#listeners]) listener(fact)
  }
}
