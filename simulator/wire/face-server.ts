import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { type Clock, pause } from '../clock.ts'
import { type FaceSocket, type SocketRequest, wrapSocket } from './face-socket.ts'
import { type Faults, createFaults, spoil, type SpoiltReply } from './faults.ts'
import { encodeReply, type EncodedReply, type Reply, splitTarget, type WireRequest } from './message.ts'
import { createWireLog, type RequestEntry, type WireLog } from './wire-log.ts'

/** Takes over a WebSocket that has just opened. */
export type SocketHandler = (socket: FaceSocket) => void

/** What a face does with what arrives. */
export interface WireHandler {
  handle(request: WireRequest): Promise<Reply> | Reply
  /** Takes a WebSocket, or refuses it with an HTTP status. Absent: the face has none. */
  connect?(request: SocketRequest): SocketHandler | number
  /** Which requests and WebSockets are left to a library. Absent: none. */
  library?(request: SocketRequest): WireLibrary | undefined
}

/**
 * Code that speaks a protocol with Node's own objects (a Socket.IO server). What it is given is logged; bodies and replies of its
 * requests are not, and cannot be spoilt.
 */
export interface WireLibrary {
  request(incoming: IncomingMessage, response: ServerResponse): void
  /** `accept` carries out the WebSocket handshake; not to call it is to refuse. */
  upgrade(incoming: IncomingMessage, connection: Duplex, head: Buffer, accept: (opened: SocketHandler) => void): void
}

/** ASSUMPTION: no vendor states its limit; a larger body is answered with 413. */
const largestBody = 1024 * 1024

/** One port of a server. */
interface Door {
  server: Server | undefined
  port: number
}

/**
 * A listening HTTP and WebSocket server on loopback that logs everything and can be made to misbehave. Besides its main door it may
 * have others, each an origin of its own, that share the log, the faults and the fate of the main one.
 */
export class FaceServer {
  readonly log: WireLog = createWireLog()
  readonly faults: Faults = createFaults()
  /** While set, every WebSocket is refused with this HTTP status. */
  refuseSockets: number | null = null
  /** While set, open sockets stay open and silent, and new ones are as silent. */
  muteSockets = false

  readonly #name: string
  readonly #clock: Clock
  readonly #handler: () => WireHandler
  readonly #sockets = new Map<number, FaceSocket>()
  readonly #connections = new Set<Socket>()
  readonly #webSockets = new WebSocketServer({ noServer: true, autoPong: false, maxPayload: largestBody })
  readonly #doors: ReadonlyMap<string, Door>
  #lastSocket = 0

  /**
   * @param name how the service is called in sentences for people
   * @param doors names of further doors
   */
  constructor(name: string, clock: Clock, handler: () => WireHandler, doors: readonly string[] = []) {
    this.#name = name
    this.#clock = clock
    this.#handler = handler
    this.#doors = new Map(['', ...doors].map((door) => [door, { server: undefined, port: 0 }]))
  }

