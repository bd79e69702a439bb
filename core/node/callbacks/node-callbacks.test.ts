import { once } from 'node:events'
import http from 'node:http'
import type { IncomingHttpHeaders, RequestOptions } from 'node:http'
import net from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { FailureError } from '../../failure.ts'
import type { CallbackOptions, CallbackRequest } from '../../ports/callbacks.ts'
import { FakeLog } from '../../testing/fake-ports.ts'
import { FakeFiles } from '../../testing/fake-telephony-ports.ts'
import { nodeCallbacks } from './node-callbacks.ts'
import type { NodeCallbacks } from './node-callbacks.ts'

let files: FakeFiles
let log: FakeLog
let told: CallbackRequest[]
const afterwards: (() => unknown)[] = []
beforeEach(() => {
  files = new FakeFiles()
  log = new FakeLog()
  told = []
})
afterEach(async () => {
  for (const action of afterwards.splice(0)) await action()
})

function callbacks(env: Record<string, string> = { SIDETONE_CALLBACK_PORT: '0' }): NodeCallbacks {
  const made = nodeCallbacks({ files, log, env })
  afterwards.push(() => made.close())
  return made
}

async function opened(options: Partial<CallbackOptions> = {}): Promise<string> {
  const { url } = await callbacks().open({ account: 'desk', ...options }, (request) => void told.push(request))
  return url
}

interface Answer {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
}

async function send(url: string, options: RequestOptions = {}, body = ''): Promise<Answer> {
  const request = http.request(url, { agent: false, ...options }).end(body)
  const [response] = (await once(request, 'response')) as [http.IncomingMessage]
  response.resume()
  await once(response, 'end')
  return { status: response.statusCode, headers: response.headers }
}

/** Sends bytes and gives what came back until the other side ended or `enough`. */
async function sendBytes(url: string, bytes: string, enough: (text: string) => boolean = () => false): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = net.connect(Number(port), hostname)
  socket.write(bytes)
  let text = ''
  for await (const piece of socket as AsyncIterable<Buffer>) {
    text += piece.toString('latin1')
    if (enough(text)) break
  }
  return text
}

async function failureOf(promise: Promise<unknown>): Promise<FailureError['failure']> {
  const thrown: unknown = await promise.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(FailureError)
  return (thrown as FailureError).failure
}

/** Only how soon a failing test gives up. */
const patience = { timeout: 10_000, interval: 5 }

/** What was answered is told in the next turn. */
async function toldAll(count: number): Promise<CallbackRequest[]> {
  await expect.poll(() => told.length, patience).toBe(count)
  return told
}

