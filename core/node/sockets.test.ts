import { once } from 'node:events'
import http from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import type { Socket, SocketEnd, SocketOptions } from '../ports/socket.ts'
import { networkAgents } from './agents.ts'
import { nodeSockets } from './sockets.ts'

const afterwards: (() => void)[] = []
afterEach(() => {
  for (const action of afterwards.splice(0)) action()
})

/** Opens a socket and notes what its listener was told. */
function watch(
  url: string,
  options: SocketOptions = {},
): { socket: Socket; told: string[]; ended: Promise<SocketEnd> } {
  const told: string[] = []
  let finish: (end: SocketEnd) => void = () => undefined
  const ended = new Promise<SocketEnd>((resolve) => (finish = resolve))
  const socket = nodeSockets(networkAgents({})).open(url, options, {
    opened: () => told.push('opened'),
    received: (text) => told.push(`received ${text}`),
    alive: () => told.push('alive'),
    ended(end) {
      told.push('ended')
      finish(end)
    },
  })
  afterwards.push(() => socket.terminate())
  return { socket, told, ended }
}

async function serve(accepted: (peer: WebSocket, request: http.IncomingMessage) => void): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  server.on('connection', accepted)
  afterwards.push(() => {
    for (const peer of server.clients) peer.terminate()
    server.close()
  })
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serveBytes(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards.push(() => server.close())
  return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('carries text both ways and the headers that were given, and leaves binary frames aside', async () => {
  const url = await serve((peer, request) => {
    peer.send(Buffer.from('binary'))
    peer.send(`hello ${request.headers.origin} ${request.headers['user-agent']}`)
    peer.on('message', (data: Buffer) => peer.send(`echo ${data.toString()}`))
  })
  const { socket, told } = watch(`${url}/path`, { headers: { Origin: 'app.example' } })
  await expect.poll(() => told.length).toBe(2)
  socket.send('電話')
  await expect
    .poll(() => told)
    .toEqual(['opened', expect.stringMatching(/^received hello app\.example Sidetone\/\d/), 'received echo 電話'])
})

it('tells pings and pongs as signs of life', async () => {
  const url = await serve((peer) => peer.ping())
  const { socket, told } = watch(url)
  await expect.poll(() => told).toEqual(['opened', 'alive'])
  socket.ping()
  await expect.poll(() => told).toEqual(['opened', 'alive', 'alive'])
})

it('says with which status an upgrade was refused, and never opens', async () => {
  const server = http.createServer()
  server.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'))
  const { told, ended } = watch(await serveBytes(server))
  expect(await ended).toEqual({ status: 401, reason: 'refused' })
  expect(told).toEqual(['ended'])
})

it('gives up an upgrade that nobody answers', async () => {
  const silent = net.createServer((socket) => void afterwards.push(() => socket.destroy()))
  const { told, ended } = watch(await serveBytes(silent), { handshakeTimeoutMs: 30 })
  expect(await ended).toEqual({ reason: 'timeout' })
  expect(told).toEqual(['ended'])
})

it('ends with the system code when nobody listens, and once only', async () => {
  const server = net.createServer()
  const url = await serveBytes(server)
  server.close()
  const { socket, told, ended } = watch(url)
  expect(await ended).toEqual({ reason: 'ECONNREFUSED' })
  socket.send('late')
  socket.close()
  socket.terminate()
  expect(told).toEqual(['ended'])
})

it.each(['not a url', 'ftp://example.com', 'ws://example.com/#fragment'])(
  'tells the listener that %s is no address, after open has returned',
  async (url) => {
    const { told, ended } = watch(url)
    expect(told).toEqual([])
    expect(await ended).toEqual({ reason: 'invalid-url' })
  },
)

it("says the peer's code when it closes, and nothing after that", async () => {
  const url = await serve((peer) => peer.close(4001, 'token abc expired'))
  const { ended } = watch(url)
  expect(await ended).toEqual({ code: 4001, reason: 'closed' })
})

it('has no code when the line is cut', async () => {
  const url = await serve((peer) => peer.terminate())
  expect(await watch(url).ended).toEqual({ reason: 'closed' })
})

it('refuses a frame of more than 1 MiB', async () => {
  const url = await serve((peer) => peer.send('x'.repeat(1024 * 1024 + 1)))
  const { told, ended } = watch(url)
  expect((await ended).reason).toBe('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
  expect(told).toEqual(['opened', 'ended'])
})

it('closes politely, and a close while opening ends it too', async () => {
  const closed: number[] = []
  const url = await serve((peer) => peer.on('close', (code) => closed.push(code)))
  const { socket, told, ended } = watch(url)
  await expect.poll(() => told).toEqual(['opened'])
  socket.close()
  socket.close()
  expect(await ended).toEqual({ code: 1000, reason: 'closed' })
  await expect.poll(() => closed).toEqual([1000])

  const early = watch(url)
  early.socket.close()
  await early.ended
  expect(early.told).toEqual(['ended'])
})

it('cuts the line two seconds after a close that nobody answers', async () => {
  const url = await serve((peer) => peer.pause())
  const { socket, told, ended } = watch(url)
  await expect.poll(() => told).toEqual(['opened'])
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    socket.close()
    vi.advanceTimersByTime(1999)
    expect(told).toEqual(['opened'])
    vi.advanceTimersByTime(1)
    expect(await ended).toEqual({ reason: 'closed' })
  } finally {
    vi.useRealTimers()
  }
})
