import { createServer } from 'node:http'
import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { openBench } from '../../testing/conformance/bench.ts'
import type { Bench } from '../../testing/conformance/bench.ts'
import { createCall, documentHeaders, endOf, inboundBegin, outboundBegin, setNotify } from './fixtures/document.ts'
import { foneStorm } from './index.ts'

/*
 * A server that knows the document and nothing else: what arrives there is what the document's curl lines send, and its examples end as calls.
 */

interface Arrived {
  readonly line: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const replies: Readonly<Record<string, readonly [status: number, body: object]>> = {
  'POST /v2/calls': [201, createCall.reply],
  'POST /v2/calls/send_notify': [200, setNotify.reply],
  'POST /v2/calls/receive_notify': [200, setNotify.reply],
}
const forever: AbortSignal = new AbortController().signal
let server: Server
let arrived: Arrived[] = []
let bench: Bench

beforeAll(async () => {
  server = createServer((request, response) => {
    void read(request).then((one) => {
      arrived.push(one)
      const [status, body] = replies[one.line] ?? [404, { error: 'Not Found', message: 'No.', status_code: 404 }]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
beforeEach(async () => {
  arrived = []
  const { port } = server.address() as AddressInfo
  const settings = { baseUrl: `http://127.0.0.1:${port}/v2`, username: 'jane', foneNumber: createCall.foneNumber }
  const account = { settings, secrets: { token: documentHeaders.token } }
  const subject = { definition: foneStorm, target: { text: createCall.to }, start: () => Promise.reject(new Error()) }
  // Of the service's side the bench itself needs the account only.
  bench = await openBench(subject, { account } as unknown as Parameters<typeof openBench>[1])
})
afterEach(() => bench.close())
afterAll(() => server.close())

/** Header names as they were written. */
async function read(request: IncomingMessage): Promise<Arrived> {
  const { method = '', url = '', rawHeaders } = request
  const pairs = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? ''] as const] : []))
  return { line: `${method} ${url}`, headers: Object.fromEntries(pairs), body: await text(request) }
}

function listenerUrl(): string {
  return bench.facts.find((fact) => fact.type === 'listener')?.url ?? ''
}

async function callBack(data: object): Promise<number> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(listenerUrl(), { method: 'POST', headers, body: JSON.stringify(data) })).status
}

it('a call is asked for as printed', async () => {
  await bench.session.dialing!.place({ text: createCall.to }, { say: createCall.tts }, forever)
  expect(arrived).toEqual([{ line: 'POST /v2/calls', headers: expect.anything(), body: createCall.body }])
  expect(arrived[0]?.headers).toMatchObject(documentHeaders)
})

it('callbacks are asked for as printed, with our address in place of the example’s', async () => {
  const { url } = await bench.session.notify!.set(forever)
  const body = setNotify.body.replace(setNotify.url, url)
  expect(arrived.map(({ line }) => line)).toEqual([
    'GET /v2/fonenumbers/3215551081',
    'POST /v2/calls/send_notify',
    'POST /v2/calls/receive_notify',
  ])
  for (const one of arrived.slice(1)) {
    expect(one.headers).toMatchObject(documentHeaders)
    expect(one.body).toBe(body)
  }
})

it('the example’s call is one call to its end', async () => {
  bench.session.watch()
  await bench.untilConnection('live')
  const { key } = await bench.session.dialing!.place({ text: createCall.to }, {}, forever)
  expect(key).toBe('ce20fe86-b5ce-11e7-9eec-cf0ab03fdb06')
  expect(await callBack(outboundBegin)).toBe(200)
  expect(await callBack(endOf(outboundBegin, 'NO_ANSWER', 0))).toBe(200)
  expect(await bench.untilCall({ key, state: 'ended' })).toMatchObject({
    direction: 'out',
    number: '3215551801',
    result: 'cancelled',
    providerStatus: 'NO_ANSWER',
  })
})

it('a call in rings and is over', async () => {
  bench.session.watch()
  await bench.untilConnection('live')
  await callBack(inboundBegin)
  const { key } = await bench.untilCall({ state: 'ringing', direction: 'in', number: '3215551801' })
  await callBack(endOf(inboundBegin))
  expect(await bench.untilCall({ key, state: 'ended' })).toMatchObject({ result: 'answered', talkSeconds: 12 })
})
