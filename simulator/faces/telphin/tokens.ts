import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import type { TelphinSwitches } from './switches.ts'

export interface Token {
  readonly access: string
  /** Only for grants that have one. */
  readonly refresh: string | undefined
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** The access tokens that are out. */
export interface Tokens {
  issue(refreshable: boolean): Token
  /** A new token for a refresh token, which is used up; undefined for an unknown one. */
  refresh(refreshToken: string): Token | undefined
  isGood(access: string): boolean
  /** Every token is expired from now on, refresh tokens not. */
  expireAll(): void
  revokeAll(): void
}

export function createTokens(clock: Clock, switches: TelphinSwitches): Tokens {
  let tokens: Token[] = []

  function issue(refreshable: boolean): Token {
    // Letters and digits, 32 of them, as in the recorded replies.
    const access = randomBytes(16).toString('hex')
    const refresh = refreshable ? randomBytes(16).toString('hex') : undefined
    const token = { access, refresh, expiresAt: clock.now() + switches.tokenLifetimeSeconds * 1000 }
    tokens = tokens.filter(({ refresh: kept, expiresAt }) => kept !== undefined || expiresAt > clock.now())
    tokens.push(token)
    return token
  }

  return {
    issue,
    refresh(refreshToken) {
      const found = tokens.find((token) => token.refresh === refreshToken)
      if (!found) return undefined
      tokens = tokens.filter((token) => token !== found)
      return issue(true)
    },
    isGood: (access) => tokens.some((token) => token.access === access && token.expiresAt > clock.now()),
    expireAll() {
      for (const token of tokens) token.expiresAt = clock.now()
    },
    revokeAll() {
      tokens = []
    },
  }
}