  /** Open WebSockets. */
  sockets(): readonly FaceSocket[] {
    return [...this.#sockets.values()]
  }

  origin(door = ''): string {
    return `http://127.0.0.1:${this.#doors.get(door)?.port ?? 0}`
  }

  /** Port 0: any free one; the same ones again after `stop`. Does nothing where it is listening. */
  async start(port: number, furtherPorts: Readonly<Record<string, number>> = {}): Promise<void> {
    for (const [name, door] of this.#doors) await this.#open(name, door, name === '' ? port : (furtherPorts[name] ?? 0))
  }

  async #open(name: string, door: Door, port: number): Promise<void> {
    if (door.server) return
    const server = createServer((request, response) => void this.#serve(request, response, name))
    door.server = server
    server.on('connection', (connection) => {
      this.#connections.add(connection)
      connection.once('close', () => this.#connections.delete(connection))
    })
    server.on('upgrade', (request, connection, head) => {
      this.#upgrade(request, connection, head, name)
    })
    try {
      door.port = await listen(server, port || door.port, this.#name)
    } catch (error) {
      door.server = undefined
      throw error
    }
  }

  /** Cuts every connection. Safe to call twice. */
  async stop(): Promise<void> {
    const closed = [...this.#doors.values()].map((door) => {
      const { server } = door
      door.server = undefined
      return new Promise<void>((resolve) => {
        if (!server) resolve()
        else
          server.close(() => {
            resolve()
          })
      })
    })
    for (const socket of this.sockets()) socket.terminate()
    for (const connection of this.#connections) connection.destroy()
    await Promise.all(closed)
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse, door: string): Promise<void> {
    const asked = { door, ...splitTarget(incoming.url ?? '/'), headers: incoming.headers }
    const library = this.#handler().library?.(asked)
    if (library) {
      this.#leaveToLibrary(library, asked, incoming, response)
      return
    }
    const hungUp = new AbortController()
    response.once('close', () => {
      hungUp.abort()
    })
    // A caller that resets the connection is seen as the closed response above.
    incoming.on('error', () => undefined)
    const body = await readBody(incoming)
    const request: WireRequest = {
      method: incoming.method ?? 'GET',
      ...asked,
      body: body ?? Buffer.alloc(0),
      signal: hungUp.signal,
    }
    const entry = this.#logged(request)
    const fault = this.faults.take(request.path)
    if (fault.delayMs > 0) await pause(this.#clock, fault.delayMs, hungUp.signal)
    const reply = encodeReply(fault.failWith ?? (body ? await this.#answer(request) : { status: 413 }))
    if (hungUp.signal.aborted) return
    entry.status = reply.status
    write(response, fault.corrupt ? spoil(reply, fault.corrupt) : reply)
    this.log.changed(entry)
  }

  #leaveToLibrary(
    library: WireLibrary,
    asked: SocketRequest,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): void {
    const unread = { method: incoming.method ?? 'GET', ...asked, body: Buffer.alloc(0) }
    const entry = this.#logged(unread)
    response.once('close', () => {
      if (response.headersSent) entry.status = response.statusCode
      this.log.changed(entry)
    })
    // A library's sockets begin as requests, so what refuses sockets refuses these.
    const refused = this.refuseSockets ?? this.faults.take(asked.path).failWith?.status
    if (refused === undefined) library.request(incoming, response)
    else response.writeHead(refused).end()
  }

  async #answer(request: WireRequest): Promise<Reply> {
    try {
      return await this.#handler().handle(request)
    } catch (error) {
      // A mistake in the simulator must be seen by whoever runs it, not be taken for the vendor's behaviour.
      return { status: 500, body: { simulatorMistake: String(error instanceof Error ? error.stack : error) } }
    }
  }

  #logged({ method, door, path, rawQuery, headers, body }: Omit<WireRequest, 'signal'>): RequestEntry {
    const entry: RequestEntry = {
      kind: 'request',
      at: this.#clock.now(),
      ...{ method, door, path, rawQuery, headers },
      body: body.toString(),
      status: null,
    }
    this.log.add(entry)
    return entry
  }

  #upgrade(incoming: IncomingMessage, connection: Duplex, head: Buffer, door: string): void {
    const request: SocketRequest = { door, ...splitTarget(incoming.url ?? '/'), headers: incoming.headers }
    // Without a listener a caller that resets the connection would end the whole process.
    connection.on('error', () => undefined)
    const accept = (opened: SocketHandler): void => {
      this.#accept(incoming, connection, head, request, opened)
    }
    const library = this.refuseSockets === null ? this.#handler().library?.(request) : undefined
    if (library) {
      library.upgrade(incoming, connection, head, accept)
      return
    }
    const taken = this.refuseSockets ?? this.#handler().connect?.(request) ?? 404
    if (typeof taken !== 'number') {
      accept(taken)
      return
    }
    this.#lastSocket += 1
    const refused = { kind: 'socket-refused', at: this.#clock.now(), socket: this.#lastSocket, ...request } as const
    this.log.add({ ...refused, code: taken })
    connection.end(`HTTP/1.1 ${taken} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }

  #accept(
    incoming: IncomingMessage,
    connection: Duplex,
    head: Buffer,
    request: SocketRequest,
    opened: SocketHandler,
  ): void {
    this.#lastSocket += 1
    const number = this.#lastSocket
    const at = this.#clock.now()
    this.#webSockets.handleUpgrade(incoming, connection, head, (webSocket) => {
      const context = { clock: this.#clock, log: this.log, isMute: () => this.muteSockets }
      const socket = wrapSocket(webSocket, request, number, context)
      this.#sockets.set(number, socket)
      socket.onClose(() => this.#sockets.delete(number))
      this.log.add({ kind: 'socket-opened', at, socket: number, ...request })
      opened(socket)
    })
  }
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
    return Buffer.concat(chunks)
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
