import { once } from 'node:events'
import http from 'node:http'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fail, FailureError } from '../../failure.ts'
import type { HttpClient, HttpRequest } from '../../ports/http.ts'
import { networkAgents } from '../agents.ts'
import type { Environment } from '../agents.ts'
import { nodeHttp } from './node-http.ts'

const afterwards: (() => void)[] = []
afterEach(() => {
  for (const action of afterwards.splice(0)) action()
})

function client(baseUrl: string, prepare?: (request: HttpRequest) => HttpRequest, env: Environment = {}): HttpClient {
  const agents = networkAgents(env)
  afterwards.push(() => agents.close())
  return nodeHttp(agents).open(prepare === undefined ? { baseUrl } : { baseUrl, prepare })
}

async function listening(server: net.Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterwards.push(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function serve(listener: RequestListener): Promise<string> {
  const server = http.createServer(listener)
  afterwards.push(() => server.closeAllConnections())
  return listening(server)
}

/** A server that speaks bytes, and remembers what it was sent. */
async function serveBytes(answer: (socket: net.Socket) => void): Promise<{ origin: string; received: () => string }> {
  let bytes = ''
  const server = net.createServer((socket) => {
    afterwards.push(() => socket.destroy())
    socket.on('error', () => undefined)
    socket.on('data', (chunk) => {
      bytes += chunk.toString('latin1')
      answer(socket)
    })
  })
  return { origin: await listening(server), received: () => bytes }
}

async function failureOf(promise: Promise<unknown>): Promise<FailureError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(FailureError)
  return thrown as FailureError
}

const empty = (socket: net.Socket): unknown => socket.end('HTTP/1.1 204 No Content\r\n\r\n')

describe('on the wire', () => {
  it('keeps the order of the query and encodes it by RFC 3986', async () => {
    const { origin, received } = await serveBytes(empty)
    await client(`${origin}/api/v1`).send({
      method: 'GET',
      path: '/call history',
      query: [
        ['z[]', "1 2+3'(4)*!~"],
        ['a', '電話&=?#/'],
        ['z[]', ''],
      ],
    })
    expect(received().split('\r\n')[0]).toBe(
      'GET /api/v1/call%20history?z%5B%5D=1%202%2B3%27%284%29%2A%21~&a=%E9%9B%BB%E8%A9%B1%26%3D%3F%23%2F&z%5B%5D= HTTP/1.1',
    )
  })

  it('says who we are, and no Content-Type that was not asked for', async () => {
    const { origin, received } = await serveBytes(empty)
    await client(origin).send({ method: 'POST', path: '/x', headers: { 'X-Own': 'yes' } })
    expect(received()).toMatch(/^User-Agent: Sidetone\/\d+\.\d+\.\d+\r$/m)
    expect(received()).toMatch(/^Accept: application\/json\r$/m)
    expect(received()).toMatch(/^X-Own: yes\r$/m)
    expect(received()).toMatch(/^Content-Length: 0\r$/m)
    expect(received().toLowerCase()).not.toContain('content-type')
    expect(received().toLowerCase()).not.toContain('axios')
  })

  it("sends the body as it is and the caller's own headers once", async () => {
    const { origin, received } = await serveBytes(empty)
    await client(origin).send({
      method: 'PUT',
      path: '/x',
      headers: { accept: 'text/csv', 'Content-Type': 'application/json', 'user-agent': 'own' },
      body: '{"a":"é"}',
    })
    const [head = '', body] = received().split('\r\n\r\n')
    expect(Buffer.from(body ?? '', 'latin1').toString()).toBe('{"a":"é"}')
    expect(head.match(/^accept:.*$/gim)).toEqual(['Accept: text/csv'])
    expect(head.match(/^content-type:.*$/gim)).toEqual(['Content-Type: application/json'])
    expect(head.match(/^user-agent:.*$/gim)).toEqual(['User-Agent: own'])
  })

  it('lets no header begin another', async () => {
    const { origin, received } = await serveBytes(empty)
    await client(origin).send({ method: 'GET', path: '/', headers: { 'X-Own': 'a\r\nX-Injected: b' } })
    expect(received()).not.toMatch(/^X-Injected/m)
  })

  it('signs every request through prepare, and hands on what signing failed with', async () => {
    const { origin, received } = await serveBytes(empty)
    const signing = client(origin, (request) => ({ ...request, headers: { Authorization: `for ${request.path}` } }))
    await signing.send({ method: 'GET', path: '/one' })
    expect(received()).toMatch(/^Authorization: for \/one\r$/m)
    const refusing = client(origin, () => {
      throw fail('auth/rejected')
    })
    expect((await failureOf(refusing.send({ method: 'GET', path: '/two' }))).failure.code).toBe('auth/rejected')
    expect(received()).not.toContain('/two')
  })

  it('never lets a path change the host', async () => {
    const { origin, received } = await serveBytes(empty)
    for (const path of ['@127.0.0.2/', '0/', '.example.com/']) {
      expect((await failureOf(client(origin).send({ method: 'GET', path }))).failure.code).toBe('bug')
    }
    expect(received()).toBe('')
  })

  it('refuses a base URL that is none before anything is sent', () => {
    expect(() => client('ftp://example.com')).toThrow(FailureError)
    expect(() => client('not a url')).toThrow(FailureError)
  })
})

describe('answers', () => {
  it('returns every status, with lower-case header names and a decoded body', async () => {
    const origin = await serve((_request, response) => {
      response.writeHead(503, { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] }).end('zu spät')
    })
    const answer = await client(origin).send({ method: 'GET', path: '/' })
    expect(answer).toMatchObject({
      status: 503,
      body: 'zu spät',
      headers: { 'content-type': 'text/plain', 'set-cookie': 'a=1, b=2' },
    })
  })

  it('returns a redirect as it is', async () => {
    let requests = 0
    const origin = await serve((_request, response) => {
      requests += 1
      response.writeHead(302, { Location: '/elsewhere' }).end()
    })
    const answer = await client(origin).send({ method: 'GET', path: '/' })
    expect([answer.status, answer.headers['location'], requests]).toEqual([302, '/elsewhere', 1])
  })

  it('does not parse what looks like JSON', async () => {
    const origin = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"a":1}'),
    )
    expect((await client(origin).send({ method: 'GET', path: '/' })).body).toBe('{"a":1}')
  })

  it('keeps a connection for reading, and never sends a command on a kept one', async () => {
    const ports: (number | undefined)[] = []
    const origin = await serve((request: IncomingMessage, response: ServerResponse) => {
      ports.push(request.socket.remotePort)
      response.end()
    })
    const one = client(origin)
    for (const method of ['GET', 'GET', 'POST', 'POST'] as const) await one.send({ method, path: '/' })
    expect(ports[1]).toBe(ports[0])
    expect(new Set(ports).size).toBe(3)
  })

  it('goes straight to this machine, whatever proxy the environment names', async () => {
    const { origin, received } = await serveBytes(empty)
    const env = { HTTP_PROXY: 'http://127.0.0.1:1', http_proxy: 'http://127.0.0.1:1' }
    vi.stubEnv('HTTP_PROXY', env.HTTP_PROXY)
    vi.stubEnv('http_proxy', env.http_proxy)
    await client(origin, undefined, env).send({ method: 'GET', path: '/' })
    vi.unstubAllEnvs()
    expect(received()).toMatch(/^GET \/ HTTP/)
  })

  it('reaches other hosts through the proxy that the environment names', async () => {
    const { origin, received } = await serveBytes(empty)
    const answer = await client('http://phone.invalid', undefined, { http_proxy: origin }).send({
      method: 'GET',
      path: '/x',
    })
    expect(answer.status).toBe(204)
    expect(received()).toMatch(/^GET http:\/\/phone\.invalid\/x HTTP/)
    const direct = client('http://phone.invalid', undefined, { http_proxy: origin, no_proxy: 'phone.invalid' })
    expect((await failureOf(direct.send({ method: 'GET', path: '/x' }))).failure.code).toBe('net/offline')
  })
})

