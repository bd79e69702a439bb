import { beforeEach, expect, it } from 'vitest'
import type { CallbackRequest } from '../ports/callbacks.ts'
import { FakeCallbacks } from '../testing/fake-callbacks.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { plainAnswer, ScriptedHttp } from '../testing/scripted-http.ts'
import { CallbackTrials } from './callback-trials.ts'

let clock: FakeClock
let callbacks: FakeCallbacks
let http: ScriptedHttp
let trials: CallbackTrials
let told: CallbackRequest[]
const signal = new AbortController().signal

beforeEach(async () => {
  clock = new FakeClock()
  callbacks = new FakeCallbacks()
  http = new ScriptedHttp(() => plainAnswer(200, ''))
  trials = new CallbackTrials({ callbacks, http, clock })
  told = []
  await trials.open({ account: 'desk', basicAuth: { username: 'u', password: 'p' } }, (request) => told.push(request))
})

/** The way from the request to the listener is open. */
function connect(): void {
  http.script = ({ query = [] }) => {
    callbacks.deliver('desk', {
      method: 'GET',
      path: '',
      query: query.map((pair) => pair.join('=')).join('&'),
      headers: {},
      body: '',
    })
    return plainAnswer(200, '')
  }
}

it('sees a trial arrive, with the credentials the service would use, and tells the provider nothing of it', async () => {
  connect()
  const test = await trials.test('desk', 'https://relay.example.com', signal)
  expect(test).toMatchObject({ local: { arrived: true }, public: { arrived: true } })
  expect(test.public?.url).toMatch(/^https:\/\/relay\.example\.com\/./)
  expect(http.requests.map(({ headers }) => headers?.['Authorization'])).toEqual(['Basic dTpw', 'Basic dTpw'])
  expect(told).toEqual([])
  expect(clock.pending).toBe(0)
})

it('says that nothing arrived where a relay answers but leads nowhere', async () => {
  const test = trials.test('desk', undefined, signal)
  await clock.settle()
  await clock.advance(2_000)
  expect(await test).toMatchObject({ local: { arrived: false } })
})

it('passes real callbacks on', () => {
  const request = { method: 'POST', path: '', query: 'uid=1', headers: {}, body: '' }
  callbacks.deliver('desk', request)
  expect(told).toEqual([request])
})

it('says so when nobody listens for the account', async () => {
  await expect(trials.test('other', undefined, signal)).rejects.toMatchObject({ failure: { code: 'not-found' } })
})
