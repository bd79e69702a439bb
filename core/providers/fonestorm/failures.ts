import type { FailureCode } from '../../../contract/model/failure.ts'
import { fail, FailureError } from '../../failure.ts'
import type { FailureDetails } from '../../failure.ts'

const provider = 'fonestorm' as const

/** What the service answered instead of success: "Error" of the vendor's swagger file, `{ error, message, status_code }`. */
export interface Refusal {
  readonly status: number
  /** The name of the error. */
  readonly error: string | undefined
  readonly message: string | undefined
  /** What the Retry-After header asks for. */
  readonly retryAfterMs: number | undefined
}

interface Row {
  readonly code: FailureCode
  readonly reason: string
}

const errorTable: Readonly<Record<number, Row>> = {
  400: { code: 'provider/refused', reason: 'bad-request' },
  401: { code: 'auth/rejected', reason: 'token' },
  402: { code: 'provider/refused', reason: 'payment' },
  403: { code: 'provider/refused', reason: 'forbidden' },
  404: { code: 'not-found', reason: 'not-found' },
  405: { code: 'unsupported', reason: 'method' },
  408: { code: 'provider/unavailable', reason: 'timeout' },
  409: { code: 'provider/refused', reason: 'conflict' },
  422: { code: 'provider/refused', reason: 'bad-request' },
  429: { code: 'rate/limited', reason: 'throttled' },
  500: { code: 'provider/unavailable', reason: 'server-error' },
  501: { code: 'unsupported', reason: 'not-implemented' },
  502: { code: 'provider/unavailable', reason: 'gateway' },
  503: { code: 'provider/unavailable', reason: 'unavailable' },
  504: { code: 'provider/unavailable', reason: 'gateway' },
}

/** "Limited to 10 requests per second": the status that says so is not documented, and 503 may as well be an outage. */
const throttledMs = 1_000

/** An answer that is no success, as a failure. A status that no table knows is what its class says. */
export function failureOf(refusal: Refusal): FailureError {
  const { status, error, message, retryAfterMs } = refusal
  const { code, reason } = rowOf(refusal)
  const words = messageOf(message ?? error)
  const later = code === 'rate/limited' || code === 'provider/unavailable'
  const wait = retryAfterMs ?? (code === 'rate/limited' ? throttledMs : undefined)
  const details: FailureDetails = {
    provider,
    retry: later ? 'after' : 'no',
    ...(later && wait !== undefined && { retryAfterMs: wait }),
    params: { reason, status, ...(words !== '' && { vendorMessage: words }) },
  }
  return fail(code, details)
}

function rowOf({ status, error, message, retryAfterMs }: Refusal): Row {
  const throttled = retryAfterMs !== undefined || /limit|too many|per second|in a second/i.test(`${error} ${message}`)
  if (status === 503 && throttled) return { code: 'rate/limited', reason: 'throttled' }
  const known = errorTable[status]
  if (known !== undefined) return known
  if (status >= 500) return { code: 'provider/unavailable', reason: 'server-error' }
  if (status >= 400) return { code: 'provider/refused', reason: 'refused' }
  return { code: 'provider/protocol', reason: status >= 300 ? 'redirect' : 'status' }
}

/**
 * Whether a command with this answer may have been carried out all the same: whoever answers "too many", "no such token" or "bad request" has done nothing; one
 * that broke on the way, a gateway that lost the answer, or a success that cannot be read says nothing of the sort.
 */
export function mayHaveGoneThrough(status: number): boolean {
  return status < 300 || [303, 408, 500, 502, 504].includes(status)
}

/** The token was refused, so nothing else was done: the request may be sent again with another. */
export function isTokenRefusal({ failure }: FailureError): boolean {
  return failure.code === 'auth/rejected' && failure.params?.['reason'] === 'token'
}

/** The service has no such request: older and newer generations differ, and the document shows only some. */
export function isLacking({ failure }: FailureError): boolean {
  return ['not-found', 'unsupported', 'provider/refused', 'provider/protocol'].includes(failure.code)
}

/** A wrong name or password. */
export function signInRefused(cause: FailureError): FailureError {
  const { params } = cause.failure
  return fail('auth/rejected', { provider, params: { ...params, reason: 'credentials' } }, cause)
}

/** The account has only a token, and it is valid no more. */
export function tokenExpired(cause: FailureError): FailureError {
  const { params } = cause.failure
  return fail('auth/expired', { provider, params: { ...params, reason: 'token' } }, cause)
}

/** An answer that is not what the document says. `what` is a closed word for the text. */
export function protocolFailure(what: string, status?: number): FailureError {
  const params = { reason: what, ...(status !== undefined && { status }) }
  return fail('provider/protocol', { provider, params })
}

export function invalid(field: string, reason: string): FailureError {
  return fail('input/invalid', { provider, params: { field, reason } })
}

export function unsupported(what: string, cause: FailureError): FailureError {
  const { params } = cause.failure
  return fail('unsupported', { provider, params: { ...params, what } }, cause)
}

/** What a port failed with does not know whose request it was. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.provider !== undefined) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, provider }, thrown)
}

/** The same failure, and: the command may have gone through. */
export function withUnknownOutcome(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError)) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, retry: 'no', outcome: 'unknown' }, thrown)
}

/** The same failure of a request that may be repeated without harm: a lost answer matters to nobody. */
export function withoutOutcome(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.outcome === undefined) return thrown
  const { code, trace: _trace, outcome: _harmless, ...details } = thrown.failure
  return fail(code, { ...details, retry: code === 'aborted' ? 'no' : 'after' }, thrown)
}

/** The vendor's words, made safe to show: one short line, no long runs that could be a token, of numbers the last three digits. */
export function messageOf(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[A-Za-z0-9+/_=.-]{24,}/g, '…')
    .replace(/\d{4,}(\d{3})/g, '…$1')
    .trim()
    .slice(0, 200)
}
