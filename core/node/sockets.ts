// One WebSocket's life. `ended` is told exactly once, whichever way it goes:
//
//   opening --"open"--> open --close()--> closing --peer answers, or 2 s--> ended
//      \---refused, timed out, no line----/--- the line breaks -------------/
import type { IncomingMessage } from 'node:http'
import { WebSocket } from 'ws'
import type { ClientOptions } from 'ws'
import type { Socket, SocketEnd, SocketListener, SocketOptions, Sockets } from '../ports/socket.ts'
import type { Agents } from './agents.ts'
import { systemCode } from './disk-failure.ts'
import { VERSION } from './version.ts'

const LARGEST_FRAME_BYTES = 1024 * 1024
const DEFAULT_HANDSHAKE_MS = 10_000
/** How long the peer has to answer our close. */
const CLOSE_LIMIT_MS = 2000

/** The Sockets port on ws. */
export function nodeSockets(agents: Agents): Sockets {
  return {
    open(url, options, listener) {
      try {
        return attach(connect(url, options, agents), listener)
      } catch (thrown) {
        return stillborn(thrown, listener)
      }
    },
  }
}

function connect(url: string, options: SocketOptions, agents: Agents): WebSocket {
  const settings: ClientOptions = {
    headers: { 'User-Agent': `Sidetone/${VERSION}`, ...options.headers },
    handshakeTimeout: options.handshakeTimeoutMs ?? DEFAULT_HANDSHAKE_MS,
    maxPayload: LARGEST_FRAME_BYTES,
    perMessageDeflate: false,
    followRedirects: false,
    agent: agents.for(new URL(url), { reuse: false }),
  }
  return new WebSocket(url, settings)
}

function attach(socket: WebSocket, listener: SocketListener): Socket {
  let status: number | undefined
  let error: string | undefined
  let cut: NodeJS.Timeout | undefined
  let over = false

  function end(code: number | undefined, reason: string): void {
    if (over) return
    over = true
    clearTimeout(cut)
    listener.ended(endOf(code, status, reason))
  }

  socket.on('open', () => {
    if (!over) listener.opened()
  })
  socket.on('message', (data, isBinary) => {
    if (!over && !isBinary) listener.received(textOf(data))
  })
  socket.on('ping', () => over || listener.alive?.())
  socket.on('pong', () => over || listener.alive?.())
  socket.on('unexpected-response', (_request, response: IncomingMessage) => {
    status = response.statusCode
    error = 'refused'
    response.resume()
    socket.terminate()
  })
  socket.on('error', (thrown) => {
    error ??= reasonOf(thrown)
  })
  socket.on('close', (code) => end(code, error ?? 'closed'))

  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text, ignoreLateError)
    },
    ping() {
      if (socket.readyState === WebSocket.OPEN) socket.ping(undefined, undefined, ignoreLateError)
    },
    close() {
      if (over || cut !== undefined) return
      cut = setTimeout(() => socket.terminate(), CLOSE_LIMIT_MS)
      socket.close(1000)
    },
    terminate: () => socket.terminate(),
  }
}

/** An address that is none, or a proxy variable that is no URL: told like every other end, after `open` has returned. */
function stillborn(thrown: unknown, listener: SocketListener): Socket {
  queueMicrotask(() => listener.ended({ reason: reasonOf(thrown) }))
  const nothing = (): void => undefined
  return { send: nothing, close: nothing, terminate: nothing, ping: nothing }
}

/** 1006 says only that there was no close frame: no code at all. */
function endOf(code: number | undefined, status: number | undefined, reason: string): SocketEnd {
  return {
    ...(code === undefined || code === 1006 ? {} : { code }),
    ...(status === undefined ? {} : { status }),
    reason,
  }
}

/** Closed words and system codes only: messages can hold the URL, and the URL a token. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof Error && thrown.message.includes('handshake has timed out')) return 'timeout'
  const code = systemCode(thrown)
  if (thrown instanceof SyntaxError || code === 'ERR_INVALID_URL') return 'invalid-url'
  return code ?? 'protocol'
}

/** A frame that finds the line broken: `close` follows and tells it. */
function ignoreLateError(): void {
  return undefined
}

function textOf(data: WebSocket.RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')
}
