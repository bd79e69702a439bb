import type { ConnectionState } from '../../../contract/model/connection.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { Supervisor } from '../../net/supervisor.ts'
import type { SupervisedConnection, Treatment } from '../../net/supervisor.ts'
import type { Clock, HostHints } from '../../ports/index.ts'
import { noAddress, registeredAddress } from './address.ts'
import type { CallTracker } from './call-tracker.ts'
import type { Listener, OpenListener } from './listener.ts'
import type { CallbackTarget, NotifyRegistration } from './notify.ts'
import type { FoneStormSettings } from './settings.ts'

/*
 * Live calls come as callbacks: our listener is open, and the service knows its address.
 *
 *   idle ──watch──► listener open (told) ──► connecting ──address registered──► live ──slept──► connecting
 *     ▲                 │                        └──failed──► again later, by the supervisor; the listener stays open
 *     │                 └──no address that the service could reach──► idle, with the reason; what comes all the same is taken
 *     └── clear: what was registered before is put back
 */

const soon = { baseMs: 500, capMs: 30_000 }
const rarely = { baseMs: 5_000, capMs: 300_000 }
const stableAfterMs = 10_000
const offlineAfterMs = 30_000

export interface LiveCallsParts {
  readonly clock: Clock
  readonly hints: HostHints
  readonly listener: Listener
  readonly registration: NotifyRegistration
  readonly tracker: CallTracker
  readonly settings: FoneStormSettings
  readonly report: (state: ConnectionState, failure?: Failure) => void
}

export class LiveCalls {
  readonly #parts: LiveCallsParts
  #supervisor: Supervisor | undefined
  #closed = false
  /** There is an address of ours that the service could reach. */
  #reachable = false

  constructor(parts: LiveCallsParts) {
    this.#parts = parts
  }

  /** Starts, or tries now. */
  watch(): void {
    if (this.#closed) return
    if (this.#supervisor !== undefined) return this.#supervisor.start()
    const supervisor = this.#createSupervisor()
    this.#supervisor = supervisor
    // The address is told before anything is tried with it. That it cannot be had, the attempt finds out again, and tells.
    const start = (): void => {
      if (this.#supervisor === supervisor && !this.#closed) supervisor.start()
    }
    this.#parts.listener.open().then(start, start)
  }

  /** What had to be mended may be mended. */
  mended(): void {
    if (this.#supervisor?.told.state === 'refused') this.#supervisor.start()
  }

  /** Registers now. @throws FailureError input/invalid where the service could reach no address of ours */
  async register(signal: AbortSignal): Promise<string> {
    const target = this.#targetOf(await this.#parts.listener.open())
    if (target === undefined) throw noAddress()
    await this.#parts.registration.register(target, signal)
    this.#parts.tracker.hear({ kind: 'hears', yes: true })
    this.mended()
    return target.address
  }

  /** Puts back what was registered before. Nothing is registered again until somebody watches. */
  async clear(signal: AbortSignal): Promise<void> {
    const supervisor = this.#supervisor
    this.#supervisor = undefined
    await supervisor?.stop()
    if (supervisor !== undefined) this.#parts.report('idle')
    await this.#parts.registration.putBack(signal)
    this.#parts.tracker.hear({ kind: 'hears', yes: false })
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#supervisor?.stop()
    await this.#parts.listener.close()
  }

  /** The supervisor's attempt. There is no line that could break: whether callbacks arrive, only callbacks show. */
  async #attempt(signal: AbortSignal): Promise<SupervisedConnection> {
    const { listener, registration, tracker } = this.#parts
    const target = this.#targetOf(await listener.open())
    this.#reachable = target !== undefined
    if (target !== undefined) {
      await registration.register(target, signal)
      tracker.hear({ kind: 'hears', yes: true })
    }
    return {
      close: async () => undefined,
      // Callbacks that came while the machine slept are lost: nobody repeats them.
      abandon: () => tracker.hear({ kind: 'sight-lost' }),
      suspect: () => undefined,
    }
  }

  #targetOf({ url, credentials }: OpenListener): CallbackTarget | undefined {
    const address = registeredAddress(this.#parts.settings, url)
    return address === undefined ? undefined : { address, path: new URL(url).pathname, credentials }
  }

  #createSupervisor(): Supervisor {
    const { clock, hints } = this.#parts
    return new Supervisor({
      ...{ clock, hints, treatmentOf, soon, rarely, stableAfterMs, offlineAfterMs },
      attempt: (signal) => this.#attempt(signal),
      report: (state, failure) => this.#report(state, failure),
    })
  }

  /** Live is only what can be reached. */
  #report(state: ConnectionState, failure: Failure | undefined): void {
    if (state === 'live' && !this.#reachable) this.#parts.report('idle', noAddress().failure)
    else this.#parts.report(state, failure)
  }
}

/** Which failures of an attempt mend themselves, and how patiently to wait for that. */
export function treatmentOf({ code }: Failure): Treatment {
  switch (code) {
    case 'auth/rejected':
    case 'auth/expired':
    case 'input/invalid':
      return 'fatal'
    case 'net/offline':
    case 'net/timeout':
    case 'rate/limited':
    case 'provider/unavailable':
      return 'soon'
    default:
      return 'rarely'
  }
}
