import { FailureError } from '../../failure.ts'
import type { Http, HttpClient, HttpMethod } from '../../ports/index.ts'
import { failureOf, withUnknownOutcome } from './failures.ts'
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

/** Both origin headers (`X-GotAPI-Origin` is for apps that are no web page, and wins where both are known), in HTTP and in the WebSocket's upgrade. */
export function originHeaders({ origin }: DeviceConnectSettings): Record<string, string> {
  return { Origin: origin, 'X-GotAPI-Origin': origin }
}

/** Requests as the document wants them: parameters in the query, no body. Not signed in; see authorised-client.ts. */
export class GotapiClient {
  readonly #http: HttpClient

  constructor(http: Http, settings: DeviceConnectSettings) {
    const headers = originHeaders(settings)
    this.#http = http.open({
      baseUrl: settings.baseUrl,
      prepare: (request) => ({ ...request, headers: { ...headers, ...request.headers } }),
    })
  }

  /**
   * The body of a reply with `result: 0`.
   * @throws FailureError as failures.ts maps the refusal; a POST whose answer cannot be read says `outcome: 'unknown'`
   */
  async send({ method, path, query, timeoutMs }: GotapiRequest, signal: AbortSignal): Promise<ReplyBody> {
    const headers = path.startsWith('/gotapi/phone/') ? { 'Content-Type': 'application/json' } : {}
    const response = await this.#http.send({ method, path, ...(query && { query }), headers, timeoutMs }, signal)
    const reply = readCarefully(method, () => readReply(response))
    if (reply.ok) return reply.body
    throw failureOf(reply.refusal)
  }
}

/** A command that was answered by something unreadable may have been carried out all the same. */
function readCarefully<T>(method: HttpMethod, read: () => T): T {
  try {
    return read()
  } catch (thrown) {
    if (method === 'POST' && thrown instanceof FailureError) throw withUnknownOutcome(thrown)
    throw thrown
  }
}
