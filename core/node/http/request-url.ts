import { fail } from '../../failure.ts'
import type { HttpRequest } from '../../ports/http.ts'

/** The URL as it goes on the wire: the query in its order, percent-encoded by RFC 3986 (a space is `%20`; brackets, `'`, `(`, `)`, `*`, `!` are encoded too). */
export function requestUrl(baseUrl: string, { path, query = [] }: Pick<HttpRequest, 'path' | 'query'>): URL {
  const encoded = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  const separator = encoded === '' ? '' : path.includes('?') ? '&' : '?'
  const base = new URL(baseUrl)
  const url = new URL(`${baseUrl.replace(/\/$/, '')}${path}${separator}${encoded}`)
  // A path such as `.example.com/` or `@example.com/` would carry the credentials to another host.
  if (url.origin !== base.origin || url.username !== base.username) {
    throw fail('bug', { params: { reason: 'a path changed the host' } })
  }
  return url
}

/** The service's address from an account's settings, or input/invalid. */
export function checkedBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text
  throw fail('input/invalid', { params: { field: 'baseUrl', reason: 'no http or https URL' } })
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
