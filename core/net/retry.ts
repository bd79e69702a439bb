import { FailureError } from '../failure.ts'
import type { Clock, HttpClient, HttpRequest, HttpResponse } from '../ports/index.ts'
import { backoffDelay } from './backoff.ts'
import type { Backoff } from './backoff.ts'
import { pause } from './pause.ts'

export interface RetryOptions {
  readonly clock: Clock
  /** In all, the first included. */
  readonly attempts: number
  readonly backoff: Backoff
  /** A service that asks for a longer wait gets none: its answer is the caller's. In milliseconds; default 30 s. */
  readonly longestWaitMs?: number
  /** Only what the service itself says is repeated: a service that cannot be reached fails at once. */
  readonly onlyAnswered?: boolean
}

const DEFAULT_LONGEST_WAIT_MS = 30_000

/** Sends a GET again while the service says "later" (429, 503) or is not reached. Anything else is sent once: a command may have gone through. */
export async function sendPatiently(
  client: Pick<HttpClient, 'send'>,
  request: HttpRequest,
  options: RetryOptions,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const { clock, backoff, longestWaitMs = DEFAULT_LONGEST_WAIT_MS } = options
  const attempts = request.method === 'GET' ? options.attempts : 1
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await attemptOnce(client, request, signal)
    const asked = outcome instanceof FailureError ? outcome.failure.retryAfterMs : retryAfterMs(outcome, clock.now())
    const wait = asked ?? backoffDelay(attempt, backoff, clock.random())
    if (attempt >= attempts || !canHelp(outcome, options) || wait > longestWaitMs) {
      if (outcome instanceof FailureError) throw outcome
      return outcome
    }
    await pause(clock, wait, signal)
  }
}

/** What the Retry-After header asks for, in milliseconds from `now`; undefined without a readable one. Seconds or a date (RFC 9110, 10.2.3). */
export function retryAfterMs({ headers }: Pick<HttpResponse, 'headers'>, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000)
  // Date.parse reads almost anything; an HTTP date begins with the day's name.
  const date = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

async function attemptOnce(
  client: Pick<HttpClient, 'send'>,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<HttpResponse | FailureError> {
  try {
    return await client.send(request, signal)
  } catch (thrown) {
    if (thrown instanceof FailureError) return thrown
    throw thrown
  }
}

function canHelp(outcome: HttpResponse | FailureError, { onlyAnswered = false }: RetryOptions): boolean {
  if (outcome instanceof FailureError) return !onlyAnswered && outcome.failure.retry !== 'no'
  return outcome.status === 429 || outcome.status === 503
}
