import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { type Clock, pause } from '../clock.ts'
import { type FaceSocket, type SocketRequest, wrapSocket } from './face-socket.ts'
import { type Faults, createFaults, spoil, type SpoiltReply } from './faults.ts'
import { encodeReply, type EncodedReply, type Reply, splitTarget, type WireRequest } from './message.ts'
import { createWireLog, type RequestEntry, type WireLog } from './wire-log.ts'

/** What a face does with what arrives. */
export interface WireHandler {
  handle(request: WireRequest): Promise<Reply> | Reply
  /** Takes a WebSocket, or refuses it with an HTTP status. Absent: the face has none. */
  connect?(request: SocketRequest): ((socket: FaceSocket) => void) | number
}

/** A listening HTTP and WebSocket server on loopback that logs everything and can be made to misbehave. */
export interface FaceServer {
  readonly log: WireLog
  readonly faults: Faults
  /** Open WebSockets. */
  sockets(): readonly FaceSocket[]
  /** While set, every WebSocket is refused with this HTTP status. */
  refuseSockets: number | null
  /** While set, open sockets stay open and silent, and new ones are as silent. */
  muteSockets: boolean
  origin(): string
  listening(): boolean
  /** Port 0: any free one; the same one again after `stop`. */
  start(port: number): Promise<void>
  /** Cuts every connection. Safe to call twice. */
  stop(): Promise<void>
}

/** ASSUMPTION: no vendor states its limit; a larger body is answered with 413. */
const largestBody = 1024 * 1024

export function createFaceServer(name: string, clock: Clock, handler: () => WireHandler): FaceServer {
  const log = createWireLog()
  const faults = createFaults()
  const open = new Map<number, FaceSocket>()
  const connections = new Set<Socket>()
  const webSockets = new WebSocketServer({ noServer: true, autoPong: false, maxPayload: largestBody })
  let server: Server | undefined
  let port = 0
  let lastSocket = 0

  const face: FaceServer = {
    log,
    faults,
    sockets: () => [...open.values()],
    refuseSockets: null,
    muteSockets: false,
    origin: () => `http://127.0.0.1:${port}`,
    listening: () => server !== undefined,
    async start(wantedPort) {
      if (server) return
      server = createServer((request, response) => void serve(request, response))
      server.on('connection', (connection) => {
        connections.add(connection)
        connection.once('close', () => connections.delete(connection))
      })
      server.on('upgrade', upgrade)
      try {
        port = await listen(server, wantedPort || port, name)
      } catch (error) {
        server = undefined
        throw error
      }
    },
    async stop() {
      const stopping = server
      if (!stopping) return
      server = undefined
      const closed = new Promise<void>((resolve) => {
        stopping.close(() => {
          resolve()
        })
      })
      for (const socket of open.values()) socket.terminate()
      for (const connection of connections) connection.destroy()
      await closed
    },
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const hungUp = new AbortController()
    response.once('close', () => {
      hungUp.abort()
    })
    // A caller that resets the connection is seen as the closed response above.
    incoming.on('error', () => undefined)
    const body = await readBody(incoming)
    const request: WireRequest = {
      method: incoming.method ?? 'GET',
      ...splitTarget(incoming.url ?? '/'),
      headers: incoming.headers,
      body: body ?? Buffer.alloc(0),
      signal: hungUp.signal,
    }
    const entry = logged(request)
    const fault = faults.take(request.path)
    if (fault.delayMs > 0) await pause(clock, fault.delayMs, hungUp.signal)
    const reply = encodeReply(fault.failWith ?? (body ? await answer(request) : { status: 413 }))
    if (hungUp.signal.aborted) return
    entry.status = reply.status
    write(response, fault.corrupt ? spoil(reply, fault.corrupt) : reply)
    log.changed(entry)
  }

  async function answer(request: WireRequest): Promise<Reply> {
    try {
      return await handler().handle(request)
    } catch (error) {
      // A mistake in the simulator must be seen by whoever runs it, not be taken for the vendor's behaviour.
      return { status: 500, body: { simulatorMistake: String(error instanceof Error ? error.stack : error) } }
    }
  }

  function logged(request: WireRequest): RequestEntry {
    const { method, path, rawQuery, headers, body } = request
    const entry: RequestEntry = {
      kind: 'request',
      at: clock.now(),
      method,
      path,
      rawQuery,
      headers,
      body: body.toString(),
      status: null,
    }
    log.add(entry)
    return entry
  }

  function upgrade(incoming: IncomingMessage, connection: Duplex, head: Buffer): void {
    const request: SocketRequest = { ...splitTarget(incoming.url ?? '/'), headers: incoming.headers }
    const taken = face.refuseSockets ?? handler().connect?.(request) ?? 404
    lastSocket += 1
    const number = lastSocket
    if (typeof taken === 'number') {
      log.add({ kind: 'socket-refused', at: clock.now(), socket: number, ...request, code: taken })
      connection.end(`HTTP/1.1 ${taken} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    webSockets.handleUpgrade(incoming, connection, head, (webSocket) => {
      const socket = wrapSocket(webSocket, request, number, { clock, log, isMute: () => face.muteSockets })
      open.set(number, socket)
      socket.onClose(() => open.delete(number))
      log.add({ kind: 'socket-opened', at: clock.now(), socket: number, ...request })
      taken(socket)
    })
  }

  return face
}

function listen(server: Server, port: number, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port}, wanted for the simulated ${name}, is in use by another program. Choose another port base, or 0 for any free ports.`
      reject(error.code === 'EADDRINUSE' ? new Error(inUse, { cause: error }) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** The body, or undefined when it is larger than any face takes (it is then read and thrown away). */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size <= largestBody) chunks.push(chunk)
    }
  } catch {
    // The caller went away in the middle; what did arrive is logged and the reply goes nowhere.
  }
  return size > largestBody ? undefined : Buffer.concat(chunks)
}

function write(response: ServerResponse, reply: EncodedReply & SpoiltReply): void {
  if (reply.cutAfter !== undefined && reply.cutAfter < 0) {
    response.socket?.resetAndDestroy()
    return
  }
  response.writeHead(reply.status, { ...reply.headers, 'content-length': String(reply.body.length) })
  if (reply.cutAfter === undefined) {
    response.end(reply.body)
    return
  }
  response.write(reply.body.subarray(0, reply.cutAfter), () => response.destroy())
}
