import type { CustomScheme } from 'electron/main'

/** The window's pages live on a scheme of their own: no file access, one origin that nothing else shares. */
export const APP_SCHEME = 'sidetone-app'
export const APP_HOST = 'window'
export const WINDOW_URL = `${APP_SCHEME}://${APP_HOST}/index.html`

/** Must be registered before the app is ready, or the page has no origin and its modules do not load. */
export const appScheme: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
}

/**
 * Whether an address is one of our pages'. `developmentUrl` is the dev server's, where one is used.
 * Compares scheme and host: the `origin` that Node computes for a scheme of one's own is always "null".
 */
export function isOurPage(address: string, developmentUrl?: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  if (url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST) return true
  return developmentUrl !== undefined && url.origin !== 'null' && url.origin === new URL(developmentUrl).origin
}
