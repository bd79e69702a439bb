import { RateLimiter } from '../../net/rate-limiter.ts'
import { sendPatiently } from '../../net/retry.ts'
import type { Clock, Http, HttpClient, HttpMethod, HttpRequest } from '../../ports/index.ts'
import { asOurs, mayHaveGoneThrough, withoutOutcome, withUnknownOutcome } from './failures.ts'
import type { FoneStormSettings } from './settings.ts'
import { readReply } from './wire.ts'
import type { ReplyBody } from './wire.ts'

export interface FoneStormRequest {
  readonly method: HttpMethod
  readonly path: string
  /** As wire.ts writes it. */
  readonly body?: string
  readonly token?: string
  /** Sending it twice would do it twice: when nobody knows whether it was carried out, the failure says so. */
  readonly once?: boolean
  readonly timeoutMs: number
}

/**
 * "Limited to 10 requests per second". On their way requests move together, so that those of a whole second could arrive within less: our second is a little
 * longer.
 */
const mostRequests = 10
const withinMs = 1_100
/** Another program may use up the account's second: a reading then waits, in all some seconds. */
const attempts = 3
const backoff = { baseMs: 2_000, capMs: 8_000 }
const longestWaitMs = 10_000

/** Requests as the document prints them, never more than the account may send. Not signed in; see authorised-client.ts. */
export class FoneStormClient {
  readonly #clock: Clock
  /** Waits for its turn before every attempt. */
  readonly #paced: Pick<HttpClient, 'send'>

  constructor(http: Http, clock: Clock, { baseUrl }: Pick<FoneStormSettings, 'baseUrl'>) {
    const client = http.open({ baseUrl })
    const limiter = new RateLimiter(clock, mostRequests, withinMs)
    this.#clock = clock
    this.#paced = {
      async send(request, signal) {
        await limiter.take(signal)
        return client.send(request, signal)
      },
    }
  }

  /**
   * The body of a success.
   * @throws FailureError as failures.ts maps the refusal; a request that is sent `once` and may have been carried out says `outcome: 'unknown'`
   */
  async send(
    { method, path, body, token, once = false, timeoutMs }: FoneStormRequest,
    signal: AbortSignal,
  ): Promise<ReplyBody> {
    const headers = {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      Accept: 'application/json',
      ...(token !== undefined && { token }),
    }
    const request: HttpRequest = { method, path, headers, ...(body !== undefined && { body }), timeoutMs }
    const patience = { clock: this.#clock, attempts, backoff, longestWaitMs, onlyAnswered: true }
    const response = await sendPatiently(this.#paced, request, patience, signal).catch((thrown: unknown) => {
      throw once ? asOurs(thrown) : withoutOutcome(asOurs(thrown))
    })
    const reply = readReply(response, this.#clock.now())
    if (reply.ok) return reply.body
    throw once && mayHaveGoneThrough(reply.status) ? withUnknownOutcome(reply.failure) : reply.failure
  }
}
