import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { account } from './account.ts'
import { FoneStormError } from './errors.ts'

/**
 * The tokens of the service: JSON Web Tokens (RFC 7519) signed with HS256, with the claims of the token that the vendor prints:
 * account, portal, iat and exp (both in seconds since 1970).
 *
 *     issued ── exp has come, or expireAll() ──▶ expired (401)
 */
export class Tokens {
  readonly #clock: Clock
  readonly #key = randomBytes(32)
  /** Tokens up to this number are expired, whatever their `exp` says. */
  #expiredUpTo = 0
  #lastNumber = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  issue(lifetimeSeconds: number): string {
    const issuedAt = Math.floor(this.#clock.now() / 1000)
    this.#lastNumber += 1
    const portal = { token: this.#lastNumber.toString(16).padStart(32, '0') }
    const claims = { account: { id: account.code }, portal, iat: issuedAt, exp: issuedAt + lifetimeSeconds }
    const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    return `${signed}.${this.#sign(signed)}`
  }

  /** Every token that was issued so far is refused from now on, earlier than its `exp` says. */
  expireAll(): void {
    this.#expiredUpTo = this.#lastNumber
  }

  /** @throws FoneStormError 401 for a token that is missing, not ours, or expired */
  check(token: string | undefined): void {
    if (!token) throw new FoneStormError(401, 'A token is required.')
    const [header = '', payload = '', signature = '', ...more] = token.split('.')
    const expected = Buffer.from(this.#sign(`${header}.${payload}`))
    const given = Buffer.from(signature)
    const genuine = more.length === 0 && given.length === expected.length && timingSafeEqual(given, expected)
    if (!genuine) throw new FoneStormError(401, 'The token is invalid.')
    // Only what we signed gets here, so the claims are ours.
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      exp: number
      portal: { token: string }
    }
    const number = Number.parseInt(claims.portal.token, 16)
    if (claims.exp * 1000 <= this.#clock.now() || number <= this.#expiredUpTo) {
      throw new FoneStormError(401, 'The token has expired.')
    }
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#key).update(text).digest('base64url')
  }
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
