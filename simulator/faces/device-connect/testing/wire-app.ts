import { WebSocket } from 'ws'
import {
  type FaceControl,
  createManualClock,
  type ManualClock,
  type Simulator,
  startSimulator,
} from '../../../index.ts'

/** The JSON of a reply together with its HTTP status. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Record<string, unknown>
}

/**
 * An app as it is on the wire: plain fetch and ws, nothing of the simulator's own code, so that the two cannot agree on one mistake.
 * Parameters travel in the query, as in the documents.
 */
export interface WireApp {
  readonly simulator: Simulator
  readonly phone: FaceControl<'device-connect'>
  readonly clock: ManualClock
  readonly origin: string
  send(method: string, path: string, parameters?: Record<string, string>, init?: RequestInit): Promise<Answer>
  /** grant and accesstoken; the token. */
  signIn(scope?: string, init?: RequestInit): Promise<string>
  /** Opens a WebSocket; resolves when it is open. */
  open(path: string, headers?: Record<string, string>): Promise<WireSocket>
  [Symbol.asyncDispose](): Promise<void>
}

export interface WireSocket {
  readonly socket: WebSocket
  send(frame: unknown): void
  /** The next frame that was not taken yet. */
  next(): Promise<Record<string, unknown>>
  /** Frames that have come and were not taken. */
  pending(): number
  closed: Promise<number>
}

export const appOrigin = 'app://sidetone'
export const phoneId = 'Host.5f2c8a1d0b7e4936.localhost.deviceconnect.org'

export async function startWireApp(): Promise<WireApp> {
  const clock = createManualClock()
  const simulator = await startSimulator({ clock })
  const base = simulator.origins['device-connect']
  const sockets: WebSocket[] = []

  async function send(method: string, path: string, parameters = {}, init: RequestInit = {}): Promise<Answer> {
    const url = new URL(path, base)
    for (const [name, value] of Object.entries<string>(parameters)) url.searchParams.set(name, value)
    const response = await fetch(url, { method, ...init, headers: init.headers ?? { origin: appOrigin } })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
  }

  return {
    simulator,
    phone: simulator.control.face('device-connect'),
    clock,
    origin: base,
    send,
    async signIn(scope = 'servicediscovery,serviceinformation,phone', init = {}) {
      const grant = await send('GET', '/gotapi/authorization/grant', {}, init)
      const clientId = String(grant.body['clientId'])
      const asked = { clientId, scope, applicationName: 'Sidetone' }
      const reply = await send('GET', '/gotapi/authorization/accesstoken', asked, init)
      return String(reply.body['accessToken'])
    },
    async open(path, headers = { origin: appOrigin }) {
      const socket = new WebSocket(`${base.replace('http', 'ws')}${path}`, { headers })
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
  const frames: Record<string, unknown>[] = []
  const waiting: ((frame: Record<string, unknown>) => void)[] = []
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Record<string, unknown>
    const taker = waiting.shift()
    if (taker) taker(frame)
    else frames.push(frame)
  })
  return {
    socket,
    send: (frame) => {
      socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
    },
    next() {
      const frame = frames.shift()
      return frame ? Promise.resolve(frame) : new Promise((resolve) => waiting.push(resolve))
    },
    pending: () => frames.length,
    closed: new Promise((resolve) => {
      socket.once('close', resolve)
    }),
  }
}
