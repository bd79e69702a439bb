import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../../../contract/model/failure.ts'
import { fail } from '../../failure.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { mostCalls } from './calls.ts'
import { createCall, documentHeaders, endOf, inboundBegin, outboundBegin } from './fixtures/document.ts'
import { answer, forever, openPaperService, vendorError } from './fixtures/paper-service.ts'
import type { PaperAnswer } from './fixtures/paper-service.ts'

const target = { text: createCall.to }
const key = createCall.reply.call.id

it('does nothing on the network before it is asked to', async () => {
  const { ports, facts } = await openPaperService()
  await ports.clock.advance(60_000)
  expect(ports.http.requests).toEqual([])
  expect(ports.callbacks.opened.size).toBe(0)
  expect(facts).toEqual([])
})

describe('dialling', () => {
  it('sends the document’s example, byte for byte', async () => {
    const { ports, session } = await openPaperService()
    await expect(session.dialing!.place(target, { say: createCall.tts }, forever)).resolves.toEqual({ key })
    expect(ports.http.requests).toEqual([
      { method: 'POST', path: createCall.path, headers: documentHeaders, body: createCall.body, timeoutMs: 30_000 },
    ])
    expect(Object.keys(ports.http.requests[0]?.headers ?? {})).toEqual(Object.keys(documentHeaders))
  })

  it('leaves out the text where there is none', async () => {
    const { ports, session } = await openPaperService()
    await session.dialing!.place(target, {}, forever)
    expect(ports.http.requests[0]?.body).toBe('{"fonenumber":"3215551081", "to":"3215551801"}')
  })

  it('sends what is in a text as it is, safely', async () => {
    const { ports, session } = await openPaperService()
    const say = 'Say "hi", 田中 \\ "fonenumber":"1"\n'
    await session.dialing!.place(target, { say }, forever)
    expect(JSON.parse(ports.http.requests[0]?.body ?? '')).toEqual({
      fonenumber: '3215551081',
      to: '3215551801',
      tts: say,
    })
  })

  it('tells of the call under the id that the service gave', async () => {
    const { session, facts } = await openPaperService()
    await session.dialing!.place(target, {}, forever)
    expect(facts).toMatchObject([
      { type: 'call', key, direction: 'out', state: 'dialing', number: '3215551801', endUnseen: true },
    ])
  })

  it.each<[string, PaperAnswer, FailureCode]>([
    ['a number that it does not take', vendorError(400, 'to must be a 10 digit phone number.'), 'provider/refused'],
    ['a number that is not the account’s', vendorError(404), 'not-found'],
    ['a throttle', vendorError(429), 'rate/limited'],
    ['a throttle that is called 503', vendorError(503, 'More than 10 requests in a second.'), 'rate/limited'],
    ['an outage', vendorError(503, 'Down.'), 'provider/unavailable'],
    ['an error under 200', answer(200, { error: 'Bad Request', message: 'No.', status_code: 400 }), 'provider/refused'],
    ['a line that was never open', fail('net/offline', { retry: 'after' }), 'net/offline'],
  ])('that is refused for %s tells of no call', async (_what, reply, code) => {
    const { ports, session, answers, facts } = await openPaperService()
    answers.set('POST /calls', reply)
    const placing = session.dialing!.place(target, {}, forever)
    await expect(placing).rejects.toMatchObject({ failure: { code, provider: 'fonestorm' } })
    await expect(placing).rejects.not.toMatchObject({ failure: { outcome: 'unknown' } })
    expect(facts).toEqual([])
    expect(ports.http.requests).toHaveLength(1)
  })

  it.each<[string, PaperAnswer]>([
    ['a broken line', fail('net/offline', { outcome: 'unknown' })],
    ['no answer in time', fail('net/timeout', { outcome: 'unknown' })],
    ['an error on the way', vendorError(500)],
    ['a gateway', plainAnswer(502, '<html>')],
    ['a page instead of a reply', plainAnswer(200, '<html>')],
    ['a reply without an id', answer(201, { call: {} })],
    ['an id of another kind', answer(201, { call: { id: 42 } })],
  ])('of which nobody knows (%s) is not repeated, and told as unknown', async (_what, reply) => {
    const { ports, session, answers, calls } = await openPaperService()
    answers.set('POST /calls', reply)
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { provider: 'fonestorm', outcome: 'unknown', retry: 'no' },
    })
    expect(ports.http.requests).toHaveLength(1)
    expect(calls()).toEqual([expect.stringMatching(/out unknown 3215551801$/)])
  })

  it('was done where a callback says so, whatever became of the answer', async () => {
    const { session, ports, answers, callback, calls } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    answers.set('POST /calls', () => {
      callback(outboundBegin)
      return fail('net/timeout', { outcome: 'unknown' })
    })
    await expect(session.dialing!.place(target, {}, forever)).resolves.toEqual({ key })
    expect(calls()).toEqual(['ce20fe86 out dialing 3215551801'])
  })

  it('never goes beyond ten requests in a second', async () => {
    const { session, ports } = await openPaperService()
    const placing = Array.from({ length: 25 }, () => session.dialing!.place(target, {}, forever))
    const sent: number[] = []
    for (let second = 0; second < 3; second += 1) {
      await ports.clock.advance(999)
      sent.push(ports.http.requests.length)
      await ports.clock.advance(101)
    }
    await Promise.all(placing)
    expect(sent).toEqual([10, 20, 25])
  })
})

