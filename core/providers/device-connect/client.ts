import type { Failure } from '../../../contract/model/failure.ts'
import { sendPatiently } from '../../net/retry.ts'
import type { Clock, Http, HttpClient, HttpMethod, HttpRequest } from '../../ports/index.ts'
import { asOurs, withUnknownOutcome } from './failures.ts'
import type { DeviceConnectSettings } from './settings.ts'
import { readReply } from './wire.ts'
import type { ReplyBody } from './wire.ts'

export type Query = readonly (readonly [name: string, value: string])[]

export interface GotapiRequest {
  readonly method: HttpMethod
  /** As the document prints it: one known server compares letter by letter. */
  readonly path: string
  readonly query?: Query
  readonly timeoutMs: number
}

/** Longer than the 60 s after which the service itself gives up on a device, so that its answer is heard. */
export const deviceTimeoutMs = 65_000
/** The document knows no throttle, but something may stand before the service: a reading that it turns away is tried again. */
const attempts = 3
const backoff = { baseMs: 1_000, capMs: 4_000 }

/** The page prints this header for its requests, which have no body: harmless, and so it is sent. */
const printedWithContentType: ReadonlySet<string> = new Set([
  '/gotapi/phone/call',
  '/gotapi/phone/onconnect',
  '/gotapi/phone/set',
])

/** Both origin headers (`X-GotAPI-Origin` is for apps that are no web page, and wins where both are known), in HTTP and in the WebSocket's upgrade. */
export function originHeaders({ origin }: DeviceConnectSettings): Record<string, string> {
  return { Origin: origin, 'X-GotAPI-Origin': origin }
}

/** Requests as the document wants them: parameters in the query, no body. Not signed in; see authorised-client.ts. */
export class GotapiClient {
  readonly #http: HttpClient
  readonly #clock: Clock

  constructor(http: Http, clock: Clock, settings: DeviceConnectSettings) {
    this.#clock = clock
    const headers = originHeaders(settings)
    this.#http = http.open({
      baseUrl: settings.baseUrl,
      prepare: (request) => ({ ...request, headers: { ...headers, ...request.headers } }),
    })
  }

  /**
   * The body of a reply with `result: 0`.
   * @throws FailureError as failures.ts maps the refusal; a POST that may have been carried out says `outcome: 'unknown'`
   */
  async send({ method, path, query, timeoutMs }: GotapiRequest, signal: AbortSignal): Promise<ReplyBody> {
    const headers = printedWithContentType.has(path) ? { 'Content-Type': 'application/json' } : {}
    const request: HttpRequest = { method, path, ...(query && { query }), headers, timeoutMs }
    // What may wait for a person at the phone, such as the dialog of accesstoken, is asked once.
    const patience = {
      clock: this.#clock,
      attempts: timeoutMs < deviceTimeoutMs ? attempts : 1,
      backoff,
      onlyAnswered: true,
    }
    const response = await sendPatiently(this.#http, request, patience, signal).catch((thrown: unknown) => {
      throw asOurs(thrown)
    })
    const reply = readReply(response)
    if (reply.ok) return reply.body
    const unclear = method === 'POST' && mayHaveGoneThrough(reply.failure.failure, response.status)
    throw unclear ? withUnknownOutcome(reply.failure) : reply.failure
  }
}

/** The device gave no word in time (7), or the answer was lost on its way through something else: the command may have been carried out all the same. */
function mayHaveGoneThrough({ code, params }: Failure, status: number): boolean {
  if (code === 'net/timeout') return true
  if (params?.['vendorCode'] !== undefined || code === 'rate/limited') return false
  return status < 400 || status === 500 || status === 502 || status === 504
}
