import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createManualClock,
  type FaceControl,
  type ManualClock,
  type Simulator,
  startSimulator,
} from '../../../index.ts'

/** A reply: its JSON, if it is JSON. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into replies of unknown shape
  readonly body: any
}

/**
 * A client as it is on the wire: plain fetch, nothing of the simulator's own code, so that the two cannot agree on one mistake.
 * Paths are relative to /api/ver1.0.
 */
export interface WireClient {
  readonly simulator: Simulator
  readonly service: FaceControl<'telphin'>
  readonly clock: ManualClock
  readonly origin: string
  /** POST /oauth/token with these fields instead of, or beside, those of the demo account; undefined leaves one out. */
  requestToken(fields?: Record<string, string | undefined>): Promise<Answer>
  /** Signs in; what comes after carries the token. */
  signIn(): Promise<string>
  get(path: string, init?: RequestInit): Promise<Answer>
  send(method: string, path: string, body?: unknown, init?: RequestInit): Promise<Answer>
  /** A bare fetch with the token, to the whole address. */
  raw(url: string, init?: RequestInit): Promise<Response>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startWireClient(): Promise<WireClient> {
  const clock = createManualClock()
  const simulator = await startSimulator({ clock })
  const origin = simulator.origins.telphin
  const { settings, secrets } = simulator.accounts.telphin
  let token = ''

  function raw(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    if (token !== '' && !headers.has('authorization')) headers.set('authorization', `Bearer ${token}`)
    return fetch(url, { redirect: 'manual', ...init, headers })
  }

  async function send(method: string, path: string, body?: unknown, init: RequestInit = {}): Promise<Answer> {
    const headers = new Headers(init.headers)
    if (body !== undefined) headers.set('content-type', 'application/json')
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    return answer(await raw(`${origin}/api/ver1.0${path}`, { method, ...content, ...init, headers }))
  }

  async function requestToken(fields: Record<string, string | undefined> = {}): Promise<Answer> {
    const known = {
      grant_type: 'client_credentials',
      client_id: String(settings['clientId']),
      client_secret: secrets['clientSecret'],
    }
    const wanted = Object.entries({ ...known, ...fields }).filter(([, value]) => value !== undefined)
    const body = new URLSearchParams(wanted as [string, string][])
    return answer(await fetch(`${origin}/oauth/token`, { method: 'POST', body }))
  }

  return {
    simulator,
    service: simulator.control.face('telphin'),
    clock,
    origin,
    requestToken,
    async signIn() {
      token = String((await requestToken()).body.access_token)
      return token
    },
    get: (path, init) => send('GET', path, undefined, init),
    send,
    raw,
    [Symbol.asyncDispose]: () => simulator.stop(),
  }
}

async function answer(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') ?? false
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
}

/** A webhook as it came. */
export interface Received {
  readonly method: string
  readonly type: string
  /** From the body of a POST, the query of a GET. */
  readonly fields: Record<string, string>
  readonly headers: Record<string, string | string[] | undefined>
  /** The path, by which subscriptions are told apart. */
  readonly path: string
}

/** A server that webhooks are sent to. */
export interface Receiver {
  readonly url: string
  /** Everything so far, oldest first, once there are as many. */
  received(count: number): Promise<readonly Received[]>
  [Symbol.asyncDispose](): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const all: Received[] = []
  const waiting = new Set<() => void>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const target = new URL(request.url ?? '/', 'http://receiver')
      const text = Buffer.concat(chunks).toString()
      const fields = Object.fromEntries(request.method === 'POST' ? new URLSearchParams(text) : target.searchParams)
      const type = request.headers['content-type'] ?? ''
      all.push({ method: request.method ?? '', type, fields, headers: request.headers, path: target.pathname })
      response.end('ok')
      for (const look of waiting) look()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: (count) =>
      new Promise((resolve) => {
        function look(): void {
          if (all.length < count) return
          waiting.delete(look)
          resolve(all)
        }
        waiting.add(look)
        look()
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
