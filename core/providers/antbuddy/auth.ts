import type { Clock } from '../../ports/index.ts'
import type { OapiClient } from './client.ts'
import { protocolFailure } from './failures.ts'
import { readToken } from './wire.ts'

/** What the event server takes for a sign-in. */
export interface EventToken {
  readonly value: string
  /** When it ends, in milliseconds since 1970; undefined where the service does not say. */
  readonly expiresAt: number | undefined
}

/** So long before its end a token is replaced. */
const renewBeforeMs = 60_000
/** However short-lived tokens are, we do not ask more often. */
const leastWaitMs = 5_000
/** A timer for longer than this is not set; nothing is renewed that lives so long. */
const longestLifeMs = 24 * 24 * 3_600_000

/** POST voice/auth_token. A fresh one for every connection. */
export async function askEventToken(client: OapiClient, clock: Clock, signal: AbortSignal): Promise<EventToken> {
  const answer = await client.askToken(signal)
  const token = readToken(answer.body)
  if (token === undefined) throw protocolFailure('no-token', answer.status)
  return { value: token.value, expiresAt: expiryOf(token.expire, clock.now()) }
}

/**
 * "expire: <expire time>" has no unit in the document: a large number is a time in milliseconds or seconds since 1970, a small one seconds from now, anything
 * else a date. Milliseconds since 1970; undefined for what is none of these.
 */
export function expiryOf(expire: string | undefined, now: number): number | undefined {
  const text = expire?.trim() ?? ''
  if (text === '') return undefined
  if (!/^\d+(?:\.\d+)?$/.test(text)) {
    const date = Date.parse(text)
    return Number.isNaN(date) ? undefined : date
  }
  const value = Number(text)
  if (value > 1e12) return value
  return value > 1e9 ? value * 1000 : now + value * 1000
}

/** How long to wait before the token is replaced: 60 s before its end, or after half its life where that is short. Undefined: never. */
export function renewalDelay({ expiresAt }: EventToken, now: number): number | undefined {
  if (expiresAt === undefined) return undefined
  const left = expiresAt - now
  if (left > longestLifeMs) return undefined
  return Math.max(leastWaitMs, Math.min(left, Math.max(left - renewBeforeMs, left / 2)))
}