describe('receiving', () => {
  it('answers 200 with nothing in it, and tells what came', async () => {
    const url = await opened()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Two': ['a', 'b'] }
    const answer = await send(`${url}/end?uid=1&from=+1321`, { method: 'POST', headers }, 'name=%E7%94%B0&é')
    expect(answer.status).toBe(200)
    expect(answer.headers['content-length']).toBe('0')
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    const [request] = await toldAll(1)
    expect(request).toMatchObject({ method: 'POST', path: '/end', query: 'uid=1&from=+1321', body: 'name=%E7%94%B0&é' })
    expect(request?.headers).toMatchObject({ 'content-type': 'application/x-www-form-urlencoded', 'x-two': 'a, b' })
  })

  it('has answered before anybody looks at what came, and lives on when that fails', async () => {
    const answered: string[] = []
    const { url } = await callbacks().open({ account: 'desk' }, () => {
      answered.push('told')
      throw new Error('not understood')
    })
    await send(url)
    await expect.poll(() => answered, patience).toEqual(['told'])
    expect(log.entries.some(({ event }) => event === 'callback not understood')).toBe(true)
    expect((await send(url)).status).toBe(200)
  })

  it('does not care for the Host header: through a tunnel it is another', async () => {
    const url = await opened()
    expect((await send(url, { headers: { Host: 'tunnel.example.com' } })).status).toBe(200)
  })

  it('knows its path in the form that proxies use', async () => {
    const url = await opened()
    const { pathname } = new URL(url)
    const text = await sendBytes(url, `GET http://tunnel.example.com${pathname}?a=1 HTTP/1.0\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 200 /)
    expect((await toldAll(1))[0]).toMatchObject({ path: '', query: 'a=1' })
  })

  it('reads a request line with raw spaces, which is no HTTP', async () => {
    const url = await opened()
    const { pathname } = new URL(url)
    const text = await sendBytes(url, `GET ${pathname}/x?to=+1 321 555&s=FAILED:NO ROUTE HTTP/1.1\r\nHost: x\r\n\r\n`)
    expect(text).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
    expect((await toldAll(1))[0]).toMatchObject({ path: '/x', query: 'to=+1 321 555&s=FAILED:NO ROUTE' })
    expect(await sendBytes(url, 'GET /other path?x=1 HTTP/1.1\r\nHost: x\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /)
  })

  it('loses none of 3,000 pipelined on few connections, and keeps their order', async () => {
    const url = await opened()
    const { pathname } = new URL(url)
    const line = (connection: number, index: number): string =>
      `POST ${pathname}?n=${connection}-${index} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc`
    const connection = async (number: number): Promise<void> => {
      const lines = Array.from({ length: 1000 }, (_, index) => line(number, index)).join('')
      const answers = await sendBytes(url, lines, (text) => (text.match(/HTTP\/1\.1 200/g)?.length ?? 0) === 1000)
      expect(answers).not.toMatch(/HTTP\/1\.1 [^2]/)
    }
    await Promise.all([connection(1), connection(2), connection(3)])
    const all = await toldAll(3000)
    const first = all.map(({ query }) => query).filter((query) => query.startsWith('n=1-'))
    expect(first).toEqual(Array.from({ length: 1000 }, (_, index) => `n=1-${index}`))
  })
})

describe('refusing', () => {
  it.each(['', '/', '/x', '/callbacks.json'])('answers 404 to the path "%s"', async (path) => {
    const { origin } = new URL(await opened())
    expect((await send(origin + path)).status).toBe(404)
  })

  it("answers 404 to a path that is almost right, and to another account's that is closed", async () => {
    const url = await opened()
    expect((await send(url.slice(0, -1))).status).toBe(404)
    expect((await send(`${url}x`)).status).toBe(404)
    expect((await send(url.toUpperCase().replace('HTTP', 'http'))).status).toBe(404)
  })

  it.each(['PUT', 'DELETE', 'HEAD', 'OPTIONS'])('answers 405 to %s', async (method) => {
    const url = await opened()
    expect(await send(url, { method })).toMatchObject({ status: 405, headers: { allow: 'GET, POST' } })
    expect(told).toEqual([])
  })

  it('asks for the name and password where they were set', async () => {
    const url = await opened({ basicAuth: { username: 'tel', password: 'pass:wörd' } })
    const basic = (text: string): RequestOptions => ({
      headers: { Authorization: `Basic ${Buffer.from(text).toString('base64')}` },
    })
    const refused = await send(url)
    expect(refused.status).toBe(401)
    expect(refused.headers['www-authenticate']).toBe('Basic realm="callbacks", charset="UTF-8"')
    expect((await send(url, basic('tel:pass'))).status).toBe(401)
    expect((await send(url, { headers: { Authorization: 'Bearer x' } })).status).toBe(401)
    expect((await send(url, basic('tel:pass:wörd'))).status).toBe(200)
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('takes 64 KiB and not a byte more, announced or not', async () => {
    const url = await opened()
    const most = 'x'.repeat(64 * 1024)
    expect((await send(url, { method: 'POST' }, most)).status).toBe(200)
    expect(
      (await send(url, { method: 'POST', headers: { 'Content-Length': most.length + 1 } }, `${most}x`)).status,
    ).toBe(413)
    const chunked = { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } }
    expect((await send(url, chunked, `${most}x`)).status).toBe(413)
    const expecting = { method: 'POST', headers: { 'Content-Length': 1e9, Expect: '100-continue' } }
    expect((await send(url, expecting)).status).toBe(413)
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('says 100 first to a sender that waits for it', async () => {
    const url = await opened()
    const request = http.request(url, { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 2 } })
    request.flushHeaders()
    await once(request, 'continue')
    request.end('ok')
    const [response] = (await once(request, 'response')) as [http.IncomingMessage]
    response.resume()
    expect(response.statusCode).toBe(200)
    expect((await toldAll(1))[0]?.body).toBe('ok')
  })

  it('takes no compressed body', async () => {
    const url = await opened()
    expect((await send(url, { method: 'POST', headers: { 'Content-Encoding': 'gzip' } }, 'x')).status).toBe(415)
  })

  it.each([
    ['a broken chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no HTTP', '\u0016\u0003\u0001 hello\r\n\r\n'],
    ['endless headers', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`],
  ])('survives %s', async (_what, bytes) => {
    const url = await opened()
    const { pathname } = new URL(url)
    expect(await sendBytes(url, bytes.replace(' / ', ` ${pathname} `))).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await send(url)).status).toBe(200)
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('survives a sender that goes away in the middle, and tells nothing of it', async () => {
    const url = await opened()
    const { pathname, hostname, port } = new URL(url)
    const socket = net.connect(Number(port), hostname)
    socket.write(`POST ${pathname} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf`)
    await once(socket, 'connect')
    socket.resetAndDestroy()
    expect((await send(url)).status).toBe(200)
    expect(await toldAll(1)).toHaveLength(1)
  })
})