describe('failures', () => {
  it('a refused port never reached anybody: a command may be sent again', async () => {
    const server = net.createServer()
    const origin = await listening(server)
    server.close()
    const { failure } = await failureOf(client(origin).send({ method: 'POST', path: '/', body: 'x' }))
    expect(failure).toMatchObject({ code: 'net/offline', retry: 'after', params: { reason: 'ECONNREFUSED' } })
    expect(failure.outcome).toBeUndefined()
  })

  it('a name that nobody has is offline', async () => {
    const { failure } = await failureOf(client('http://nobody.invalid').send({ method: 'GET', path: '/' }))
    expect(failure).toMatchObject({ code: 'net/offline', retry: 'after' })
  })

  it.each([
    ['at once', (socket: net.Socket) => socket.resetAndDestroy()],
    [
      'in the middle of the answer',
      (socket: net.Socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf', () => socket.destroy())
      },
    ],
  ])('a line that breaks %s leaves a command unknown, and a question to be asked again', async (_when, answer) => {
    const { origin } = await serveBytes(answer)
    const command = (await failureOf(client(origin).send({ method: 'POST', path: '/', body: 'x' }))).failure
    expect(command).toMatchObject({ code: 'net/offline', outcome: 'unknown', retry: 'no' })
    const question = (await failureOf(client(origin).send({ method: 'GET', path: '/' }))).failure
    expect(question).toMatchObject({ code: 'net/offline', retry: 'after' })
    expect(question.outcome).toBeUndefined()
  })

  it('the time limit reaches to the last byte', async () => {
    const { origin } = await serveBytes((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      const drip = setInterval(() => socket.write('.'), 10)
      socket.on('close', () => clearInterval(drip))
    })
    const slow = { method: 'GET', path: '/', timeoutMs: 60 } as const
    expect((await failureOf(client(origin).send(slow))).failure).toMatchObject({ code: 'net/timeout', retry: 'after' })
    const command = (await failureOf(client(origin).send({ ...slow, method: 'POST' }))).failure
    expect(command).toMatchObject({ code: 'net/timeout', outcome: 'unknown', retry: 'no' })
  })

  it('aborting ends a request in every state, signing too', async () => {
    const { origin } = await serveBytes(() => undefined)
    const abort = new AbortController()
    const waiting = failureOf(client(origin).send({ method: 'GET', path: '/' }, abort.signal))
    const hanging = client(origin, () => new Promise<HttpRequest>(() => undefined) as unknown as HttpRequest)
    const signing = failureOf(hanging.send({ method: 'POST', path: '/' }, abort.signal))
    abort.abort()
    expect((await waiting).failure.code).toBe('aborted')
    expect((await signing).failure).not.toHaveProperty('outcome')
    const late = failureOf(client(origin).send({ method: 'GET', path: '/' }, abort.signal))
    expect((await late).failure.code).toBe('aborted')
  })

  it("takes over the failure that a caller's signal gives as its reason", async () => {
    const abort = new AbortController()
    const { origin } = await serveBytes(() => abort.abort(fail('net/timeout', { retry: 'now' })))
    const failure = (await failureOf(client(origin).send({ method: 'POST', path: '/' }, abort.signal))).failure
    expect(failure).toMatchObject({ code: 'net/timeout', retry: 'no', outcome: 'unknown' })
    const early = (await failureOf(client(origin).send({ method: 'POST', path: '/' }, abort.signal))).failure
    expect(early).toMatchObject({ code: 'net/timeout', retry: 'now' })
    expect(early).not.toHaveProperty('outcome')
  })

  it.each(['identity', 'gzip'])('more than 8 MiB (%s) is not read to its end', async (encoding) => {
    const large = Buffer.alloc(9 * 1024 * 1024)
    const body = encoding === 'gzip' ? gzipSync(large) : large
    const origin = await serve((_request, response) =>
      response.writeHead(200, { 'Content-Encoding': encoding }).end(body),
    )
    const { failure } = await failureOf(client(origin).send({ method: 'GET', path: '/' }))
    expect(failure).toMatchObject({ code: 'provider/protocol', params: { reason: 'too-large' } })
  })

  it('what does not speak HTTP is a protocol failure', async () => {
    const { origin } = await serveBytes((socket) => socket.end('220 mail.example.com ESMTP\r\n'))
    const { failure } = await failureOf(client(origin).send({ method: 'GET', path: '/' }))
    expect(failure).toMatchObject({ code: 'provider/protocol', retry: 'no', params: { reason: 'not-http' } })
  })

  it('holds nothing of the request but its host', async () => {
    const { origin } = await serveBytes((socket) => socket.destroy())
    const error = await failureOf(
      client(origin).send({
        method: 'POST',
        path: '/pattern/PATHSECRET/call',
        query: [['q', 'QUERYSECRET']],
        headers: { Authorization: 'HEADSECRET' },
        body: 'BODYSECRET',
      }),
    )
    const { inspect } = await import('node:util')
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('SECRET')
    expect(error.cause).toBeUndefined()
  })
})
