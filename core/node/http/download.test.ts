import { once } from 'node:events'
import http from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fail, FailureError } from '../../failure.ts'
import type { HttpClient } from '../../ports/http.ts'
import { networkAgents } from '../agents.ts'
import { nodeHttp } from './node-http.ts'

const afterwards: (() => void)[] = []
afterEach(() => {
  for (const action of afterwards.splice(0)) action()
})

async function serve(listener: RequestListener): Promise<HttpClient> {
  const server = http.createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const agents = networkAgents({})
  afterwards.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => agents.close(),
  )
  return nodeHttp(agents).open({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

async function collected(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function failureOf(promise: Promise<unknown>): Promise<FailureError['failure']> {
  const thrown: unknown = await promise.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(FailureError)
  return (thrown as FailureError).failure
}

const recording = { method: 'GET', path: '/recording' } as const

it('gives more than 8 MiB, piece by piece, whatever the status', async () => {
  const large = Buffer.alloc(9 * 1024 * 1024, 'sound')
  const client = await serve((_request, response) => {
    response.writeHead(206, { 'Content-Type': 'audio/mpeg', 'Content-Length': large.length }).end(large)
  })
  const answer = await client.download(recording)
  expect(answer).toMatchObject({
    status: 206,
    headers: { 'content-type': 'audio/mpeg', 'content-length': String(large.length) },
  })
  expect((await collected(answer.body)).equals(large)).toBe(true)
})

it('asks for the bytes as they are, and still reads a body that came compressed, of which the length is not known', async () => {
  const asked: IncomingMessage['headers'][] = []
  const client = await serve((request, response) => {
    asked.push(request.headers)
    const body = gzipSync('sound')
    response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length }).end(body)
  })
  const answer = await client.download({ ...recording, headers: { Range: 'bytes=0-' } })
  expect(asked[0]).toMatchObject({ accept: '*/*', 'accept-encoding': 'identity', range: 'bytes=0-' })
  expect(answer.headers).not.toHaveProperty('content-length')
  expect(String(await collected(answer.body))).toBe('sound')
})

it('returns a redirect as it is', async () => {
  const client = await serve((_request, response) => response.writeHead(302, { Location: '/elsewhere' }).end())
  const answer = await client.download(recording)
  expect([answer.status, answer.headers['location']]).toEqual([302, '/elsewhere'])
  expect(await collected(answer.body)).toHaveLength(0)
})

it('leaving the loop early ends the request', async () => {
  const closed = Promise.withResolvers<unknown>()
  const client = await serve((_request, response) => {
    response.on('close', () => closed.resolve(null))
    response.writeHead(200)
    response.write('a piece')
  })
  const { body } = await client.download(recording)
  for await (const piece of body) {
    expect(String(Buffer.from(piece))).toBe('a piece')
    break
  }
  await closed.promise
})

describe('time limits', () => {
  // Only the limits' own: the wire keeps real time, and a busy machine changes nothing.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('a body that nobody reads does not keep its connection', async () => {
    const closed = Promise.withResolvers<unknown>()
    const client = await serve((_request, response) => {
      response.on('close', () => closed.resolve(null))
      response.writeHead(200).write('a piece')
    })
    const { body } = await client.download(recording)
    vi.advanceTimersByTime(30_000)
    await closed.promise
    expect((await failureOf(collected(body))).code).toBe('net/timeout')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('says net/timeout where the headers do not come', async () => {
    const asked = Promise.withResolvers<unknown>()
    const client = await serve(() => asked.resolve(null))
    const silent = failureOf(client.download({ ...recording, timeoutMs: 10_000 }))
    await asked.promise
    vi.advanceTimersByTime(10_000)
    expect(await silent).toMatchObject({ code: 'net/timeout', retry: 'after' })
  })

  it('says net/timeout where the next piece does not come', async () => {
    const client = await serve((_request, response) => void response.writeHead(200).write('a piece'))
    const { body } = await client.download({ ...recording, timeoutMs: 10_000 })
    const pieces = body[Symbol.asyncIterator]()
    await pieces.next()
    const next = failureOf(pieces.next())
    vi.advanceTimersByTime(10_000)
    expect(await next).toMatchObject({ code: 'net/timeout', retry: 'after' })
  })

  it('a pause of the reader is no pause of the service', async () => {
    const client = await serve((_request, response) => response.writeHead(200).end('whole'))
    const { body } = await client.download(recording)
    for await (const piece of body) {
      expect(String(Buffer.from(piece))).toBe('whole')
      vi.advanceTimersByTime(3_600_000)
    }
    expect(vi.getTimerCount()).toBe(0)
  })
})

it('aborting ends it before the headers, before the first piece and in the middle', async () => {
  const client = await serve((request, response) => {
    if (request.url === '/recording') response.writeHead(200).write('a piece')
  })
  const early = new AbortController()
  const waiting = failureOf(client.download({ ...recording, path: '/silent' }, early.signal))
  early.abort()
  expect((await waiting).code).toBe('aborted')

  const unread = new AbortController()
  const download = await client.download(recording, unread.signal)
  unread.abort()
  expect((await failureOf(collected(download.body))).code).toBe('aborted')

  const middle = new AbortController()
  const { body } = await client.download(recording, middle.signal)
  const reading = (async () => {
    for await (const piece of body) middle.abort(fail('net/timeout', { retry: 'now', params: { bytes: piece.length } }))
  })()
  expect(await failureOf(reading)).toMatchObject({ code: 'net/timeout', retry: 'now' })
})

it('a line that breaks in the middle is offline, never a whole body', async () => {
  const client = await serve((_request, response) => {
    response.writeHead(200, { 'Content-Length': 1000 }).write('half', () => response.destroy())
  })
  const { body } = await client.download(recording)
  expect(await failureOf(collected(body))).toMatchObject({ code: 'net/offline', retry: 'after' })
})
