import { expect, it } from 'vitest'
import { fail } from '../failure.ts'
import type { HttpRequest, HttpResponse } from '../ports/index.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { plainAnswer, ScriptedHttp } from '../testing/scripted-http.ts'
import { retryAfterMs, sendPatiently } from './retry.ts'
import type { RetryOptions } from './retry.ts'

const get: HttpRequest = { method: 'GET', path: '/calls' }
const busy = (headers: Record<string, string> = {}, status = 429): HttpResponse => ({ status, headers, body: '' })

function setUp(...answers: (HttpResponse | Error)[]) {
  const clock = new FakeClock()
  const http = new ScriptedHttp(() => answers.shift() ?? plainAnswer(200, 'ok'))
  const client = http.open({ baseUrl: 'http://phone.example' })
  const options = { clock, attempts: 3, backoff: { baseMs: 1000, capMs: 8000 } }
  const send = (request = get, signal?: AbortSignal, more: Partial<RetryOptions> = {}) =>
    sendPatiently(client, request, { ...options, ...more }, signal)
  return { clock, http, send }
}

it('waits as long as the service asks, then asks again', async () => {
  const { clock, http, send } = setUp(busy({ 'retry-after': '7' }))
  const answer = send()
  await clock.advance(6999)
  expect(http.requests).toHaveLength(1)
  await clock.advance(1)
  expect((await answer).status).toBe(200)
})

it('backs off where it does not say how long, and gives the last answer in the end', async () => {
  const { clock, http, send } = setUp(busy({}, 503), fail('net/offline', { retry: 'after' }), busy())
  const answer = send()
  await clock.advance(500)
  expect(http.requests).toHaveLength(2)
  await clock.advance(1000)
  expect((await answer).status).toBe(429)
  expect(http.requests).toHaveLength(3)
  expect(clock.pending).toBe(0)
})

it('repeats only what the service itself turned away, where told so', async () => {
  const { clock, http, send } = setUp(busy({}, 503), fail('net/offline', { retry: 'after' }))
  const answer = send(get, undefined, { onlyAnswered: true })
  const failed = expect(answer).rejects.toMatchObject({ failure: { code: 'net/offline' } })
  await clock.advance(500)
  await failed
  expect(http.requests).toHaveLength(2)
  expect(clock.pending).toBe(0)
})

it('never sends a command twice', async () => {
  const { http, send } = setUp(busy({ 'retry-after': '0' }))
  expect((await send({ method: 'POST', path: '/calls' })).status).toBe(429)
  expect(http.requests).toHaveLength(1)
})

it.each([
  ['a wait that is too long', busy({ 'retry-after': '3600' })],
  ['an answer that says no', plainAnswer(403, '')],
])('leaves %s to the caller', async (_what, given) => {
  const { clock, send } = setUp(given)
  expect(await send()).toBe(given)
  expect(clock.pending).toBe(0)
})

it('hands on a failure that trying again cannot mend', async () => {
  const { http, send } = setUp(fail('net/tls'))
  await expect(send()).rejects.toMatchObject({ failure: { code: 'net/tls' } })
  expect(http.requests).toHaveLength(1)
})

it('can be aborted while it waits', async () => {
  const { clock, send } = setUp(busy())
  const abort = new AbortController()
  const answer = send(get, abort.signal)
  const refused = expect(answer).rejects.toMatchObject({ failure: { code: 'aborted' } })
  await clock.settle()
  expect(clock.pending).toBe(1)
  abort.abort()
  await refused
  expect(clock.pending).toBe(0)
})

it.each([
  ['120', 120_000],
  ['0.5', 500],
  ['Sat, 21 Nov 2026 09:00:30 GMT', 30_000],
  ['Sat, 21 Nov 2026 08:00:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
  ['', undefined],
])('Retry-After: %s', (text, expected) => {
  expect(retryAfterMs({ headers: { 'retry-after': text } }, Date.UTC(2026, 10, 21, 9))).toBe(expected)
})
