import type { Backoff } from '../../net/backoff.ts'
import { retryAfterMs, sendPatiently } from '../../net/retry.ts'
import type { Clock, Http, HttpClient, HttpRequest, HttpResponse } from '../../ports/index.ts'
import type { Credentials } from './auth.ts'
import { fail, FailureError } from '../../failure.ts'
import { asOurs, mayHaveGoneThrough, protocolFailure, withUnknownOutcome } from './failures.ts'
import { readReply } from './wire.ts'
import type { Reply } from './wire.ts'

export type Query = readonly (readonly [name: string, value: string])[]

/** The document prints this header for every history, though they have no body: harmless, and so it is sent. */
const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

const timeoutMs = 30_000
/** A whole account's history is one answer: the service gathers and sends it in one piece. */
const historyTimeoutMs = 120_000

const attempts = 3
const backoff: Backoff = { baseMs: 1_000, capMs: 8_000 }

/** The requests of the document, each as it prints them. A rule's name is not its key; the key is read from the vault here. */
export class IotCallClient {
  readonly #http: HttpClient
  readonly #clock: Clock
  readonly #credentials: Credentials

  constructor(http: Http, baseUrl: string, credentials: Credentials, clock: Clock) {
    this.#clock = clock
    this.#credentials = credentials
    this.#http = http.open({
      baseUrl,
      prepare: async (request) => ({
        ...request,
        headers: { Authorization: await credentials.authCode(), ...request.headers },
      }),
    })
  }

  /** ① Calls everybody who is checked. Sent once; a failure with `outcome: 'unknown'` may have called. */
  async fire(rule: string, signal: AbortSignal): Promise<Reply> {
    const path = await this.#rulePath(rule, 'call')
    const reply = await naming(rule, this.#command({ method: 'POST', path, timeoutMs }, signal))
    if (!reply.saysOk) throw withUnknownOutcome(protocolFailure('no-status'))
    return reply
  }

  /** ② */
  async numbers(rule: string, signal: AbortSignal): Promise<Reply> {
    const path = await this.#rulePath(rule, 'tel')
    return naming(rule, this.#get({ method: 'GET', path, timeoutMs }, signal))
  }

  /** ③ Overwrites the whole list. Sent once. */
  async putNumbers(rule: string, body: string, signal: AbortSignal): Promise<void> {
    const path = await this.#rulePath(rule, 'tel')
    await this.#command({ method: 'PUT', path, headers: form, body, timeoutMs }, signal)
  }

  /** ④ A and D: `log` is the last part of the path. */
  async accountLog(log: string, query: Query, signal: AbortSignal): Promise<Reply> {
    return this.#history(`/pattern/${log}`, query, signal)
  }

  /** ④ B to E: `log` may be a firing id. */
  async ruleLog(rule: string, log: string, query: Query, signal: AbortSignal): Promise<Reply> {
    return this.#history(await this.#rulePath(rule, log), query, signal)
  }

  async #history(path: string, query: Query, signal: AbortSignal): Promise<Reply> {
    return this.#get({ method: 'GET', path, query, headers: form, timeoutMs: historyTimeoutMs }, signal)
  }

  async #get(request: HttpRequest, signal: AbortSignal): Promise<Reply> {
    const options = { clock: this.#clock, attempts, backoff }
    const response = await ours(sendPatiently(this.#http, request, options, signal))
    return this.#read(response)
  }

  async #command(request: HttpRequest, signal: AbortSignal): Promise<Reply> {
    const response = await ours(this.#http.send(request, signal))
    // The document does not show what PUT answers: nothing at all is good enough there.
    if (request.method === 'PUT' && response.status < 300 && response.body.trim() === '')
      return { documents: [], message: undefined, saysOk: false }
    try {
      return this.#read(response)
    } catch (thrown) {
      if (thrown instanceof FailureError && mayHaveGoneThrough(thrown.failure)) throw withUnknownOutcome(thrown)
      throw thrown
    }
  }

  #read(response: HttpResponse): Reply {
    return readReply(response, retryAfterMs(response, this.#clock.now()))
  }

  async #rulePath(rule: string, last: string): Promise<string> {
    const key = await this.#credentials.urlKey(rule)
    return `/pattern/${encodeURIComponent(key)}/${last}`
  }
}

/** 404 here means that the key is not one of this account's rules: of which of them, the person must know. */
async function naming<T>(rule: string, sending: Promise<T>): Promise<T> {
  try {
    return await sending
  } catch (thrown) {
    if (!(thrown instanceof FailureError) || thrown.failure.code !== 'not-found') throw thrown
    const { code, trace: _trace, params, ...details } = thrown.failure
    throw fail(code, { ...details, params: { ...params, id: rule } }, thrown)
  }
}

async function ours<T>(sending: Promise<T>): Promise<T> {
  try {
    return await sending
  } catch (thrown) {
    throw asOurs(thrown)
  }
}
