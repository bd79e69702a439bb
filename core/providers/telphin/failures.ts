import type { FailureCode } from '../../../contract/model/failure.ts'
import { fail, FailureError } from '../../failure.ts'
import type { HttpResponse } from '../../ports/index.ts'

const provider = 'telphin' as const

/** What the service answered instead of a result: `{ message, status? }`, or OAuth's `{ error, error_description? }`. */
export interface Refusal {
  /** HTTP status; it is 4xx for what the vendor documents. */
  readonly status: number
  /** The vendor's word for programs. */
  readonly word: string | undefined
  /** The vendor's sentence. */
  readonly message: string | undefined
  /** Until the hour's quota is whole again, where the answer says so. */
  readonly resetMs?: number | undefined
}

interface Row {
  readonly code: FailureCode
  readonly reason: string
}

/** The words of the vendor's page of errors ("RAL 44302395"), and what each means to us. */
const errorTable: Readonly<Record<string, Row>> = {
  access_denied: { code: 'provider/refused', reason: 'access-denied' },
  user_blocked: { code: 'auth/rejected', reason: 'user-blocked' },
  user_access_type_deny: { code: 'provider/refused', reason: 'user-may-only-read' },
  // "Some of the resources may not be available by default due to the type of application": one of the level "Call API" instead of "All".
  app_access_type_deny: { code: 'unsupported', reason: 'app-access' },
  client_not_found: { code: 'not-found', reason: 'client' },
  rate_limit_exceeded: { code: 'rate/limited', reason: 'hourly-quota' },
  invalid_client: { code: 'auth/rejected', reason: 'client-credentials' },
  unauthorized_client: { code: 'auth/rejected', reason: 'application-type' },
  unsupported_grant_type: { code: 'auth/rejected', reason: 'application-type' },
}

/** What the person wanted, for refusals whose meaning depends on it. */
export type Wanted = 'token' | 'extension' | 'recording' | 'call' | 'request'

/** A refusal as a failure: the vendor's word decides, then the HTTP status. */
export function failureOf(refusal: Refusal, wanted: Wanted): FailureError {
  const { status, word, resetMs } = refusal
  const row = rowOf(refusal, wanted)
  const message = messageOf(refusal.message)
  const waits = row.code === 'rate/limited' || row.code === 'provider/unavailable'
  return fail(row.code, {
    provider,
    retry: waits ? 'after' : 'no',
    ...(row.reason === 'hourly-quota' && resetMs !== undefined && { retryAfterMs: resetMs }),
    params: {
      reason: row.reason,
      ...(row.code === 'not-found' && { what: row.reason }),
      ...(word !== undefined && /^[\w-]{1,64}$/.test(word) && { vendorCode: word }),
      ...(message !== '' && { vendorMessage: message }),
      status,
    },
  })
}

function rowOf({ status, word, message }: Refusal, wanted: Wanted): Row {
  // "/oauth: 20 requests a second, 6 connections": over in a moment.
  if (status === 429 && wanted === 'token') return { code: 'rate/limited', reason: 'sign-in-limit' }
  const known = word !== undefined && Object.hasOwn(errorTable, word) ? errorTable[word] : undefined
  if (known) return known
  // "Stats request already exists, concurrent request not allowed": somebody's history query still runs; it comes without a word.
  if (status === 429)
    return { code: 'rate/limited', reason: /concurrent/i.test(message ?? '') ? 'concurrent' : 'hourly-quota' }
  if (status >= 500) return { code: 'provider/unavailable', reason: 'server-error' }
  if (status >= 300 && status < 400) return { code: 'provider/protocol', reason: 'redirect' }
  if (status === 401) return { code: 'auth/rejected', reason: 'token' }
  // "Wrong credentials: 400", and nothing else is in a token request.
  if (wanted === 'token') return { code: 'auth/rejected', reason: 'client-credentials' }
  if (status === 403) return { code: 'provider/refused', reason: 'forbidden' }
  if (status === 404 || status === 405) return { code: 'not-found', reason: wanted === 'request' ? 'path' : wanted }
  return { code: 'provider/refused', reason: 'refused' }
}

/** The token was refused, so nothing else was done: the request may be sent again with another. */
export function isTokenRefusal(response: Pick<HttpResponse, 'status'>): boolean {
  return response.status === 401
}

/** The service has no such thing, or no such path. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof FailureError && thrown.failure.code === 'not-found'
}

/** The application or its user may not: asking again changes nothing. */
export function isDenied(thrown: unknown): boolean {
  if (!(thrown instanceof FailureError)) return false
  return thrown.failure.code === 'unsupported' || thrown.failure.params?.['status'] === 403
}

/** An answer that is not what the document says. `what` is a closed word for the text. */
export function protocolFailure(what: string, status?: number): FailureError {
  return fail('provider/protocol', { provider, params: { reason: what, ...(status !== undefined && { status }) } })
}

export function missingSecret(): FailureError {
  return fail('auth/rejected', { provider, params: { field: 'clientSecret', reason: 'required' } })
}

/** What the person must choose in the account's settings. */
export function chooseExtension(reason: 'required' | 'not-found'): FailureError {
  return fail('input/invalid', { provider, params: { field: 'extensionId', reason } })
}

export function invalidProperty(field: string, reason: string): FailureError {
  return fail('input/invalid', { provider, params: { field, reason } })
}

export function noRecording(): FailureError {
  return fail('not-found', { provider, params: { what: 'recording', reason: 'recording' } })
}

/** What the HTTP port failed with does not know whose request it was. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.provider !== undefined) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, provider }, thrown)
}

/** The same failure, and: the command may have gone through. */
export function withUnknownOutcome(failure: FailureError): FailureError {
  const { code, trace: _trace, retryAfterMs: _never, ...details } = failure.failure
  return fail(code, { ...details, retry: 'no', outcome: 'unknown' }, failure)
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
