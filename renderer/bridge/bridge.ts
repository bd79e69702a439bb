import { inject } from 'vue'
import type { InjectionKey } from 'vue'
import type { SidetoneClient } from '../../contract/api.ts'

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly sidetone?: SidetoneClient
  }
}

export const clientKey: InjectionKey<SidetoneClient> = Symbol('client')

/** The only access to `window.*` for the app's data: everything else is given the client. */
export function clientOfWindow(): SidetoneClient {
  if (!window.sidetone) throw new Error('the preload has not exposed the client')
  return window.sidetone
}

/** Stores ask for the client here. */
export function useClient(): SidetoneClient {
  const client = inject(clientKey)
  if (!client) throw new Error('no client was provided')
  return client
}
