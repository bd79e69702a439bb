import type { Account, ProviderSummary } from '../../../contract/model/account.ts'

/** Whether a service can tell by callbacks: always, or where the account has an address for them. */
export function receivesCallbacks(provider: ProviderSummary): boolean {
  return provider.capabilities.live === 'callback' || provider.fields.some((field) => field.name === 'callbackUrl')
}

/**
 * How the service comes to know the address. `app`: it is registered from here, on request; `itself`: the app sees to it when it connects; `console`: a person enters
 * it at the service. A service whose callbacks tell of calls can be told the address; one that only tells of firings has them set up by hand.
 */
export function registeredBy({ capabilities }: ProviderSummary): 'app' | 'itself' | 'console' {
  if (capabilities.live !== 'callback') return 'itself'
  return capabilities.incoming === 'never' ? 'console' : 'app'
}

/** What the service must call: the person's own address, ending in the listener's path that admits a callback. Null while one of them is missing. */
export function publicAddress(account: Account, listenerUrl: string | undefined): string | null {
  const callbackUrl = account.settings['callbackUrl']
  if (typeof callbackUrl !== 'string' || !URL.canParse(callbackUrl) || listenerUrl === undefined) return null
  const path = new URL(listenerUrl).pathname
  const address = new URL(callbackUrl)
  if (address.pathname.endsWith(path)) return callbackUrl
  address.pathname = address.pathname.replace(/\/+$/, '') + path
  return address.href
}
