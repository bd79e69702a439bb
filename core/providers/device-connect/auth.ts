import { FailureError } from '../../failure.ts'
import { SharedTask } from '../../net/shared-task.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { AccountVault } from '../../provider.ts'
import { deviceTimeoutMs } from './client.ts'
import type { GotapiClient, Query } from './client.ts'
import { dialogFailure, isTokenRefusal, protocolFailure } from './failures.ts'
import { AccessTokenReply, GrantReply, readBody } from './wire.ts'

/*
 * Local authorisation: the person accepts a dialog on the phone, and the service gives this origin a token.
 *
 *   none ──vault has one──► held ──refused (11-15)──► asking ──► held
 *     └───vault has none──► asking ──grant, accesstoken──► held, kept in the vault
 *                             ├──grant answers 2: switched off──► held: the placeholder, for this session only
 *                             └──the person refuses──► none, auth/rejected
 *
 * A second grant by the same origin discards what the first gave, so never two run at once: whoever needs a token meanwhile joins the one in flight.
 */

/** Where the token came from. */
export type TokenSource = 'vault' | 'dialog' | 'not-required'

/** Every request wants a token; with local authorisation switched off the vendor's own client sends this word. */
const placeholderToken = 'placeHolder'
const scopes = 'servicediscovery,serviceinformation,phone'
const shortTimeoutMs = 15_000
/** How many times in a row a refused token leads to another dialog. */
export const mostRenewals = 2

const localAuthorisationOff = 2
const availabilityFirst = 11
const invalidParameter = 10
const unanswered = 7

interface Held {
  readonly token: string
  readonly source: TokenSource
}

export interface AuthorisationParts {
  readonly client: GotapiClient
  readonly vault: AccountVault
  readonly clock: Clock
  readonly log: Log
  /** A person must look at the phone; or needs no more. */
  readonly onWaiting: (waiting: boolean) => void
}

export class Authorisation {
  readonly #parts: AuthorisationParts
  readonly #asking = new SharedTask<Held>()
  #held: Held | undefined
  #renewals = 0

  constructor(parts: AuthorisationParts) {
    this.#parts = parts
  }

  get source(): TokenSource | undefined {
    return this.#held?.source
  }

  /** The token to send: held, from the vault, or asked for now (up to a minute: a person decides). */
  async token(signal: AbortSignal): Promise<string> {
    const held = this.#held ?? (await this.#asking.run((inner) => this.#obtain(inner), signal))
    return held.token
  }

  /** Another token instead of one that was refused. At most twice in a row; then the refusal itself is thrown. */
  async renew(token: string, refusal: FailureError, signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#held.token !== token) return this.#held.token
    const held = await this.#asking.run(async (inner) => {
      if (this.#renewals >= mostRenewals) {
        this.#renewals = 0
        throw refusal
      }
      this.#renewals += 1
      this.#parts.log.info('token refused, authorising again', { attempt: this.#renewals })
      return this.#ask(inner)
    }, signal)
    return held.token
  }

  /** The service took the token. */
  accepted(): void {
    this.#renewals = 0
  }

  async #obtain(signal: AbortSignal): Promise<Held> {
    const stored = await this.#parts.vault.read('accessToken')
    if (!stored) return this.#ask(signal)
    this.#held = { token: stored, source: 'vault' }
    return this.#held
  }

  async #ask(signal: AbortSignal): Promise<Held> {
    const clientId = await this.#grant(signal)
    if (clientId === undefined) {
      this.#held = { token: placeholderToken, source: 'not-required' }
      return this.#held
    }
    const token = await this.#accessToken(clientId, signal)
    this.#held = { token, source: 'dialog' }
    await this.#keep(token)
    return this.#held
  }

  /** The client id; undefined where local authorisation is switched off. */
  async #grant(signal: AbortSignal): Promise<string | undefined> {
    try {
      return await this.#requestGrant(signal)
    } catch (thrown) {
      if (vendorCodeOf(thrown) === localAuthorisationOff) return undefined
      if (vendorCodeOf(thrown) !== availabilityFirst) throw thrown
    }
    // One server (node-gotapi) wants availability, with a key, before every grant.
    await askAvailability(this.#parts.client, this.#parts.clock, signal)
    return this.#requestGrant(signal)
  }

  async #requestGrant(signal: AbortSignal): Promise<string> {
    const path = '/gotapi/authorization/grant'
    const body = await this.#parts.client.send({ method: 'GET', path, timeoutMs: shortTimeoutMs }, signal)
    return readBody(GrantReply, body).clientId
  }

  async #accessToken(clientId: string, signal: AbortSignal): Promise<string> {
    const query: Query = [
      ['clientId', clientId],
      ['scope', scopes],
      ['applicationName', 'Sidetone'],
    ]
    const path = '/gotapi/authorization/accesstoken'
    this.#parts.onWaiting(true)
    try {
      const body = await this.#parts.client.send({ method: 'GET', path, query, timeoutMs: deviceTimeoutMs }, signal)
      return readBody(AccessTokenReply, body).accessToken
    } catch (thrown) {
      throw asDialogFailure(thrown)
    } finally {
      this.#parts.onWaiting(false)
    }
  }

  /** A vault that takes nothing costs the person a dialog at the next start; the session has its token all the same. */
  async #keep(token: string): Promise<void> {
    try {
      await this.#parts.vault.write('accessToken', token)
    } catch (thrown) {
      this.#parts.log.warn('the access token could not be kept', { failure: thrown })
    }
  }
}

/** GET availability: is anything there? Where it wants a key first (node-gotapi, for a check of replies that we do not use), it gets a fresh one. */
export async function askAvailability(client: GotapiClient, clock: Clock, signal: AbortSignal) {
  const request = { method: 'GET', path: '/gotapi/availability', timeoutMs: shortTimeoutMs } as const
  try {
    return await client.send(request, signal)
  } catch (thrown) {
    if (vendorCodeOf(thrown) !== invalidParameter) throw thrown
  }
  const key = clock.newId().replaceAll('-', '')
  return client.send({ ...request, query: [['key', key]] }, signal)
}

/** What the accesstoken request failed with. A person who said no or nothing must not be asked again by a retry, however the service words it. */
function asDialogFailure(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError)) return thrown
  const { failure } = thrown
  if (failure.code === 'net/timeout' || vendorCodeOf(thrown) === unanswered)
    return dialogFailure('dialog-unanswered', thrown)
  if (isTokenRefusal(thrown) || failure.code === 'provider/refused') return dialogFailure('dialog-refused', thrown)
  if (failure.code === 'provider/protocol') return protocolFailure('authorisation')
  return thrown
}

function vendorCodeOf(thrown: unknown): number | undefined {
  const code = thrown instanceof FailureError ? thrown.failure.params?.['vendorCode'] : undefined
  return typeof code === 'number' ? code : undefined
}
