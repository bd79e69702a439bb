import { randomBytes } from 'node:crypto'
import { type Clock, pause } from '../../clock.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import { readParameters } from '../../wire/parameters.ts'
import { application, user } from './demo-client.ts'
import type { TelphinSwitches } from './switches.ts'
import type { Token, Tokens } from './tokens.ts'

/** ASSUMPTION: a wrong request is documented to answer 400; the words are those of OAuth 2.0 (RFC 6749, 5.2). */
type TokenError = 'invalid_request' | 'invalid_client' | 'invalid_grant' | 'unsupported_grant_type'

/** `/oauth/token` and `/oauth/authorize`, outside of /api/ver1.0. */
export class OAuth {
  readonly #clock: Clock
  readonly #switches: TelphinSwitches
  readonly #tokens: Tokens
  readonly #codes = new Map<string, string>()
  #recent: number[] = []
  #underWay = 0

  constructor(clock: Clock, switches: TelphinSwitches, tokens: Tokens) {
    this.#clock = clock
    this.#switches = switches
    this.#tokens = tokens
  }

  async handle(request: WireRequest): Promise<Reply> {
    if (this.#isTooMuch()) return { status: 429, body: { message: 'Too many requests', status: 'rate_limit_exceeded' } }
    this.#underWay += 1
    try {
      const { tokenDelayMs } = this.#switches
      if (tokenDelayMs > 0) await pause(this.#clock, tokenDelayMs, request.signal)
      return this.#answer(request)
    } finally {
      this.#underWay -= 1
    }
  }

  #isTooMuch(): boolean {
    const now = this.#clock.now()
    this.#recent = this.#recent.filter((at) => at > now - 1000)
    if (this.#recent.length >= this.#switches.oauthPerSecond || this.#underWay >= this.#switches.oauthConnections) {
      return true
    }
    this.#recent.push(now)
    return false
  }

  #answer(request: WireRequest): Reply {
    // Replies are neither cached nor read from a cache (RFC 6749, 5.1).
    const headers = { 'cache-control': 'no-store', pragma: 'no-cache' }
    if (request.path === '/oauth/authorize' && request.method === 'GET') return this.#authorize(request)
    if (request.path !== '/oauth/token') return { status: 404, body: { message: 'Not found' } }
    if (request.method !== 'POST') return { status: 405, body: { message: 'Method not allowed' } }
    const granted = this.#grant(readParameters({ ...request, rawQuery: '' }))
    if (typeof granted === 'string') return { ...this.#refusal(granted), headers }
    return { status: 200, headers, body: this.#fields(granted) }
  }

  #fields({ access, refresh }: Token): object {
    const { expiresInOmitted, tokenLifetimeSeconds } = this.#switches
    return {
      access_token: access,
      token_type: 'Bearer',
      ...(expiresInOmitted ? {} : { expires_in: tokenLifetimeSeconds, scope: 'all' }),
      ...(refresh === undefined ? {} : { refresh_token: refresh }),
    }
  }

  #grant(parameters: URLSearchParams): Token | TokenError {
    const grantType = parameters.get('grant_type')
    if (!grantType) return 'invalid_request'
    const isOurs =
      parameters.get('client_id') === application.id && parameters.get('client_secret') === application.secret
    if (!isOurs) return 'invalid_client'
    switch (grantType) {
      case 'client_credentials':
        return this.#tokens.issue(false)
      case 'password': {
        const known = parameters.get('username') === user.login && parameters.get('password') === user.password
        return known ? this.#tokens.issue(true) : 'invalid_grant'
      }
      case 'refresh_token':
        return this.#tokens.refresh(parameters.get('refresh_token') ?? '') ?? 'invalid_grant'
      case 'authorization_code': {
        const code = parameters.get('code') ?? ''
        const redirect = this.#codes.get(code)
        this.#codes.delete(code)
        return redirect !== undefined && redirect === parameters.get('redirect_uri')
          ? this.#tokens.issue(true)
          : 'invalid_grant'
      }
      default:
        return 'unsupported_grant_type'
    }
  }

  /** ASSUMPTION: the person is signed in and agrees at once. */
  #authorize({ rawQuery }: WireRequest): Reply {
    const query = new URLSearchParams(rawQuery)
    const redirect = query.get('redirect_uri') ?? ''
    if (query.get('response_type') !== 'code' || query.get('client_id') !== application.id || !URL.canParse(redirect)) {
      return this.#refusal('invalid_request')
    }
    const code = randomBytes(16).toString('hex')
    this.#codes.set(code, redirect)
    const target = new URL(redirect)
    target.searchParams.set('code', code)
    const state = query.get('state')
    if (state !== null) target.searchParams.set('state', state)
    return { status: 302, headers: { location: target.href } }
  }

  #refusal(error: TokenError): Reply {
    switch (this.#switches.tokenErrorBody) {
      case 'oauth':
        return { status: 400, body: { error } }
      case 'message':
        return { status: 400, body: { message: error } }
      case 'empty':
        return { status: 400 }
    }
  }
}
