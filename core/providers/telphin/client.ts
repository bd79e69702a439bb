import { FailureError } from '../../failure.ts'
import { backoffDelay } from '../../net/backoff.ts'
import { pause } from '../../net/pause.ts'
import type { PollQuota } from '../../net/poller.ts'
import type {
  Clock,
  Http,
  HttpClient,
  HttpDownload,
  HttpMethod,
  HttpRequest,
  HttpResponse,
  Log,
} from '../../ports/index.ts'
import type { AccountVault } from '../../provider.ts'
import { Authorisation } from './auth.ts'
import { asOurs, failureOf, isTokenRefusal, withUnknownOutcome } from './failures.ts'
import type { Wanted } from './failures.ts'
import type { TelphinSettings } from './settings.ts'
import { quotaOf, refusalOf } from './wire.ts'

export interface ApiRequest {
  readonly method: HttpMethod
  /** After `/api/ver1.0`; with the slash at the end where the documents have one. */
  readonly path: string
  readonly query?: readonly (readonly [name: string, value: string])[]
  /** A JSON text. */
  readonly json?: string
  /** What a 404 would mean. */
  readonly wanted?: Wanted
  readonly timeoutMs?: number
}

const apiPath = '/api/ver1.0'
/** The vendor's rules demand it of every request. */
const compressed = { 'Accept-Encoding': 'gzip' }
/** A range counts the bytes as they are stored, so a recording is better not compressed. */
const asStored = { 'Accept-Encoding': 'identity' }

/** A GET is asked again while the service is busy or not reached; somebody else's history query may take some seconds. */
const attempts = 4
const busyAttempts = 8
const backoff = { baseMs: 1_000, capMs: 8_000 }
/** Longer waits are the caller's matter: the hourly quota may be over for an hour. */
const longestWaitMs = 15_000

export interface TelphinClientParts {
  readonly http: Http
  readonly clock: Clock
  readonly vault: AccountVault
  readonly log: Log
}

/** Requests with a token. One that was refused for its token was not carried out, so it goes out again with another, commands too; nothing else is sent twice but a GET. */
export class TelphinClient {
  readonly #http: HttpClient
  readonly #clock: Clock
  readonly #authorisation: Authorisation
  /** What the last answer said of the hour's quota. */
  #quota: PollQuota | undefined

  constructor({ http, clock, vault, log }: TelphinClientParts, { baseUrl, clientId }: TelphinSettings) {
    this.#clock = clock
    this.#http = http.open({
      baseUrl,
      prepare: (request) => ({ ...request, headers: { ...compressed, ...request.headers } }),
    })
    this.#authorisation = new Authorisation({ http: this.#http, clientId, vault, clock, log })
  }

  get quota(): PollQuota | undefined {
    return this.#quota
  }

  /**
   * The answer, if it is no refusal.
   * @throws FailureError as failures.ts maps the refusal; a command that may have been carried out says `outcome: 'unknown'`
   */
  async send(request: ApiRequest, signal: AbortSignal): Promise<HttpResponse> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#sendOnce(request, signal)
      } catch (thrown) {
        const wait = request.method === 'GET' ? this.#waitAfter(thrown, attempt) : undefined
        if (wait === undefined) throw thrown
        await pause(this.#clock, wait, signal)
      }
    }
  }

  /** A file of any length, whatever the status; `range` is a Range header's value. A service that insists on compression, even here, is asked again with it. */
  async download(path: string, range: string | undefined, signal: AbortSignal): Promise<HttpDownload> {
    const answer = await this.#file(path, { ...asStored, ...(range !== undefined && { Range: range }) }, signal)
    if (answer.status !== 400 && answer.status !== 406) return answer
    await discard(answer)
    return this.#file(path, range === undefined ? compressed : { ...compressed, Range: range }, signal)
  }

  async #file(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<HttpDownload> {
    const request: HttpRequest = { method: 'GET', path: `${apiPath}${path}`, headers: { Accept: '*/*', ...headers } }
    const ask = async (signed: (request: HttpRequest) => HttpRequest) => {
      const answer = await this.#http.download(signed(request), signal)
      if (isTokenRefusal(answer)) await discard(answer)
      return answer
    }
    return this.#withToken(ask, isTokenRefusal, signal)
  }

  async #sendOnce({ method, path, query, json, wanted = 'request', timeoutMs }: ApiRequest, signal: AbortSignal) {
    const request: HttpRequest = {
      method,
      path: `${apiPath}${path}`,
      ...(query && { query }),
      ...(json !== undefined && { body: json, headers: { 'Content-Type': 'application/json' } }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    }
    const send = (signed: (request: HttpRequest) => HttpRequest) => this.#http.send(signed(request), signal)
    const response = await this.#withToken(send, (answer) => refusalOf(answer)?.status === 401, signal)
    this.#quota = quotaOf(response) ?? this.#quota
    const refusal = refusalOf(response)
    if (refusal === undefined) return response
    const failure = failureOf(refusal, wanted)
    // 503 says "not now"; after any other error of the server nobody knows how far it came.
    const unclear = method !== 'GET' && refusal.status >= 500 && refusal.status !== 503
    throw unclear ? withUnknownOutcome(failure) : failure
  }

  async #withToken<T>(
    use: (signed: (request: HttpRequest) => HttpRequest) => Promise<T>,
    isRefused: (answer: T) => boolean,
    signal: AbortSignal,
  ): Promise<T> {
    const token = await this.#authorisation.token(signal)
    try {
      const answer = await use(withBearer(token))
      if (!isRefused(answer)) return answer
      return await use(withBearer(await this.#authorisation.renew(token, signal)))
    } catch (thrown) {
      throw asOurs(thrown)
    }
  }

  /** How long to wait before a GET is asked again; undefined where that would not help or takes too long. */
  #waitAfter(thrown: unknown, attempt: number): number | undefined {
    if (!(thrown instanceof FailureError) || thrown.failure.retry === 'no') return undefined
    const { retryAfterMs, params, code } = thrown.failure
    if (code.startsWith('net/')) return undefined
    if (attempt >= (params?.['reason'] === 'concurrent' ? busyAttempts : attempts)) return undefined
    if (params?.['reason'] === 'hourly-quota' && retryAfterMs === undefined) return undefined
    const wait = retryAfterMs ?? backoffDelay(attempt, backoff, this.#clock.random())
    return wait <= longestWaitMs ? wait : undefined
  }
}

function withBearer(token: string) {
  return (request: HttpRequest): HttpRequest => ({
    ...request,
    headers: { Authorization: `Bearer ${token}`, ...request.headers },
  })
}

/** Leaving the loop ends the request. */
export async function discard({ body }: HttpDownload): Promise<void> {
  await body[Symbol.asyncIterator]().return?.()
}
