import { FailureError } from '../../failure.ts'
import { SharedTask } from '../../net/shared-task.ts'
import type { Clock, Log } from '../../ports/index.ts'
import type { AccountVault } from '../../provider.ts'
import type { FoneStormClient } from './client.ts'
import { invalid, isTokenRefusal, signInRefused, tokenExpired } from './failures.ts'
import type { FoneStormSettings } from './settings.ts'
import { AuthReply, readBody, tokenTimes, writeBody } from './wire.ts'

/*
 * Name and password give a token for a while; there is no way to renew one but to sign in again.
 *
 *   none ──vault has a token──► held ──nearly over, or refused (401)──► signing in ──► held
 *     └───vault has none──► signing in ──POST /auth──► held             │
 *                             └──refused──► none, auth/rejected         └──only a token, no password──► auth/expired
 *
 * Whoever needs a token while one is being had waits for that one. Tokens are never kept: the next start signs in again.
 */

/** Where the token came from. */
export type TokenSource = 'vault' | 'sign-in'

/** The vendor's default for tokens that do not say when they end. */
const usualLifetimeMs = 3_600_000
/** The longest that the vendor gives. */
const longestLifetimeMs = 86_400_000
/** So long before its end a token is not used any more; of very short ones, a tenth of their life. */
const marginMs = 60_000
const signInTimeoutMs = 20_000

interface Held {
  readonly token: string
  readonly source: TokenSource
  /** From then on, in milliseconds since 1970, another is had first. */
  readonly renewAt: number
}

export interface AuthorisationParts {
  readonly client: FoneStormClient
  readonly vault: AccountVault
  readonly clock: Clock
  readonly log: Log
  readonly settings: FoneStormSettings
}

export class Authorisation {
  readonly #parts: AuthorisationParts
  readonly #signingIn = new SharedTask<Held>()
  #held: Held | undefined

  constructor(parts: AuthorisationParts) {
    this.#parts = parts
  }

  get source(): TokenSource | undefined {
    return this.#held?.source
  }

  /** The token to send: held and good for a while, from the vault, or signed in for now. */
  async token(signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#parts.clock.now() < this.#held.renewAt) return this.#held.token
    const held = await this.#signingIn.run((inner) => this.#obtain(inner), signal)
    return held.token
  }

  /** Another token instead of one that was refused. @throws FailureError auth/expired where there is no password to get one */
  async renew(token: string, refusal: FailureError, signal: AbortSignal): Promise<string> {
    if (this.#held !== undefined && this.#held.token !== token) return this.#held.token
    const held = await this.#signingIn.run(async (inner) => {
      const password = await this.#parts.vault.read('password')
      if (!password) throw tokenExpired(refusal)
      this.#parts.log.info('token refused, signing in again')
      return this.#signIn(password, inner)
    }, signal)
    return held.token
  }

  /** A token that was given instead of a password is used until it is refused, unless there is a password too and it is over by its own word. */
  async #obtain(signal: AbortSignal): Promise<Held> {
    const { vault } = this.#parts
    const [given, password] = [await vault.read('token'), await vault.read('password')]
    if (given && this.#held === undefined) {
      const held = this.#hold(given, 'vault', password ? undefined : Number.POSITIVE_INFINITY)
      if (this.#parts.clock.now() < held.renewAt) return held
    }
    if (!password) throw invalid('password', 'required')
    return this.#signIn(password, signal)
  }

  async #signIn(password: string, signal: AbortSignal): Promise<Held> {
    const { client, settings } = this.#parts
    const body = writeBody([
      ['username', settings.username],
      ['password', password],
    ])
    try {
      const reply = await client.send({ method: 'POST', path: '/auth', body, timeoutMs: signInTimeoutMs }, signal)
      return this.#hold(readBody(AuthReply, reply), 'sign-in')
    } catch (thrown) {
      throw thrown instanceof FailureError && isTokenRefusal(thrown) ? signInRefused(thrown) : thrown
    }
  }

  #hold(token: string, source: TokenSource, renewAt = this.#renewalOf(token, source)): Held {
    this.#held = { token, source, renewAt }
    return this.#held
  }

  #renewalOf(token: string, source: TokenSource): number {
    const now = this.#parts.clock.now()
    const lifetime = Math.min(lifetimeMs(token, source, now) ?? usualLifetimeMs, longestLifetimeMs)
    return now + lifetime - Math.min(marginMs, lifetime / 10)
  }
}

/**
 * How much of its life a token has left by its own word; undefined where it says nothing that could be. The service's clock may be another than ours: of a token
 * that was issued just now, only the length of its life is taken.
 */
function lifetimeMs(token: string, source: TokenSource, now: number): number | undefined {
  const { issuedAt, endsAt } = tokenTimes(token)
  if (endsAt === undefined) return undefined
  if (source === 'vault') return Math.max(0, endsAt - now)
  const lifetime = endsAt - (issuedAt ?? now)
  return lifetime > 0 ? lifetime : undefined
}
