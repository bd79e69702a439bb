import { createHash } from 'node:crypto'
import { WebSocket } from 'ws'
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
  readonly text: string
  /** The text read as JSON, or undefined. */
  readonly body: unknown
}

export interface SignIn {
  readonly appId: string
  readonly appSecret: string
  readonly sipUser: string
  readonly sipPassword: string
  readonly accountId: string
}

/** An app as it is on the wire: plain fetch and ws, and its own hand at signing, so that the two cannot agree on one mistake. */
export interface WireApp {
  readonly simulator: Simulator
  readonly service: FaceControl<'antbuddy'>
  readonly clock: ManualClock
  readonly origin: string
  readonly events: string
  readonly account: SignIn
  /** POST with the two headers; `headers` replaces them. */
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** GET with appId, the parameters as given, and the hash of those that are signed. */
  get(path: string, parameters: Record<string, string>, changes?: Record<string, string | undefined>): Promise<Answer>
  clickToCall(number: string): Promise<Answer>
  authToken(): Promise<string>
  histories(parameters?: Record<string, string>): Promise<Answer>
  open(path: string): Promise<WireSocket>
  [Symbol.asyncDispose](): Promise<void>
}

export interface WireSocket {
  readonly socket: WebSocket
  send(frame: unknown): void
  /** The next frame that was not taken yet. */
  next(): Promise<string>
  readonly closed: Promise<number>
}

export function sha256(...values: string[]): string {
  return createHash('sha256').update(values.join(''), 'utf8').digest('hex')
}

export const day = 24 * 60 * 60 * 1000

export async function startWireApp(): Promise<WireApp> {
  const clock = createManualClock()
  const simulator = await startSimulator({ clock })
  const { settings, secrets } = simulator.accounts.antbuddy
  const account = { ...settings, ...secrets } as unknown as SignIn & { eventsUrl: string }
  const { appId, appSecret, sipUser, sipPassword } = account
  const origin = simulator.origins.antbuddy
  const sockets: WebSocket[] = []

  async function send(url: string | URL, init: RequestInit): Promise<Answer> {
    const response = await fetch(url, { redirect: 'manual', ...init })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, body: parse(text) }
  }

  function post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    const signed = { 'x-auth-app-id': appId, 'x-auth-app-hash': sha256(appId, appSecret) }
    const all = { 'content-type': 'application/json', ...(headers ?? signed) }
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    return send(origin + path, { method: 'POST', headers: all, ...sent })
  }

  function get(path: string, parameters: Record<string, string>, changes: Record<string, string | undefined> = {}) {
    const hash = sha256(appId, ...Object.values(parameters), appSecret)
    const url = new URL(path, origin)
    for (const [name, value] of Object.entries({ appId, ...parameters, hash, ...changes })) {
      if (value !== undefined) url.searchParams.set(name, value)
    }
    return send(url, {})
  }

  return {
    ...{ simulator, clock, origin, account, post, get, events: account.eventsUrl },
    service: simulator.control.face('antbuddy'),
    clickToCall: (number) => post(`/oapi/v1/call/click-to-call/${number}`, { sipUser, sipPassword }),
    async authToken() {
      const { body } = await post('/oapi/v1/voice/auth_token', { sipUser, sipPassword })
      return (body as { value: string }).value
    },
    histories(parameters = {}) {
      const created_from = new Date(clock.now() - 31 * day).toISOString()
      return get('/oapi/v1/call/histories', {
        created_from,
        created_to: new Date(clock.now()).toISOString(),
        ...parameters,
      })
    },
    async open(path) {
      const socket = new WebSocket(account.eventsUrl.replace('http', 'ws') + path)
      sockets.push(socket)
      const wire = wireSocket(socket)
      await new Promise((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('error', reject)
      })
      return wire
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.terminate()
      await simulator.stop()
    },
  }
}

function wireSocket(socket: WebSocket): WireSocket {
  const frames: string[] = []
  const waiting: ((frame: string) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const taker = waiting.shift()
    if (taker) taker(data.toString())
    else frames.push(data.toString())
  })
  return {
    socket,
    send: (frame) => {
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    },
    next() {
      const frame = frames.shift()
      return frame === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(frame)
    },
    closed: new Promise((resolve) => {
      socket.once('close', resolve)
    }),
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
