import type { IncomingHttpHeaders } from 'node:http'
import { GotApiError } from './errors.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** The origin that a request or a WebSocket claims: `X-GotAPI-Origin`, meant for native apps, wins. */
export function claimedOrigin(headers: IncomingHttpHeaders): string | undefined {
  const native = headers['x-gotapi-origin']
  return (Array.isArray(native) ? native.join(' ') : native) ?? headers.origin
}

/**
 * The origin to identify the caller by; `<anonymous>` where none is sent and none is required.
 * @throws GotApiError 18
 */
export function checkedOrigin(headers: IncomingHttpHeaders, switches: DeviceConnectSwitches): string {
  const origin = claimedOrigin(headers)?.trim()
  if (!origin) {
    if (switches.originRequired) throw new GotApiError('invalidOrigin', 'Origin is not specified.')
    return '<anonymous>'
  }
  if (origin.split(/[\s,]+/).length > 1) throw new GotApiError('invalidOrigin', 'More than one origin is specified.')
  if (origin !== 'null' && switches.allowedOrigins && !switches.allowedOrigins.includes(origin)) {
    throw new GotApiError('invalidOrigin', 'The origin is not allowed.')
  }
  return origin
}
