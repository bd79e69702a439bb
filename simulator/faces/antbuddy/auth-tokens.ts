import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { AntBuddySwitches } from './switches.ts'

/** Tokens for the event server, from POST voice/auth_token. */
export class AuthTokens {
  readonly #clock: Clock
  readonly #switches: AntBuddySwitches
  readonly #expiryOf = new Map<string, number>()

  constructor(clock: Clock, switches: AntBuddySwitches) {
    this.#clock = clock
    this.#switches = switches
  }

  /** `{ value, expire }`; the unit of expire is a switch, as the document does not give it. */
  issue(): { value: string; expire: number | string } {
    const value = randomBytes(16).toString('hex')
    const expiresAt = this.#clock.now() + this.#switches.tokenLifetimeSeconds * 1000
    this.#expiryOf.set(value, expiresAt)
    return { value, expire: this.#format(expiresAt) }
  }

  isValid(value: unknown): boolean {
    return typeof value === 'string' && (this.#expiryOf.get(value) ?? 0) > this.#clock.now()
  }

  expireAll(): void {
    this.#expiryOf.clear()
  }

  #format(expiresAt: number): number | string {
    switch (this.#switches.expireFormat) {
      case 'epoch-ms':
        return expiresAt
      case 'epoch-seconds':
        return Math.floor(expiresAt / 1000)
      case 'seconds':
        return this.#switches.tokenLifetimeSeconds
      case 'iso':
        return new Date(expiresAt).toISOString()
    }
  }
}
