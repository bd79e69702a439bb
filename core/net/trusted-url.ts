import { fail } from '../failure.ts'
import type { FailureError } from '../failure.ts'
import { isPrivateHost } from './private-address.ts'

/** An address that came in a response, looked at. */
export interface TrustedUrl {
  readonly url: URL
  /** The account's own scheme, host and port: only there may its credentials go. Elsewhere they never go. */
  readonly own: boolean
  /** Pass this to `Http.open`: whoever answers for a foreign name must not send us into this machine's network. */
  readonly publicOnly: boolean
}

/**
 * Looks at an address that a service sent (a recording's, a redirect's); a relative one is read from `baseUrl`, the account's own. Fails with provider/protocol,
 * `reason` bad-url, url-scheme (neither http nor https), url-credentials (a name or password in it) or url-private (this machine or network, while the account's
 * own host is in the world). The address itself is in no failure: it may grant something.
 */
export function trustUrl(text: string, baseUrl: string): TrustedUrl {
  const account = new URL(baseUrl)
  const url = URL.parse(text.trim(), `${baseUrl.replace(/\/$/, '')}/`)
  if (url === null) throw untrusted('bad-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw untrusted('url-scheme')
  if (url.username !== '' || url.password !== '') throw untrusted('url-credentials')
  const own = url.origin === account.origin
  const publicOnly = !own && !isPrivateHost(account.hostname)
  if (publicOnly && isPrivateHost(url.hostname)) throw untrusted('url-private')
  return { url, own, publicOnly }
}

function untrusted(reason: string): FailureError {
  return fail('provider/protocol', { params: { reason } })
}
