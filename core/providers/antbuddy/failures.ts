import type { FailureCode } from '../../../contract/model/failure.ts'
import { fail, FailureError } from '../../failure.ts'

const provider = 'antbuddy' as const

/** What the service answered instead of a result. */
export interface Refusal {
  /** HTTP status; an error may come with 200 too (`success: false`). */
  readonly status: number
  /** The vendor's word or sentence. */
  readonly message: string | undefined
}

interface Row {
  readonly code: FailureCode
  readonly reason: string
}

/**
 * The words of the vendor's error page ("Mã lỗi"). They come with status 400, as does invalid input and, at click-to-call, a device that is not registered:
 * so the word decides before the status.
 */
const errorTable: Readonly<Record<string, Row>> = {
  APPID_NOT_FOUND: { code: 'auth/rejected', reason: 'app-id' },
  APPID_MISSING: { code: 'auth/rejected', reason: 'app-id' },
  HASH_NOT_MATCH: { code: 'auth/rejected', reason: 'hash' },
  METHOD_NOT_SUPPORT: { code: 'provider/protocol', reason: 'method' },
}

/** What a 400 without a known word means for each request. */
export type Invalid = 'sip-credentials' | 'device-not-registered' | 'history' | 'recording'

const invalidInput: Readonly<Record<Invalid, Row>> = {
  // Nothing but the SIP user and its password is in that request.
  'sip-credentials': { code: 'auth/rejected', reason: 'sip-credentials' },
  // "mã lỗi 400 là do device chưa register đến hệ thống"
  'device-not-registered': { code: 'provider/refused', reason: 'device-not-registered' },
  history: { code: 'provider/refused', reason: 'invalid-input' },
  recording: { code: 'not-found', reason: 'recording' },
}

/** A refusal as a failure: the vendor's word, then what the status means, then what a 400 means for this request. */
export function failureOf(refusal: Refusal, invalid: Invalid): FailureError {
  const { status } = refusal
  const row = errorTable[wordOf(refusal.message)] ?? rowOfStatus(status) ?? invalidInput[invalid]
  const message = messageOf(refusal.message)
  return fail(row.code, {
    provider,
    retry: row.code === 'rate/limited' || row.code === 'provider/unavailable' ? 'after' : 'no',
    params: {
      reason: row.reason,
      ...(row.code === 'not-found' && { what: 'recording' }),
      ...(message !== '' && { vendorMessage: message }),
      status,
    },
  })
}

function rowOfStatus(status: number): Row | undefined {
  switch (status) {
    case 401:
    case 403:
      return { code: 'auth/rejected', reason: 'refused' }
    case 404:
    case 405:
      return { code: 'provider/protocol', reason: 'no-such-path' }
    case 408:
    case 500:
    case 502:
    case 504:
      return { code: 'provider/unavailable', reason: 'server-error' }
    // 503 is the vendor's word for "request limit exceeded".
    case 429:
    case 503:
      return { code: 'rate/limited', reason: 'request-limit' }
    default:
      if (status >= 500) return { code: 'provider/unavailable', reason: 'server-error' }
      return status >= 300 && status < 400 ? { code: 'provider/protocol', reason: 'redirect' } : undefined
  }
}

export function isHashRefusal(thrown: unknown): boolean {
  return isReason(thrown, 'auth/rejected', 'hash')
}

export function isThrottled(thrown: unknown): thrown is FailureError {
  return thrown instanceof FailureError && thrown.failure.code === 'rate/limited'
}

/** A 400 for what the request asked, not for who asked. */
export function isInvalidInput(thrown: unknown): boolean {
  return isReason(thrown, 'provider/refused', 'invalid-input')
}

export function isNoSuchPath(thrown: unknown): boolean {
  return isReason(thrown, 'provider/protocol', 'no-such-path')
}

function isReason(thrown: unknown, code: FailureCode, reason: string): boolean {
  if (!(thrown instanceof FailureError)) return false
  return thrown.failure.code === code && thrown.failure.params?.['reason'] === reason
}

/** An answer that is not what the document says. `reason` is a closed word for the text. */
export function protocolFailure(reason: string, status?: number): FailureError {
  return fail('provider/protocol', { provider, params: { reason, ...(status !== undefined && { status }) } })
}

export function offline(reason: string): FailureError {
  return fail('net/offline', { provider, retry: 'after', params: { reason } })
}

export function rejected(
  reason: 'event-token' | 'account-id' | 'events-refused' | 'subscription',
  message?: string,
): FailureError {
  const vendorMessage = messageOf(message)
  const params = { reason, ...(vendorMessage !== '' && { vendorMessage }) }
  return fail(reason === 'subscription' ? 'provider/refused' : 'auth/rejected', { provider, params })
}

export function missingSecret(field: string): FailureError {
  return fail('auth/rejected', { provider, params: { reason: 'secret-missing', field } })
}

export function noRecording(): FailureError {
  return fail('not-found', { provider, params: { what: 'recording', reason: 'recording' } })
}

/** What the ports failed with does not know whose request it was. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.provider !== undefined) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, provider }, thrown)
}

/** The same failure, and whether the command may have gone through all the same. */
export function withOutcome(failure: FailureError, outcome: 'unknown' | undefined): FailureError {
  const { code, trace: _trace, outcome: _before, retry, ...details } = failure.failure
  if (outcome === undefined)
    return fail(code, { ...details, retry: code.startsWith('net/') ? 'after' : retry }, failure)
  return fail(code, { ...details, retry: 'no', outcome }, failure)
}

/** The same failure with the wait that the service asked for, in milliseconds. */
export function withRetryAfter(failure: FailureError, retryAfterMs: number | undefined): FailureError {
  if (retryAfterMs === undefined || failure.failure.retry !== 'after') return failure
  const { code, trace: _trace, ...details } = failure.failure
  return fail(code, { ...details, retryAfterMs }, failure)
}

function wordOf(message: string | undefined): string {
  return (message ?? '')
    .trim()
    .toUpperCase()
    .replace(/[\s-]+/g, '_')
}

/** The vendor's words, made safe to show: one short line, no long runs that could be a token, of numbers the last three digits. */
export function messageOf(text: string | undefined): string {
  return (text ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[A-Za-z0-9+/=-]{24,}/g, '…')
    .replace(/\d{4,}(\d{3})/g, '…$1')
    .trim()
    .slice(0, 200)
}
