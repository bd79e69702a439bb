import { Readable } from 'node:stream'
import { fail } from '../failure.ts'
import type { Http, HttpClient, HttpClientOptions, HttpRequest, HttpResponse } from '../ports/index.ts'

/** What a script answers: JSON with status 200, a whole response, or a thrown failure. A promise keeps the request waiting. */
export type ScriptedAnswer = object | HttpResponse | Error
export type Script = (request: HttpRequest) => ScriptedAnswer | Promise<ScriptedAnswer>

/** Text with a status, for answers that are not the JSON one hoped for. */
export function plainAnswer(status: number, body: string): HttpResponse {
  return { status, headers: { 'content-type': 'text/plain' }, body }
}

/** HTTP that a test answers by a function of the request. */
export class ScriptedHttp implements Http {
  /** Every request as it would go out, signed, oldest first. */
  readonly requests: HttpRequest[] = []
  readonly clients: HttpClientOptions[] = []
  script: Script

  constructor(script: Script = () => ({ result: 0 })) {
    this.script = script
  }

  open(options: HttpClientOptions): HttpClient {
    this.clients.push(options)
    const send = async (request: HttpRequest, signal?: AbortSignal) => {
      if (signal?.aborted === true) throw fail('aborted')
      const prepared = (await options.prepare?.(request)) ?? request
      this.requests.push(prepared)
      return this.#answer(prepared, signal)
    }
    return {
      send,
      download: async (request, signal) => {
        const { status, headers, body } = await send(request, signal)
        return { status, headers, body: Readable.from([Buffer.from(body)]) }
      },
    }
  }

  /** The values of a query parameter in all requests to a path, oldest first. */
  queried(path: string, name: string): (string | undefined)[] {
    return this.requests.filter((request) => request.path === path).map((request) => parameterOf(request, name))
  }

  /** `METHOD path` of every request, oldest first. */
  get lines(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`)
  }

  async #answer(request: HttpRequest, signal: AbortSignal | undefined): Promise<HttpResponse> {
    const answered = Promise.resolve(this.script(request))
    const answer = await (signal === undefined ? answered : Promise.race([answered, abortOf(signal, request)]))
    if (answer instanceof Error) throw answer
    if ('status' in answer && 'headers' in answer) return answer
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(answer) }
  }
}

export function parameterOf(request: HttpRequest, name: string): string | undefined {
  return request.query?.find(([key]) => key === name)?.[1]
}

/** As the real port says it: a command that had left may have been carried out. */
function abortOf(signal: AbortSignal, { method }: HttpRequest): Promise<never> {
  return new Promise((_, reject) => {
    const failure = () => fail('aborted', method === 'GET' ? {} : { outcome: 'unknown' })
    signal.addEventListener('abort', () => reject(failure()), { once: true })
  })
}
