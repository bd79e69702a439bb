import http from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { toFailure } from '../../failure.ts'
import type { CallbackRequest } from '../../ports/callbacks.ts'
import type { Log } from '../../ports/log.ts'
import { headWithSpaces } from './raw-request-line.ts'
import { judge, LARGEST_BODY_BYTES } from './routes.ts'
import type { RequestHead, Route, Verdict } from './routes.ts'

/*
 * One request:
 *
 *   head ──judged──► 401, 404, 405, 413, 415 (the body is thrown away unread)
 *     └──accepted──► body ──whole──► 200 ──next turn──► told
 *                      └──too long──► 413, broken off──► nothing
 */

/** How long a sender may take, in milliseconds. An idle connection stays longer than tunnels keep theirs, so that none is closed under a request. */
const LIMITS = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 120_000,
  connectionsCheckingInterval: 1000,
} as const
/** What Node's own answers to broken requests would be. */
const BROKEN_STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
}
const MOST_CONNECTIONS = 512
/** What is being answered when the listener closes may still be read by its sender. */
const FAREWELL_MS = 1000

export interface CallbackServer {
  readonly port: number
  close(): Promise<void>
}

export interface CallbackServerParts {
  readonly host: string
  readonly port: number
  readonly log: Log
  /** As they are when a request comes. */
  readonly routes: () => Iterable<Route>
}

/** Listens, or rejects with Node's own error. */
export async function startCallbackServer({ host, port, log, routes }: CallbackServerParts): Promise<CallbackServer> {
  const take = (request: IncomingMessage, response: ServerResponse, continues: boolean): void => {
    receive(request, response, judge(headOf(request), routes()), continues).catch((thrown: unknown) => {
      // The sender went away in the middle. It was not answered, so it knows.
      log.debug('callback broken off', { failure: toFailure(thrown) })
      response.destroy()
    })
  }
  const receive = async (
    request: IncomingMessage,
    response: ServerResponse,
    verdict: Verdict,
    continues: boolean,
  ): Promise<void> => {
    if (verdict.status !== 200) return refuse(request, response, verdict.status)
    if (continues) response.writeContinue()
    const body = await readBody(request)
    if (body === undefined) return refuse(request, response, 413)
    response.writeHead(200, { 'Content-Length': 0 }).end()
    const { method, headers } = headOf(request)
    tell(verdict.route, { method, path: verdict.path, query: verdict.query, headers, body }, log)
  }
  const server = http.createServer(LIMITS, (request, response) => take(request, response, false))
  server.maxConnections = MOST_CONNECTIONS
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => take(request, response, true))
  server.on('clientError', (error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket) => {
    const head = error.rawPacket === undefined ? undefined : headWithSpaces(error.rawPacket)
    if (head === undefined) return answerRaw(socket, BROKEN_STATUS[error.code ?? ''] ?? 400)
    const verdict = judge(head, routes())
    answerRaw(socket, verdict.status)
    if (verdict.status !== 200) return
    const { path, query, route } = verdict
    tell(route, { method: head.method, path, query, headers: head.headers, body: '' }, log)
  })
  await listening(server, host, port)
  server.on('error', (error) => log.warn('callback listener', { failure: toFailure(error) }))
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) }
}

/** The sender has its answer before anybody works on what it sent; the order stays. */
function tell(route: Route, request: CallbackRequest, log: Log): void {
  setImmediate(() => {
    try {
      route.received(request)
    } catch (thrown) {
      log.error('callback not understood', { failure: toFailure(thrown) })
    }
  })
}

function headOf({ method = '', url = '', headers }: IncomingMessage): RequestHead {
  const plain = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')] as const)
  return { method, target: url, headers: Object.fromEntries(plain) }
}

/** Undefined where it is longer than allowed; what is left of it is not read. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > LARGEST_BODY_BYTES) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The rest of the body is thrown away as it comes, or the sender would never read our answer; the time limit ends it. */
function refuse(request: IncomingMessage, response: ServerResponse, status: Exclude<Verdict['status'], 200>): void {
  const challenge = status === 401 ? { 'WWW-Authenticate': 'Basic realm="callbacks", charset="UTF-8"' } : {}
  const allowed = status === 405 ? { Allow: 'GET, POST' } : {}
  response.writeHead(status, { 'Content-Length': 0, ...challenge, ...allowed }).end()
  request.resume()
}

function answerRaw(socket: Duplex, status: number): void {
  if (!socket.writable) return void socket.destroy()
  const challenge = status === 401 ? 'WWW-Authenticate: Basic realm="callbacks", charset="UTF-8"\r\n' : ''
  const line = `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ''}\r\n`
  socket.end(`${line}${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

function listening(server: http.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function closed(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), FAREWELL_MS)
    server.close(() => {
      clearTimeout(cut)
      resolve()
    })
  })
}
