/**
 * The address to register with a service: the person's public one (`callbackUrl`), ending in the listener's own unguessable path, which is what admits a
 * callback. A `callbackUrl` that ends with that path already is taken as it is.
 */
export function publicAddress(callbackUrl: string, listenerUrl: string): string {
  const path = new URL(listenerUrl).pathname
  const base = new URL(callbackUrl)
  if (base.pathname.endsWith(path)) return callbackUrl
  base.pathname = `${base.pathname.replace(/\/+$/, '')}${path}`
  return base.href
}
