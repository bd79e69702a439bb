import { randomBytes } from 'node:crypto'
import type { Clock } from '../../clock.ts'
import { GotApiError } from './errors.ts'
import type { DeviceConnectSwitches } from './switches.ts'

interface Token {
  readonly value: string
  readonly clientId: string
  readonly origin: string
  readonly scopes: readonly string[]
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** The manager's own little OAuth server: clients by origin, and the tokens they were given. */
export interface LocalOAuth {
  /** A new client; the earlier one of the same origin and its tokens are discarded. */
  grant(origin: string): string
  /** @throws GotApiError 15 for a client that does not exist or belongs to another origin */
  checkClient(clientId: string, origin: string): void
  issue(clientId: string, origin: string, scopes: readonly string[]): Token
  /** @throws GotApiError 12, 13, 14 or 15 */
  checkToken(value: string | null, origin: string, profile: string): void
  /** Whether a WebSocket of this origin may use the token. */
  belongsTo(value: string, origin: string): boolean
  expireTokens(): void
  revokeTokens(): void
}

export function createLocalOAuth(clock: Clock, switches: DeviceConnectSwitches): LocalOAuth {
  const clients = new Map<string, string>()
  let tokens: Token[] = []

  /** ASSUMPTION: over HTTP the token of another origin is as good as unknown; only the WebSocket's rule (code 3) is documented. */
  function valid(value: string, origin: string): Token {
    const token = tokens.find((candidate) => candidate.value === value && candidate.origin === origin)
    if (!token) throw new GotApiError('notFoundClientId', 'The access token is not known.')
    if (token.expiresAt <= clock.now()) throw new GotApiError('expiredAccessToken')
    return token
  }

  return {
    grant(origin) {
      const earlier = clients.get(origin)
      tokens = tokens.filter((token) => token.clientId !== earlier)
      const clientId = randomBytes(16).toString('hex')
      clients.set(origin, clientId)
      return clientId
    },
    checkClient(clientId, origin) {
      if (clients.get(origin) !== clientId) throw new GotApiError('notFoundClientId')
    },
    issue(clientId, origin, scopes) {
      const expiresAt = clock.now() + switches.tokenLifetimeSeconds * 1000
      const token = { value: randomBytes(32).toString('hex'), clientId, origin, scopes, expiresAt }
      tokens.push(token)
      return token
    },
    checkToken(value, origin, profile) {
      if (!value) throw new GotApiError('emptyAccessToken')
      const { scopes } = valid(value, origin)
      if (switches.scopesChecked && !scopes.includes(profile)) throw new GotApiError('scope')
    },
    belongsTo(value, origin) {
      return tokens.some((token) => token.value === value && token.origin === origin && token.expiresAt > clock.now())
    },
    expireTokens() {
      for (const token of tokens) token.expiresAt = clock.now()
    },
    revokeTokens() {
      tokens = []
      clients.clear()
    },
  }
}
