import { pause } from '../../net/pause.ts'
import { SharedTask } from '../../net/shared-task.ts'
import type { Clock, HttpClient, HttpRequest, HttpResponse, Log } from '../../ports/index.ts'
import type { AccountVault } from '../../provider.ts'
import { asOurs, failureOf, missingSecret } from './failures.ts'
import { readReply, refusalOf, TokenReply } from './wire.ts'

/*
 * OAuth 2 client credentials. There is no refresh token: a new one is asked for shortly before the old one ends, or when it was refused.
 *
 *   none ──needed──► asking ──► held ──60 s before its end, or refused with 401──► asking
 *                      └── refused (400) ──► none, auth/rejected
 */

interface Held {
  readonly token: string
  /** From then on it is not used any more. */
  readonly until: number
}

const defaultLifetimeSeconds = 3600
const earlyMs = 60_000
const timeoutMs = 15_000
const attempts = 3
/** The limit of 20 sign-ins counts a second. */
const busyMs = 1_000

export interface AuthorisationParts {
  readonly http: HttpClient
  readonly clientId: string
  readonly vault: AccountVault
  readonly clock: Clock
  readonly log: Log
}

export class Authorisation {
  readonly #parts: AuthorisationParts
  readonly #asking = new SharedTask<Held>()
  #held: Held | undefined

  constructor(parts: AuthorisationParts) {
    this.#parts = parts
  }

  async token(signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#parts.clock.now() < this.#held.until) return this.#held.token
    return (await this.#asking.run((inner) => this.#ask(inner), signal)).token
  }

  /** Another token instead of one that was refused; what somebody else got meanwhile is as good. */
  async renew(refused: string, signal: AbortSignal): Promise<string> {
    if (this.#held?.token === refused) {
      this.#held = undefined
      this.#parts.log.info('token refused, signing in again')
    }
    return this.token(signal)
  }

  async #ask(signal: AbortSignal): Promise<Held> {
    const secret = await this.#parts.vault.read('clientSecret')
    if (!secret) throw missingSecret()
    const body = new URLSearchParams([
      ['grant_type', 'client_credentials'],
      ['client_id', this.#parts.clientId],
      ['client_secret', secret],
    ]).toString()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const response = await this.#send({ method: 'POST', path: '/oauth/token', headers, body, timeoutMs }, signal)
    const { access_token: token, expires_in: seconds } = readReply(TokenReply, response, 'token')
    const lifetimeMs = (seconds && seconds > 0 ? seconds : defaultLifetimeSeconds) * 1000
    // A token for less than two minutes would otherwise be over before it was used.
    this.#held = { token, until: this.#parts.clock.now() + Math.max(lifetimeMs - earlyMs, lifetimeMs / 2) }
    return this.#held
  }

  /** Asking twice for a token does no harm, so a service that is only busy for a moment is asked again. */
  async #send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await this.#parts.http.send(request, signal).catch((thrown: unknown) => {
        throw asOurs(thrown)
      })
      const refusal = refusalOf(response)
      if (refusal === undefined) return response
      if (refusal.status !== 429 || attempt === attempts) throw failureOf(refusal, 'token')
      await pause(this.#parts.clock, busyMs * (1 + this.#parts.clock.random()), signal)
    }
  }
}
