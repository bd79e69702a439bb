import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createManualClock,
  type FaceControl,
  type ManualClock,
  type Simulator,
  startSimulator,
} from '../../../index.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** A callback as it came, its body unread. */
export interface Received {
  readonly method: string
  readonly path: string
  /** Everything after `?`, untouched. */
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/**
 * An app as it is on the wire: plain fetch, and a plain server for callbacks; nothing of the simulator's own code, so that the two
 * cannot agree on one mistake.
 */
export interface WireApp {
  readonly simulator: Simulator
  readonly service: FaceControl<'fonestorm'>
  readonly clock: ManualClock
  /** With its /v2. */
  readonly baseUrl: string
  /** Where this app takes callbacks. */
  readonly callbackUrl: string
  /** Callbacks that came, in the order in which they did. */
  readonly received: readonly Received[]
  /** What is answered to callbacks; null: never anything. */
  callbackAnswer: ((response: ServerResponse) => void) | null
  signIn(fields?: object): Promise<string>
  /** Any request, with the token of an earlier `signIn` if there was one. A body that is no text is sent as JSON. */
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Sets one of the two callbacks of the document's FoneNumber. */
  notify(kind: 'send' | 'receive', fields?: object): Promise<Answer>
  [Symbol.asyncDispose](): Promise<void>
}

export const foneNumber = '3215551081'
export const credentials = { username: 'demo@sidetone.example', password: 'storm-in-a-teacup' }

export async function startWireApp(): Promise<WireApp> {
  const clock = createManualClock()
  const simulator = await startSimulator({ clock })
  const baseUrl = `${simulator.origins.fonestorm}/v2`
  const received: Received[] = []
  let token = ''
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [path = '', rawQuery = ''] = (request.url ?? '').split('?')
      const { method = '', headers } = request
      received.push({ method, path, rawQuery, headers, body: Buffer.concat(chunks).toString() })
      app.callbackAnswer?.(response)
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const callbackUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/callback`

  const app: WireApp = {
    ...{ simulator, service: simulator.control.face('fonestorm'), clock, baseUrl, callbackUrl, received },
    callbackAnswer: (response) => response.end('OK'),
    async signIn(fields = {}) {
      const answer = await app.send('POST', '/auth', { ...credentials, ...fields })
      token = (answer.body as { auth: { token: string } }).auth.token
      return token
    },
    async send(method, path, body, headers = {}) {
      const init: RequestInit = { method, headers: { ...(token ? { token } : {}), ...headers } }
      if (typeof body === 'string' || body instanceof URLSearchParams || body instanceof FormData) init.body = body
      else if (body !== undefined) {
        init.body = JSON.stringify(body)
        init.headers = { 'content-type': 'application/json', ...init.headers }
      }
      const response = await fetch(baseUrl + path, init)
      const text = await response.text()
      return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
    },
    notify: (kind, fields = {}) =>
      app.send('POST', `/calls/${kind}_notify`, {
        fonenumber: foneNumber,
        method: 'JSON',
        url: callbackUrl,
        ...fields,
      }),
    async [Symbol.asyncDispose]() {
      await simulator.stop()
      receiver.closeAllConnections()
      await new Promise((resolve) => receiver.close(resolve))
    },
  }
  return app
}
