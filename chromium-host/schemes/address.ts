/**
 * Chromium does not let DevTools answer a document on a scheme it does not know, so every address on one of the app's
 * schemes travels as an https address of a name that can never exist (RFC 2606 reserves `.invalid`):
 *
 *     sidetone-app://window/settings?tab=1   <->   https://window.sidetone-app.invalid/settings?tab=1
 *
 * The app only ever sees the left side, the page's own `location` reads the right one.
 */

const ENCODED = 'x--'
const DNS_SAFE = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** @returns the address as it travels; an address on any other scheme comes back unchanged. */
export function toWire(url: string, schemes: ReadonlySet<string>): string {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/is.exec(url)
  const scheme = parts?.[1]?.toLowerCase()
  if (parts === null || scheme === undefined || !schemes.has(scheme)) return url
  const rest = parts[3] ?? ''
  return `https://${hostToWire(parts[2] ?? '')}.${scheme}.invalid${rest.startsWith('/') ? rest : `/${rest}`}`
}

/** The inverse of {@link toWire}. */
export function fromWire(url: string, schemes: ReadonlySet<string>): string {
  const parts = /^https:\/\/([^/?#]+)\.([a-z][a-z0-9+-]*)\.invalid(?=[/?#]|$)(.*)$/is.exec(url)
  const scheme = parts?.[2]?.toLowerCase()
  if (parts === null || scheme === undefined || !schemes.has(scheme)) return url
  return `${scheme}://${hostFromWire(parts[1] ?? '')}${parts[3] ?? ''}`
}

/** The scheme of an address, lower case, without the colon; '' when it has none. */
export function schemeOf(url: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase() ?? ''
}

/** The origin as Electron words it, also for schemes the URL class calls opaque. */
export function originOf(url: string): string {
  const standard = URL.parse(url)?.origin
  if (standard !== undefined && standard !== 'null') return standard
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(url)?.[0] ?? 'null'
}

function hostToWire(host: string): string {
  const lower = host.toLowerCase()
  if (DNS_SAFE.test(lower) && !lower.startsWith(ENCODED)) return lower
  return ENCODED + Buffer.from(lower, 'utf8').toString('hex')
}

function hostFromWire(host: string): string {
  return host.startsWith(ENCODED) ? Buffer.from(host.slice(ENCODED.length), 'hex').toString('utf8') : host
}