describe('the address', () => {
  it('is on loopback, unguessable, and the same at the next start', async () => {
    const env = {}
    const first = await callbacks(env).open({ account: 'desk' }, () => undefined)
    const other = nodeCallbacks({ files: new FakeFiles(), log, env: { SIDETONE_CALLBACK_PORT: '0' } })
    afterwards.push(() => other.close())
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:2\d{4}\/[\w-]{43}$/)
    expect(new URL((await other.open({ account: 'desk' }, () => undefined)).url).pathname).not.toBe(
      new URL(first.url).pathname,
    )
    await first.close()
    const second = await callbacks(env).open({ account: 'desk' }, () => undefined)
    expect(second.url).toBe(first.url)
  })

  it('is one for all accounts but for the path, and each is told its own', async () => {
    const made = callbacks()
    const desk = await made.open({ account: 'desk' }, (request) => void told.push(request))
    const shop = await made.open({ account: 'shop' }, () => undefined)
    expect(new URL(shop.url).host).toBe(new URL(desk.url).host)
    expect(shop.url).not.toBe(desk.url)
    await send(shop.url)
    await send(desk.url, {}, '')
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('ends with the last account, tells nothing after, and begins again', async () => {
    const made = callbacks()
    const desk = await made.open({ account: 'desk' }, (request) => void told.push(request))
    const shop = await made.open({ account: 'shop' }, () => undefined)
    await desk.close()
    expect((await send(desk.url)).status).toBe(404)
    await shop.close()
    await shop.close()
    await expect(send(shop.url)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    const again = await made.open({ account: 'desk' }, (request) => void told.push(request))
    expect((await send(again.url)).status).toBe(200)
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('belongs to who opened it last', async () => {
    const made = callbacks()
    const older = await made.open({ account: 'desk' }, () => expect.unreachable())
    const newer = await made.open({ account: 'desk' }, (request) => void told.push(request))
    await older.close()
    await send(newer.url)
    expect(await toldAll(1)).toHaveLength(1)
  })

  it('two processes on one home: the second is told plainly, and can try again', async () => {
    const first = await callbacks({}).open({ account: 'desk' }, () => undefined)
    const second = callbacks({})
    expect(await failureOf(second.open({ account: 'desk' }, () => undefined))).toMatchObject({
      code: 'provider/unavailable',
      retry: 'after',
      params: { reason: 'port-taken', port: Number(new URL(first.url).port) },
    })
    await first.close()
    expect((await second.open({ account: 'desk' }, () => undefined)).url).toBe(first.url)
  })

  it('a port from the environment goes before the remembered one and is not remembered', async () => {
    const probe = net.createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    files.texts.set('callbacks.json', JSON.stringify({ port, paths: {} }))
    expect((await failureOf(callbacks({}).open({ account: 'desk' }, () => undefined))).params?.['reason']).toBe(
      'port-taken',
    )
    const { url } = await callbacks({ SIDETONE_CALLBACK_PORT: '0' }).open({ account: 'desk' }, () => undefined)
    expect(Number(new URL(url).port)).not.toBe(port)
    expect(JSON.parse(files.texts.get('callbacks.json') ?? '')).toMatchObject({ port })
    probe.close()
  })

  it.each(['x', '70000', '-1'])('refuses "%s" as a port', async (text) => {
    const failure = await failureOf(
      callbacks({ SIDETONE_CALLBACK_PORT: text }).open({ account: 'desk' }, () => undefined),
    )
    expect(failure).toMatchObject({ code: 'input/invalid', params: { field: 'SIDETONE_CALLBACK_PORT' } })
  })

  it('is open to the network only where the person wrote so, and the log says it', async () => {
    files.texts.set('callbacks.json', JSON.stringify({ host: '0.0.0.0', paths: {} }))
    const { url } = await callbacks().open({ account: 'desk' }, () => undefined)
    expect(new URL(url).hostname).toBe('127.0.0.1')
    expect(log.entries).toContainEqual({
      level: 'warn',
      event: 'callbacks are taken from the network',
      fields: { host: '0.0.0.0' },
    })
    expect((await send(url)).status).toBe(200)
  })

  it('an address that this machine does not have is a plain failure', async () => {
    files.texts.set('callbacks.json', JSON.stringify({ host: '192.0.2.1', paths: {} }))
    const failure = await failureOf(callbacks().open({ account: 'desk' }, () => undefined))
    expect(failure).toMatchObject({ code: 'provider/unavailable', params: { reason: 'no-such-address' } })
  })

  it('says so where it cannot be remembered, and listens nowhere', async () => {
    files.broken = new FailureError({ code: 'store/unavailable', retry: 'after', trace: 'x' })
    expect((await failureOf(callbacks({}).open({ account: 'desk' }, () => undefined))).code).toBe('store/unavailable')
    files.broken = undefined
    await callbacks({}).open({ account: 'desk' }, () => undefined)
  })

  it('a damaged file is put aside and new paths are made', async () => {
    files.texts.set('callbacks.json', '{"paths":{"desk":"short"}}')
    const { url } = await callbacks().open({ account: 'desk' }, () => undefined)
    expect(new URL(url).pathname).toMatch(/^\/[\w-]{43}$/)
    expect(files.texts.has('callbacks.json.damaged')).toBe(true)
  })

  it('an account called like a part of every object has a path of its own', async () => {
    const { url } = await callbacks().open({ account: 'constructor' }, () => undefined)
    expect(new URL(url).pathname).toMatch(/^\/[\w-]{43}$/)
  })
})
