import type { IncomingHttpHeaders } from 'node:http'
import type { WebSocket } from 'ws'
import type { Clock } from '../clock.ts'
import type { WireLog } from './wire-log.ts'

/** The request that asks for a WebSocket. */
export interface SocketRequest {
  /** The door it came in by; '' is the main one. */
  readonly door: string
  readonly path: string
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
}

/** One open WebSocket as a face sees it. Everything sent and received is in the wire log. */
export interface FaceSocket extends SocketRequest {
  readonly number: number
  send(text: string): void
  ping(): void
  /** Closes with a close frame. */
  close(code?: number, reason?: string): void
  /** Cuts the connection without one. */
  terminate(): void
  onText(listener: (text: string) => void): void
  onClose(listener: () => void): void
}

/** @param isMute asked before anything is sent: a mute socket stays open and says nothing any more, like a connection behind a dead router */
export function wrapSocket(
  socket: WebSocket,
  request: SocketRequest,
  number: number,
  context: { clock: Clock; log: WireLog; isMute: () => boolean },
): FaceSocket {
  const { clock, log, isMute } = context
  socket.on('message', (data: Buffer) => {
    log.add({ kind: 'frame', at: clock.now(), socket: number, direction: 'in', text: data.toString() })
  })
  // The server is built with autoPong off, so that a mute socket does not answer pings either.
  socket.on('ping', (data) => {
    if (!isMute()) socket.pong(data)
  })
  socket.on('close', (code) => {
    log.add({ kind: 'socket-closed', at: clock.now(), socket: number, ...request, code })
  })
  // A broken frame or a reset ends in `close` too, which is where everybody looks.
  socket.on('error', () => undefined)
  return {
    ...request,
    number,
    send(text) {
      if (isMute() || socket.readyState !== socket.OPEN) return
      log.add({ kind: 'frame', at: clock.now(), socket: number, direction: 'out', text })
      socket.send(text)
    },
    ping() {
      if (!isMute() && socket.readyState === socket.OPEN) socket.ping()
    },
    close: (code = 1000, reason = '') => {
      socket.close(code, reason)
    },
    terminate: () => {
      socket.terminate()
    },
    onText(listener) {
      socket.on('message', (data: Buffer) => {
        listener(data.toString())
      })
    },
    onClose(listener) {
      socket.on('close', listener)
    },
  }
}
