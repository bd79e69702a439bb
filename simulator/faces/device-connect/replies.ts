import { createHmac } from 'node:crypto'
import type { Reply } from '../../wire/message.ts'
import { type GotApiError, mirroredStatus } from './errors.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** Every reply says what answered. */
const signature = { product: 'Sidetone simulated phone', version: '2.8.0' } as const

/** CORS as the Android manager does it: everybody may read, and the wanted headers are echoed. */
export function corsHeaders(wantedHeaders: string | undefined): Record<string, string> {
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST, GET, PUT, DELETE',
    ...(wantedHeaders === undefined ? {} : { 'access-control-allow-headers': wantedHeaders }),
  }
}

export function successReply(fields: object, switches: DeviceConnectSwitches): Reply {
  return { status: 200, body: { result: 0, ...signature, ...extras(switches), ...fields } }
}

export function errorReply(error: GotApiError, switches: DeviceConnectSwitches): Reply {
  const status =
    error.httpStatus !== 200 || !switches.errorsMirrorHttpStatus ? error.httpStatus : mirroredStatus(error.errorName)
  const code = switches.stringErrorCodes
    ? { errorCode: String(error.errorCode), errorText: error.errorName, statusCode: status }
    : { errorCode: error.errorCode }
  return { status, body: { result: 1, ...signature, ...extras(switches), ...code, errorMessage: error.message } }
}

/** ASSUMPTION: that servers add fields is certain, which ones is not; these stand for them. */
export function extras(switches: DeviceConnectSwitches): object {
  return switches.extraFields
    ? { requestCode: 1234567, vendorExtension: { since: '2026', flags: [1, 'two', null] } }
    : {}
}

/** HMAC-SHA256 of the nonce, in lower-case hex. Throws nothing: bytes that are no hex are skipped as Node's decoder does. */
export function signNonce(nonce: string, key: string, encoding: 'hex' | 'text'): string {
  const decode = encoding === 'hex' ? 'hex' : 'utf8'
  return createHmac('sha256', Buffer.from(key, decode)).update(Buffer.from(nonce, decode)).digest('hex')
}
