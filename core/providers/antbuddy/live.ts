import type { Failure } from '../../../contract/model/failure.ts'
import { toFailure } from '../../failure.ts'
import type { FailureError } from '../../failure.ts'
import { pause } from '../../net/pause.ts'
import type { SupervisedConnection, Treatment } from '../../net/supervisor.ts'
import type { Cancel, Clock, Log } from '../../ports/index.ts'
import { askEventToken, renewalDelay } from './auth.ts'
import type { EventToken } from './auth.ts'
import type { CallTracker } from './call-tracker.ts'
import type { CatchUp } from './catch-up.ts'
import type { OapiClient } from './client.ts'
import type { EventServer } from './event-server.ts'
import type { EventSocket } from './event-socket.ts'
import { offline, rejected } from './failures.ts'

/** Socket.IO has no answer for "yes": so long without a "no", and we count as subscribed. */
const refusalWithinMs = 400

export interface LiveEventsParts {
  readonly clock: Clock
  readonly log: Log
  readonly client: OapiClient
  readonly server: EventServer
  readonly tracker: CallTracker
  readonly catchUp: CatchUp
  readonly accountId: string
}

/*
 * One connection for live events, from nothing to live; the supervisor makes the next one when this breaks.
 *
 *   fresh token ──► event server, in the protocol that it speaks ──► three subscriptions ──no refusal──► live ──► what was missed
 *                                                                        │ token refused: once more      │ 60 s before the token's end:
 *                                                                        │ with another                  │ another, and subscribed again
 *                                                                        └── refused: failed             └── dropped, refused: lost
 */
export class LiveEvents {
  readonly #parts: LiveEventsParts

  constructor(parts: LiveEventsParts) {
    this.#parts = parts
  }

  /** The supervisor's attempt. */
  async connect(signal: AbortSignal, lost: (failure: FailureError) => void): Promise<SupervisedConnection> {
    const connection = new Connection(this.#parts)
    await connection.establish(signal, lost)
    return connection
  }
}

class Connection implements SupervisedConnection {
  readonly #parts: LiveEventsParts
  readonly #ending = new AbortController()
  #socket: EventSocket | undefined
  #refusal: FailureError | undefined
  #answered: (() => void) | undefined
  #renewal: Cancel | undefined
  #lost: ((failure: FailureError) => void) | undefined

  constructor(parts: LiveEventsParts) {
    this.#parts = parts
  }

  async establish(caller: AbortSignal, lost: (failure: FailureError) => void): Promise<void> {
    const { clock, client, server, tracker } = this.#parts
    const signal = AbortSignal.any([caller, this.#ending.signal])
    try {
      let token = await askEventToken(client, clock, signal)
      this.#socket = await server.open(this.#listener(), signal)
      await this.#subscribe(token, signal)
      if (isTokenRefusal(this.#refusal)) {
        token = await askEventToken(client, clock, signal)
        await this.#subscribe(token, signal)
      }
      if (this.#refusal) throw this.#refusal
      this.#scheduleRenewal(token)
    } catch (thrown) {
      const why = this.#refusal ?? thrown
      this.#stop()
      this.#socket?.terminate()
      throw why
    }
    this.#lost = lost
    const unsureSince = tracker.unsureSince
    const missedSince = tracker.blindSince
    tracker.sightBack()
    if (unsureSince !== undefined) void this.#parts.catchUp.run(unsureSince, missedSince ?? clock.now())
  }

  async close(): Promise<void> {
    this.#stop()
    this.#socket?.close()
  }

  abandon(): void {
    this.#stop()
    this.#socket?.terminate()
    this.#parts.tracker.sightLost()
  }

  suspect(): void {
    this.#socket?.probe()
  }

  #listener() {
    return {
      event: (name: string, payload: unknown) => this.#parts.tracker.hearEvent(name, payload),
      subscribed: () => this.#answered?.(),
      refused: (message: string) => this.#refused(message),
      ended: (failure: FailureError) => this.#ended(failure),
    }
  }

  async #subscribe(token: EventToken, signal: AbortSignal): Promise<void> {
    this.#refusal = undefined
    const { promise, resolve } = Promise.withResolvers<undefined>()
    this.#answered = () => resolve(undefined)
    this.#socket?.subscribe({ accountId: this.#parts.accountId, token: token.value })
    const waiting = new AbortController()
    const silence = pause(this.#parts.clock, refusalWithinMs, AbortSignal.any([signal, waiting.signal]))
    try {
      await Promise.race([promise, silence])
    } finally {
      waiting.abort()
    }
  }

  #refused(message: string): void {
    // What is subscribed already is subscribed: when a token is renewed.
    if (/already|in use|duplicate/i.test(message)) return
    const failure = refusalOf(message)
    this.#refusal ??= failure
    this.#answered?.()
    if (this.#lost) this.#ended(failure)
  }

  #ended(failure: FailureError): void {
    this.#refusal ??= failure
    const lost = this.#lost
    if (lost === undefined) return this.#ending.abort()
    this.#stop()
    this.#socket?.terminate()
    this.#parts.tracker.sightLost()
    lost(failure)
  }

  #scheduleRenewal(token: EventToken): void {
    const delay = renewalDelay(token, this.#parts.clock.now())
    if (delay !== undefined) this.#renewal = this.#parts.clock.after(delay, () => void this.#renew())
  }

  /** On the same socket, so that nothing is missed. What is subscribed goes on whether or not this works; the next connection takes a fresh token anyhow. */
  async #renew(): Promise<void> {
    const { clock, client, log, accountId } = this.#parts
    try {
      const token = await askEventToken(client, clock, this.#ending.signal)
      this.#socket?.subscribe({ accountId, token: token.value })
      this.#scheduleRenewal(token)
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code !== 'aborted') log.warn('the event token is not renewed', { failure })
    }
  }

  #stop(): void {
    this.#lost = undefined
    this.#renewal?.()
    this.#ending.abort()
    this.#parts.catchUp.stop()
  }
}

/** The event server's words are not documented; Kazoo's name what was wrong. */
function refusalOf(message: string): FailureError {
  if (/account/i.test(message)) return rejected('account-id', message)
  if (/auth|token|expire|credential|login|unauthori[sz]ed|forbidden/i.test(message))
    return rejected('event-token', message)
  return message === '' ? offline('refused') : rejected('subscription', message)
}

function isTokenRefusal(failure: FailureError | undefined): boolean {
  return failure?.failure.params?.['reason'] === 'event-token'
}

/** Which failures of an attempt mend themselves, and how patiently to wait for that. */
export function treatmentOf(failure: Failure): Treatment {
  switch (failure.code) {
    case 'auth/rejected':
      // The event server has forgotten our token, twice; nothing that the person typed is in it.
      return failure.params?.['reason'] === 'event-token' ? 'rarely' : 'fatal'
    case 'auth/expired':
    case 'unsupported':
    case 'input/invalid':
    case 'vault/unavailable':
    case 'vault/unreadable':
      return 'fatal'
    case 'net/offline':
    case 'net/timeout':
    case 'provider/unavailable':
      return 'soon'
    default:
      return 'rarely'
  }
}
