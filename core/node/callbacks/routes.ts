import { createHash, timingSafeEqual } from 'node:crypto'
import type { CallbackOptions, CallbackRequest } from '../../ports/callbacks.ts'

/** One account's place at the listener. */
export interface Route {
  /** Without slashes. */
  readonly path: string
  readonly basicAuth: CallbackOptions['basicAuth']
  readonly received: (request: CallbackRequest) => void
}

/** The beginning of a request, as it came. Header names are lower-case. */
export interface RequestHead {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
}

/** What becomes of a request before its body is looked at. */
export type Verdict =
  | { readonly status: 200; readonly route: Route; readonly path: string; readonly query: string }
  | { readonly status: 401 | 404 | 405 | 413 | 415 }

/** Headers and body of one callback; services send far less. */
export const LARGEST_BODY_BYTES = 64 * 1024

/**
 * Who does not know the path learns nothing: every comparison with a secret takes the same time, and every path of every account is compared.
 * The Host header plays no part: through a tunnel it is the tunnel's.
 */
export function judge({ method, target, headers }: RequestHead, routes: Iterable<Route>): Verdict {
  const { segment, path, query } = splitTarget(target)
  let found: Route | undefined
  for (const route of routes) if (sameSecret(segment, route.path)) found = route
  if (found === undefined) return { status: 404 }
  if (method !== 'GET' && method !== 'POST') return { status: 405 }
  if (found.basicAuth !== undefined && !authorised(headers['authorization'], found.basicAuth)) return { status: 401 }
  if (Number(headers['content-length'] ?? 0) > LARGEST_BODY_BYTES) return { status: 413 }
  if (!/^(?:identity)?$/i.test(headers['content-encoding'] ?? '')) return { status: 415 }
  return { status: 200, route: found, path, query }
}

/** `/<segment>/more?query`, also in the form with scheme and host that proxies use. */
function splitTarget(target: string): { segment: string; path: string; query: string } {
  const local = target.replace(/^https?:\/\/[^/?]*/i, '')
  const [, whole = '', query = ''] = /^([^?#]*)\??([^#]*)/.exec(local) ?? []
  const [, segment = '', path = ''] = /^\/([^/]*)(.*)$/s.exec(whole) ?? []
  return { segment, path, query }
}

function authorised(header: string | undefined, expected: NonNullable<CallbackOptions['basicAuth']>): boolean {
  const encoded = /^Basic +(\S+) *$/i.exec(header ?? '')?.[1] ?? ''
  const given = Buffer.from(encoded, 'base64').toString('utf8')
  return sameSecret(given, `${expected.username}:${expected.password}`)
}

/** Digests have one length, so that not even the length of the secret shows in the time taken. */
function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digestOf(given), digestOf(secret))
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
