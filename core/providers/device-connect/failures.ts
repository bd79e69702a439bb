import type { FailureCode } from '../../../contract/model/failure.ts'
import { fail, FailureError } from '../../failure.ts'
import type { FailureDetails } from '../../failure.ts'

const provider = 'device-connect' as const

/** What the service answered instead of `result: 0`. */
export interface Refusal {
  /** The vendor's number; undefined where it gave none. */
  readonly code: number | undefined
  readonly message: string | undefined
  /** HTTP status; errors usually come with 200. */
  readonly status: number
}

interface Row {
  readonly code: FailureCode
  readonly reason?: string
  readonly retry?: 'now' | 'after'
}

/** The vendor's error table ("About errors" of the document; names as in its own sources), and what each means to us. */
const errorTable: Readonly<Record<number, Row>> = {
  1: { code: 'provider/refused', reason: 'unknown-error' }, // UNKNOWN
  2: { code: 'unsupported', reason: 'profile' }, // NOT_SUPPORT_PROFILE
  3: { code: 'unsupported', reason: 'action' }, // NOT_SUPPORT_ACTION
  4: { code: 'unsupported', reason: 'attribute' }, // NOT_SUPPORT_ATTRIBUTE
  5: { code: 'not-found', reason: 'service' }, // EMPTY_SERVICE_ID
  6: { code: 'not-found', reason: 'service' }, // NOT_FOUND_SERVICE
  7: { code: 'net/timeout', reason: 'device', retry: 'now' }, // TIMEOUT
  8: { code: 'unsupported', reason: 'attribute' }, // UNKNOWN_ATTRIBUTE
  9: { code: 'provider/refused', reason: 'low-battery' }, // LOW_BATTERY
  10: { code: 'input/invalid', reason: 'refused-by-device' }, // INVALID_REQUEST_PARAMETER
  11: { code: 'auth/rejected', reason: 'token' }, // AUTHORIZATION
  12: { code: 'auth/expired', reason: 'token' }, // EXPIRED_ACCESS_TOKEN
  13: { code: 'auth/rejected', reason: 'token' }, // EMPTY_ACCESS_TOKEN
  14: { code: 'auth/rejected', reason: 'scope' }, // SCOPE
  15: { code: 'auth/rejected', reason: 'token' }, // NOT_FOUND_CLIENT_ID
  16: { code: 'provider/refused', reason: 'device-state' }, // ILLEGAL_DEVICE_STATE
  17: { code: 'provider/refused', reason: 'server-state' }, // ILLEGAL_SERVER_STATE: permissions refused on the phone
  18: { code: 'auth/rejected', reason: 'origin' }, // INVALID_ORIGIN
  19: { code: 'provider/protocol', reason: 'url' }, // INVALID_URL
  20: { code: 'provider/protocol', reason: 'profile' }, // INVALID_PROFILE
  21: { code: 'provider/refused', reason: 'plugin-disabled' }, // PLUGIN_DISABLED
  22: { code: 'provider/refused', reason: 'plugin-suspended' }, // PLUGIN_SUSPENDED
}

/** A refusal as a failure. Codes that no table knows are `provider/refused` with the vendor's number. */
export function failureOf(refusal: Refusal): FailureError {
  const row = refusal.code === undefined ? undefined : errorTable[refusal.code]
  const message = messageOf(refusal.message)
  const details: FailureDetails = {
    provider,
    retry: row?.retry ?? 'no',
    params: {
      reason: row?.reason ?? 'refused',
      ...(refusal.code !== undefined && { vendorCode: refusal.code }),
      ...(message !== '' && { vendorMessage: message }),
      ...(refusal.status >= 400 && { status: refusal.status }),
    },
  }
  return fail(row?.code ?? 'provider/refused', details)
}

/** The token was refused, so nothing else was done: the request may be sent again with another (codes 11 to 15, as the vendor's own client does). */
export function isTokenRefusal({ failure }: FailureError): boolean {
  const vendorCode = failure.params?.['vendorCode']
  return typeof vendorCode === 'number' && vendorCode >= 11 && vendorCode <= 15 && failure.code.startsWith('auth/')
}

/** The service or its phone has no such thing: in the error table's words (2, 3, 4, 8), or only by the HTTP status. */
export function isLacking({ failure }: FailureError): boolean {
  return failure.code === 'unsupported' || isLackingStatus(failure.params?.['status'])
}

/** A "no" that names no state which may pass: an error without a number that means something (1, 10, or one of the plug-in's own). */
export function isPlainNo({ failure }: FailureError): boolean {
  const reason = failure.params?.['reason']
  return reason === 'refused' || reason === 'unknown-error' || reason === 'refused-by-device'
}

/** It has no such path: one known server says so by the HTTP status, and that one compares paths letter by letter. */
export function isLackingPath({ failure }: FailureError): boolean {
  return isLackingStatus(failure.params?.['status'])
}

function isLackingStatus(status: unknown): boolean {
  return status === 404 || status === 405 || status === 501
}

/** The person on the phone said no, or nothing; asking again by ourselves would only open the dialog again. */
export function dialogFailure(reason: 'dialog-refused' | 'dialog-unanswered', cause?: FailureError): FailureError {
  const params = { ...cause?.failure.params, reason }
  return fail('auth/rejected', { provider, params }, cause)
}

/** An answer that is not what the document says. `what` is a closed word for the text. */
export function protocolFailure(what: string, status?: number): FailureError {
  return fail('provider/protocol', {
    provider,
    params: { reason: what, ...(status !== undefined && { status }) },
  })
}

/** A whole answer that says: not now (a proxy in front, a throttle). */
export function statusFailure(status: number): FailureError | undefined {
  const params = { status }
  if (status === 429) return fail('rate/limited', { provider, retry: 'after', retryAfterMs: 5_000, params })
  if (status === 502 || status === 503 || status === 504)
    return fail('provider/unavailable', { provider, retry: 'after', params })
  return undefined
}

export function notFound(reason: 'service' | 'no-phone-service' | 'service-offline'): FailureError {
  return fail('not-found', { provider, params: { what: 'service', reason } })
}

export function refused(reason: string): FailureError {
  return fail('provider/refused', { provider, params: { reason } })
}

export function offline(reason: string): FailureError {
  return fail('net/offline', { provider, retry: 'after', params: { reason } })
}

/** What the HTTP port failed with does not know whose request it was. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.provider !== undefined) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, provider }, thrown)
}

/** The same failure, and: the command may have gone through. */
export function withUnknownOutcome(failure: FailureError): FailureError {
  const { code, trace: _trace, ...details } = failure.failure
  return fail(code, { ...details, outcome: 'unknown' }, failure)
}

/** The vendor's words, made safe to show: one short line, no long runs that could be a token, of numbers the last three digits. */
export function messageOf(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[A-Za-z0-9+/_=-]{24,}/g, '…')
    .replace(/\d{4,}(\d{3})/g, '…$1')
    .trim()
    .slice(0, 200)
}
