import { fail, FailureError } from '../../failure.ts'
import type { FailureDetails } from '../../failure.ts'
import { systemCode } from '../disk-failure.ts'
import type { Flight } from './flight.ts'

/** The far end was not reached, or the line broke. */
const BROKEN_LINE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'EADDRNOTAVAIL',
  'EPIPE',
  'ENOTCONN',
  'EACCES',
  'EPERM',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ERR_PROXY_TUNNEL',
  'ERR_PROXY_INVALID_CONFIG',
])

/** Certificates that are not believed, in closed words; every other TLS error is a `handshake`. */
const TLS_REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
}

/**
 * Whatever a request ended with, as a FailureError that holds nothing of the request but its host: the HTTP library's errors carry headers and body.
 * A request other than GET that had left says `outcome: 'unknown'` and is not to be repeated.
 */
export function httpFailure(thrown: unknown, flight: Flight, host: string): FailureError {
  if (thrown instanceof FailureError) return thrown
  const unknownOutcome = flight.left && flight.request.method !== 'GET'
  const common: FailureDetails = unknownOutcome ? { retry: 'no', outcome: 'unknown' } : { retry: 'after' }
  const because = (reason: string): FailureDetails => ({ ...common, params: { host, reason } })
  if (flight.endedBy === 'caller') return endedByCaller(flight.endedBecause, unknownOutcome)
  if (flight.endedBy === 'private-address') return privateAddress(host)
  if (flight.endedBy === 'deadline') return fail('net/timeout', because(flight.left ? 'no-answer' : 'no-connection'))
  const code = systemCode(thrown) ?? ''
  const tls = tlsReason(code)
  if (tls !== undefined) return fail('net/tls', { ...because(tls), retry: 'no' })
  if (code === 'ETIMEDOUT') return fail('net/timeout', because(flight.left ? 'no-answer' : 'no-connection'))
  if (BROKEN_LINE.has(code)) return fail('net/offline', because(code))
  if (code.startsWith('HPE_') || code.startsWith('Z_') || code === 'ERR_INVALID_HTTP_TOKEN') {
    return fail('provider/protocol', { ...because('not-http'), retry: 'no' })
  }
  if (code === 'ERR_BAD_RESPONSE') return badResponse(thrown, because)
  return fail('bug', { ...because(code || 'unknown'), retry: 'no' })
}

/** The same for a host that is private by its look and for one whose name led there. */
export function privateAddress(host: string): FailureError {
  return fail('provider/protocol', { params: { host, reason: 'url-private' } })
}

/** A caller may say why it ended the request, for example that its own time limit was over; otherwise it is just `aborted`. */
function endedByCaller(because: unknown, unknownOutcome: boolean): FailureError {
  const { code, retry } =
    because instanceof FailureError ? because.failure : ({ code: 'aborted', retry: 'no' } as const)
  return fail(code, unknownOutcome ? { retry: 'no', outcome: 'unknown' } : { retry })
}

/** axios has one code for an answer that is too long and one that broke off; only its message tells them apart. */
function badResponse(thrown: unknown, because: (reason: string) => FailureDetails): FailureError {
  const tooLarge = thrown instanceof Error && thrown.message.startsWith('maxContentLength')
  if (tooLarge) return fail('provider/protocol', { ...because('too-large'), retry: 'no' })
  return fail('net/offline', because('ECONNRESET'))
}

function tlsReason(code: string): string | undefined {
  if (TLS_REASONS[code] !== undefined) return TLS_REASONS[code]
  return /^(?:ERR_TLS_|ERR_SSL_|ERR_OSSL_|CERT_|EPROTO$)/.test(code) ? 'handshake' : undefined
}
