import { publicAddress } from '../../net/public-address.ts'
import { isPrivateAddress } from '../../net/private-address.ts'
import { invalid } from './failures.ts'
import type { FoneStormSettings } from './settings.ts'

/** "Callback Data" of the document, all of it. */
const told = ['uid', 'account_code', 'direction', 'status', 'from', 'to', 'type', 'disposition', 'billable_seconds']

/**
 * The address that the service is to call, or undefined where it could reach none: the person's public one; without it the listener's own, where the service
 * runs on this very machine. A callback by GET says nothing but what the address has places for.
 */
export function registeredAddress(settings: FoneStormSettings, listenerUrl: string): string | undefined {
  const { callbackUrl, callbackMethod } = settings
  const address =
    callbackUrl === undefined ? localAddress(settings, listenerUrl) : publicAddress(callbackUrl, listenerUrl)
  return address !== undefined && callbackMethod === 'GET' ? withPlaces(address) : address
}

/** What to say where there is no such address. */
export function noAddress() {
  return invalid('callbackUrl', 'required')
}

function localAddress({ baseUrl }: FoneStormSettings, listenerUrl: string): string | undefined {
  return isThisMachine(new URL(baseUrl).hostname) ? listenerUrl : undefined
}

function isThisMachine(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return (
    bare === 'localhost' ||
    bare.endsWith('.localhost') ||
    bare === '::1' ||
    (bare.startsWith('127.') && isPrivateAddress(bare))
  )
}

/** "Token replacements": `to={{to}}`. Those that are there already stay as they are. */
function withPlaces(address: string): string {
  const places = told.filter((name) => !address.includes(`{{${name}}}`)).map((name) => `${name}={{${name}}}`)
  if (places.length === 0) return address
  return `${address}${address.includes('?') ? '&' : '?'}${places.join('&')}`
}
