import type { Failure, FailureCode } from '../../../contract/model/failure.ts'
import { fail, FailureError } from '../../failure.ts'

const provider = 'iotcall' as const

interface Row {
  readonly code: FailureCode
  readonly reason: string
  readonly retry?: 'after'
}

/** The document names no error at all. These are what HTTP says, and what its framework (Laravel, by the headers it shows) answers. */
const statusTable: Readonly<Record<number, Row>> = {
  400: { code: 'provider/refused', reason: 'refused' },
  401: { code: 'auth/rejected', reason: 'auth-code' },
  403: { code: 'auth/rejected', reason: 'forbidden' },
  404: { code: 'not-found', reason: 'url-key' },
  405: { code: 'unsupported', reason: 'method' },
  408: { code: 'provider/unavailable', reason: 'timeout', retry: 'after' },
  422: { code: 'provider/refused', reason: 'refused' },
  429: { code: 'rate/limited', reason: 'too-many-requests', retry: 'after' },
}

const notFoundWhat = 'rule'
const usualWaitMs = 10_000

/** A refusal by HTTP status, with the service's own sentence where it gave one. */
export function statusFailure(status: number, message: string | undefined, retryAfterMs?: number): FailureError {
  const row = statusTable[status] ?? usualRow(status)
  return fail(row.code, {
    provider,
    retry: row.retry ?? 'no',
    ...(row.code === 'rate/limited' && { retryAfterMs: retryAfterMs ?? usualWaitMs }),
    params: {
      ...(row.code === 'not-found' && { what: notFoundWhat }),
      reason: row.reason,
      status,
      ...vendorMessage(message),
    },
  })
}

function usualRow(status: number): Row {
  if (status >= 500) return { code: 'provider/unavailable', reason: 'server-error', retry: 'after' }
  if (status >= 400) return { code: 'provider/refused', reason: 'refused' }
  return { code: 'provider/protocol', reason: status >= 300 ? 'redirect' : 'status' }
}

/**
 * HTTP 200, but `status` is not "ok". Only the sentence can tell whether the AuthCode was meant; a wrong guess would send the person to the wrong field, so just
 * those that begin with it count.
 */
export function refusal(message: string | undefined): FailureError {
  const isAboutSignIn = /^\s*(?:認証|auth ?code|unauthori[sz]ed|unauthenticated|authentication)/i.test(message ?? '')
  const params = { reason: isAboutSignIn ? 'auth-code' : 'refused', ...vendorMessage(message) }
  return fail(isAboutSignIn ? 'auth/rejected' : 'provider/refused', { provider, params })
}

/** An answer that is not what the document says. `reason` is a closed word for the text. */
export function protocolFailure(reason: string, status?: number): FailureError {
  return fail('provider/protocol', { provider, params: { reason, ...(status !== undefined && { status }) } })
}

export function invalid(field: string, reason: string): FailureError {
  return fail('input/invalid', { provider, params: { field, reason } })
}

export function unknownRule(rule: string): FailureError {
  return fail('not-found', { provider, params: { what: 'rule', id: rule } })
}

export function unknownFiring(): FailureError {
  return fail('not-found', { provider, params: { what: 'firing' } })
}

/** Another process is in the middle of dialling through this rule. */
export function listInUse(): FailureError {
  const retry = { retry: 'after', retryAfterMs: 10_000 } as const
  return fail('provider/unavailable', { provider, ...retry, params: { reason: 'list-in-use' } })
}

/** What the HTTP port failed with does not know whose request it was. */
export function asOurs(thrown: unknown): unknown {
  if (!(thrown instanceof FailureError) || thrown.failure.provider !== undefined) return thrown
  const { code, trace: _trace, ...details } = thrown.failure
  return fail(code, { ...details, provider }, thrown)
}

/** The same failure, and: the command may have gone through. */
export function withUnknownOutcome({ failure }: FailureError): FailureError {
  const { code, trace: _trace, retryAfterMs: _wait, ...details } = failure
  return fail(code, { ...details, retry: 'no', outcome: 'unknown' })
}

/** After these a command may have been carried out: the answer is unreadable, or something between us and the service lost it. */
export function mayHaveGoneThrough({ code, params }: Failure): boolean {
  const status = params?.['status']
  return code === 'provider/protocol' || (code === 'provider/unavailable' && status !== 503)
}

/** There is no such path at this service: by status, as no document says how it would say so. */
export function isLackingPath(thrown: unknown): boolean {
  if (!(thrown instanceof FailureError)) return false
  const status = thrown.failure.params?.['status']
  return status === 404 || status === 405
}

/** The vendor's words, made safe to show: one short line, no long runs that could be a key, of numbers the last three digits. */
function vendorMessage(text: string | undefined): { vendorMessage?: string } {
  const message = (text ?? '')
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/[A-Za-z0-9+/_=-]{16,}/g, '…')
    .replace(/\d{4,}(\d{3})/g, '…$1')
    .trim()
    .slice(0, 200)
  return message === '' ? {} : { vendorMessage: message }
}
