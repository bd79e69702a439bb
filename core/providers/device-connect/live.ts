import { FailureError } from '../../failure.ts'
import type { LiveSocket } from '../../net/live-socket.ts'
import type { SupervisedConnection, Treatment } from '../../net/supervisor.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import type { Log } from '../../ports/index.ts'
import { mostRenewals } from './auth.ts'
import type { Authorisation } from './auth.ts'
import type { CallTracker } from './call-tracker.ts'
import { OtherHandshakeNeeded, openEventSocket } from './handshake.ts'
import type { EventSocketParts, Handshake } from './handshake.ts'
import type { PhoneProfile } from './phone.ts'
import { Registrations } from './registrations.ts'
import type { ServiceDirectory } from './service.ts'

/*
 * One connection for live events, from nothing to live; the supervisor makes the next one when this breaks.
 *
 *   token ──► phone found ──► socket: modern ──welcome──────────────► registrations ──► a look at the line ──► live
 *     ▲                         │    │ refused upgrade, no answer          │                  │               │
 *     │                         │    └──► legacy ──open───────────────────►│                  │               │
 *     └── token refused ────────┘                                          │                  │               │
 *   any step failed ──► the attempt has failed (socket closed)   ◄─────────┴──────────────────┘        lost ◄─┘
 *
 * Every registration dies with its socket ("EventBroker" of the service), so all are made again each time.
 */

export interface LiveEventsParts extends EventSocketParts {
  readonly authorisation: Authorisation
  readonly services: ServiceDirectory
  readonly phone: PhoneProfile
  readonly tracker: CallTracker
  readonly log: Log
}

export class LiveEvents {
  readonly #parts: LiveEventsParts
  readonly #registrations: Registrations
  /** What worked last time. */
  #known: Handshake | undefined
  /** A look at the line was answered before. */
  #canLook = false

  constructor(parts: LiveEventsParts) {
    this.#parts = parts
    this.#registrations = new Registrations(parts.phone, parts.clock, parts.log)
  }

  /** The phone tells call states on the present connection. */
  get hearsCallStates(): boolean {
    return this.#registrations.hearsCallStates
  }

  /** The supervisor's attempt. */
  async connect(signal: AbortSignal, lost: (failure: FailureError) => void): Promise<SupervisedConnection> {
    const { services, tracker } = this.#parts
    await services.askAgain(signal)
    let established = false
    let broken: FailureError | undefined
    const settingUp = new AbortController()
    const sessionKey = this.#parts.clock.newId()
    const { socket, handshake } = await this.#open(
      sessionKey,
      {
        received: (text) => tracker.hearFrame(text),
        ended: (failure) => {
          broken = failure
          settingUp.abort()
          if (!established) return
          this.#loseSight()
          lost(failure)
        },
      },
      signal,
    )
    const key = handshake === 'legacy' ? sessionKey : undefined
    try {
      await this.#prepare(key, AbortSignal.any([signal, settingUp.signal]))
    } catch (thrown) {
      socket.terminate()
      throw broken ?? thrown
    }
    established = true
    return this.#connection(socket, key)
  }

  async #prepare(sessionKey: string | undefined, signal: AbortSignal): Promise<void> {
    const { tracker } = this.#parts
    await this.#registrations.make(sessionKey, await this.#parts.services.offered(signal), signal)
    tracker.hear({ kind: 'hears-call-states', yes: this.#registrations.hearsCallStates })
    tracker.hearLook(await this.#look(signal))
  }

  #connection(socket: LiveSocket, sessionKey: string | undefined): SupervisedConnection {
    return {
      close: async () => {
        await this.#registrations.clear(sessionKey)
        socket.close()
      },
      abandon: () => {
        socket.terminate()
        this.#loseSight()
      },
      suspect: () => socket.probe(),
    }
  }

  #loseSight(): void {
    this.#parts.tracker.hear({ kind: 'sight-lost', willLook: this.#canLook })
  }

  /** How the line stands; undefined where that cannot be asked. */
  async #look(signal: AbortSignal): Promise<{ word: string; number: string } | undefined> {
    const offered = await this.#parts.services.offered(signal)
    if (offered === undefined ? !this.#registrations.hearsCallStates : !offered.has('callstate')) return undefined
    try {
      const line = await this.#parts.phone.callState(signal)
      this.#canLook = true
      return line
    } catch (thrown) {
      if (!(thrown instanceof FailureError) || needsReconnect(thrown.failure)) throw thrown
      this.#parts.log.info('the line cannot be looked at', { failure: thrown.failure })
      return undefined
    }
  }

  async #open(sessionKey: string, listener: Parameters<typeof openEventSocket>[3], signal: AbortSignal) {
    const setting = this.#parts.settings.handshake
    if (setting === 'legacy' || (setting === 'auto' && this.#known === 'legacy'))
      return this.#openLegacy(sessionKey, listener, signal)
    try {
      const socket = await this.#openModern(listener, signal)
      this.#known = 'modern'
      return { socket, handshake: 'modern' as const }
    } catch (thrown) {
      if (!(thrown instanceof OtherHandshakeNeeded)) throw thrown
      if (setting === 'modern') throw thrown.failure
      this.#parts.log.info('no modern handshake, trying the legacy one', { failure: thrown.failure })
      return this.#openLegacy(sessionKey, listener, signal)
    }
  }

  async #openLegacy(sessionKey: string, listener: Parameters<typeof openEventSocket>[3], signal: AbortSignal) {
    try {
      const socket = await openEventSocket(this.#parts, 'legacy', sessionKey, listener, signal)
      this.#known = 'legacy'
      return { socket, handshake: 'legacy' as const }
    } catch (thrown) {
      // Refused, not unreachable: the service may have been replaced by a newer one.
      if (thrown instanceof FailureError && thrown.failure.code === 'provider/protocol') this.#known = undefined
      throw thrown
    }
  }

  async #openModern(listener: Parameters<typeof openEventSocket>[3], signal: AbortSignal): Promise<LiveSocket> {
    const { authorisation } = this.#parts
    let token = await authorisation.token(signal)
    for (let renewals = 0; ; renewals += 1) {
      try {
        return await openEventSocket(this.#parts, 'modern', token, listener, signal)
      } catch (thrown) {
        const refused = thrown instanceof FailureError && thrown.failure.params?.['reason'] === 'token'
        if (!refused || renewals === mostRenewals) throw thrown
        token = await authorisation.renew(token, thrown, signal)
      }
    }
  }
}

/** The look itself failed, not the phone's ability to be looked at. */
function needsReconnect({ code }: Failure): boolean {
  return code.startsWith('net/') || code.startsWith('auth/') || code === 'aborted' || code === 'provider/unavailable'
}

/** Which failures of an attempt mend themselves, and how patiently to wait for that. */
export function treatmentOf(failure: Failure): Treatment {
  const reason = failure.params?.['reason']
  switch (failure.code) {
    case 'auth/rejected':
    case 'auth/expired':
    case 'unsupported':
    case 'input/invalid':
      return 'fatal'
    case 'provider/refused':
      // 17: the person has not allowed the service to use the telephone; asking again could open the question again.
      if (reason === 'server-state') return 'fatal'
      return reason === 'already-connected' ? 'soon' : 'rarely'
    case 'net/offline':
    case 'net/timeout':
    case 'provider/unavailable':
    case 'not-found':
      return 'soon'
    case 'provider/protocol':
      // Where the answer to the dialog was unreadable, trying again opens the dialog again.
      return reason === 'no-socket' || reason === 'authorisation' ? 'rarely' : 'soon'
    default:
      return 'rarely'
  }
}