describe('callbacks', () => {
  it('tell a call in to its end', async () => {
    const { session, ports, callback, facts, calls } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    callback(inboundBegin)
    await ports.clock.advance(15_000)
    callback(endOf(inboundBegin))
    callback(endOf(inboundBegin))
    expect(calls()).toEqual(['d0b1f5a2 in ringing 3215551801', 'd0b1f5a2 in ended 3215551801 answered'])
    expect(facts.at(-1)).toMatchObject({ providerStatus: 'ANSWERED', talkSeconds: 12 })
  })

  it('tell a call out to its end, under the id of the request', async () => {
    const { session, ports, callback, calls } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    await session.dialing!.place(target, {}, forever)
    callback(outboundBegin)
    callback(endOf(outboundBegin, 'FAILED:503', '0'))
    expect(calls()).toEqual([
      'ce20fe86 out dialing 3215551801',
      'ce20fe86 out dialing 3215551801',
      'ce20fe86 out ended 3215551801 failed',
    ])
  })

  it('that come again long after their call was forgotten tell nothing', async () => {
    const { session, ports, callback, calls } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    callback(inboundBegin)
    callback(endOf(inboundBegin))
    for (let other = 0; other <= mostCalls; other += 1) callback(endOf({ ...inboundBegin, uid: `other-${other}` }))
    const told = calls().length
    callback(inboundBegin)
    callback(endOf(inboundBegin))
    expect(calls()).toHaveLength(told)
  })

  it('that nobody understands do no harm', async () => {
    const { session, ports, callback, calls } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    for (const body of ['', '{', '[]', 'null', '7', '{"uid":{}}', '{"__proto__":{"uid":"x"}}', 'x'.repeat(60_000)]) {
      ports.callbacks.deliver('fs', { method: 'POST', body, headers: { 'content-type': 'application/json' } })
    }
    callback(inboundBegin)
    expect(calls()).toEqual(['d0b1f5a2 in ringing 3215551801'])
  })

  it('are heard no more after close, and nothing is left running', async () => {
    const { session, ports, callback, facts } = await openPaperService()
    session.watch()
    await ports.clock.settle()
    callback(inboundBegin)
    const told = facts.length
    await session.close()
    await session.close()
    session.watch()
    await ports.clock.settle()
    expect(() => callback(endOf(inboundBegin))).toThrow('nobody listens')
    expect(facts).toHaveLength(told)
    expect(ports.clock.pending).toBe(0)
    expect(ports.hints.listeners).toBe(0)
  })
})

describe('check', () => {
  it('says what the number is', async () => {
    const { session, answers } = await openPaperService()
    const options = {
      send_notify: { url: '', method: '' },
      receive_notify: { url: 'https://crm.example/', method: 'GET' },
    }
    const fonenumber = { fonenumber: '3215551081', state: 'FL', is_active: 'yes', voice_options: options }
    answers.set('GET /fonenumbers/3215551081', answer(200, { fonenumber }))
    expect(await session.check(forever)).toEqual({
      number: '3215551081',
      signIn: 'token',
      state: 'FL',
      active: 'yes',
      callbacks: 'set for another address',
    })
  })

  it('goes without where the service tells nothing of numbers', async () => {
    const { session } = await openPaperService()
    expect(await session.check(forever)).toEqual({ number: '3215551081', signIn: 'token', callbacks: 'not told' })
  })

  it('can be given up', async () => {
    const { session, answers } = await openPaperService()
    answers.set('GET /fonenumbers/3215551081', () => new Promise<never>(() => undefined))
    const abort = new AbortController()
    const checking = session.check(abort.signal)
    abort.abort()
    await expect(checking).rejects.toMatchObject({ failure: { code: 'aborted' } })
  })
})
