import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import type { CallFact, CallReference } from '../../provider.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import callStateEvent from './fixtures/event-call-state.json' with { type: 'json' }
import onconnectEvent from './fixtures/event-onconnect.json' with { type: 'json' }
import { forever, openPaperService, phoneId, vendorError } from './fixtures/paper-service.ts'
import type { PaperService } from './fixtures/paper-service.ts'

const target = { text: '090-1234-5678' }
const kept = { accessToken: 'kept' }

it('does nothing on the network before it is asked to', async () => {
  const { ports } = await openPaperService()
  await ports.clock.advance(60_000)
  expect(ports.http.requests).toEqual([])
  expect(ports.sockets.opened).toEqual([])
})

describe('check', () => {
  it('signs in and says what it found', async () => {
    const { ports, session } = await openPaperService()
    expect(await session.check(forever)).toEqual({
      product: 'Example System',
      version: '1.0.0',
      name: 'Manager-xxxx',
      service: 'Example phone',
      serviceId: phoneId,
      authorisation: 'granted',
      events: 'incoming',
    })
    expect(ports.http.lines).toEqual([
      'GET /gotapi/availability',
      'GET /gotapi/authorization/grant',
      'GET /gotapi/authorization/accesstoken',
      'GET /gotapi/servicediscovery',
      'GET /gotapi/serviceinformation',
    ])
  })

  it('goes on where availability answers an error', async () => {
    const { session, answers } = await openPaperService({}, kept)
    answers.set('availability', vendorError(1))
    expect(await session.check(forever)).toMatchObject({ service: 'Example phone' })
  })

  it.each([
    ['no server', 'availability', fail('net/offline'), 'net/offline'],
    ['a captive portal', 'availability', plainAnswer(200, '<html>'), 'provider/protocol'],
    ['a refused origin', 'availability', vendorError(18), 'auth/rejected'],
    ['services that are none', 'servicediscovery', { result: 0, services: 'x' }, 'provider/protocol'],
    ['no phone among them', 'servicediscovery', { result: 0, services: [{ id: 'a', scopes: ['light'] }] }, 'not-found'],
  ])('fails once with %s', async (_what, path, answer, code) => {
    const { session, answers } = await openPaperService({}, kept)
    answers.set(path, answer)
    await expect(session.check(forever)).rejects.toMatchObject({ failure: { code } })
  })

  it('does not take another device for the configured one', async () => {
    const { session } = await openPaperService({ serviceId: 'Host.other' }, kept)
    await expect(session.check(forever)).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })

  it('asks each online device that does not say what it is', async () => {
    const { ports, session, answers } = await openPaperService({}, kept)
    answers.set('servicediscovery', { result: 0, services: [{ id: 'lamp', online: true }, { id: 'phone' }] })
    answers.set('serviceinformation', ({ query }) =>
      query?.[0]?.[1] === 'phone' ? { result: 0, supports: ['Phone'] } : { result: 0, supports: ['light'] },
    )
    expect(await session.check(forever)).toMatchObject({ serviceId: 'phone' })
    expect(ports.http.queried('/gotapi/serviceinformation', 'serviceId').slice(0, 2)).toEqual(['lamp', 'phone'])
  })
})

describe('ringer', () => {
  it.each([
    ['silent', '0'],
    ['manner', '1'],
    ['sound', '2'],
  ] as const)('%s is mode %s', async (mode, value) => {
    const { ports, session } = await openPaperService({ serviceId: phoneId }, kept)
    await session.ringer!.set(mode, forever)
    expect(ports.http.requests[0]).toMatchObject({ method: 'PUT', path: '/gotapi/phone/set' })
    expect(ports.http.queried('/gotapi/phone/set', 'mode')).toEqual([value])
  })
})

describe('place', () => {
  it('sends what the document says, once, and tells of the call before the reply', async () => {
    const { ports, session, answers, calls } = await openPaperService({ serviceId: phoneId }, kept)
    const reply = Promise.withResolvers<object>()
    answers.set('phone/call', () => reply.promise)
    const placing = session.dialing!.place(target, {}, forever)
    await ports.clock.settle()
    expect(calls()).toEqual(['out dialing 09012345678'])
    reply.resolve({ result: 0 })
    expect(await placing).toEqual({ key: expect.any(String) })
    expect(ports.http.requests).toEqual([
      {
        method: 'POST',
        path: '/gotapi/phone/call',
        query: [
          ['serviceId', phoneId],
          ['accessToken', 'kept'],
          ['phoneNumber', '09012345678'],
        ],
        headers: {
          Origin: 'http://sidetone.localhost',
          'X-GotAPI-Origin': 'http://sidetone.localhost',
          'Content-Type': 'application/json',
        },
        timeoutMs: 65_000,
      },
    ])
  })

  it('gives the same key to the event that beats the reply', async () => {
    const service = await openPaperService({ serviceId: phoneId }, kept)
    service.session.watch()
    await service.ports.clock.settle()
    const reply = Promise.withResolvers<object>()
    service.answers.set('phone/call', () => reply.promise)
    const placing = service.session.dialing!.place(target, {}, forever)
    await service.ports.clock.settle()
    service.ports.sockets.last.receive(onconnectEvent)
    reply.resolve({ result: 0 })
    const { key } = await placing
    expect(new Set(callFacts(service).map((fact) => fact.key))).toEqual(new Set([key]))
    await service.session.close()
  })

  it.each([
    ['the phone refuses', vendorError(17), 'provider/refused'],
    ['it was never sent', fail('net/offline'), 'net/offline'],
    ['something in front refuses', plainAnswer(404, '<html>'), 'provider/protocol'],
    ['there is too much', plainAnswer(429, ''), 'rate/limited'],
  ])('ends the call when %s', async (_what, answer, code) => {
    const { session, answers, calls } = await openPaperService({ serviceId: phoneId }, kept)
    answers.set('phone/call', answer)
    const failure = { failure: expect.not.objectContaining({ outcome: 'unknown' }) }
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject(failure)
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({ failure: { code } })
    expect(calls()[1]).toBe('out ended 09012345678 failed')
  })

  it.each([
    ['nobody answers', fail('net/timeout', { outcome: 'unknown' }), 'net/timeout'],
    ['the phone does not answer the service', vendorError(7), 'net/timeout'],
    ['the line breaks', fail('net/offline', { outcome: 'unknown' }), 'net/offline'],
    ['the answer is garbage', plainAnswer(200, '{"result": 0, oops'), 'provider/protocol'],
    ['a proxy gives up', plainAnswer(504, ''), 'provider/unavailable'],
  ])('does not know and does not repeat when %s', async (_what, answer, code) => {
    const { ports, session, answers, calls } = await openPaperService({ serviceId: phoneId }, kept)
    answers.set('phone/call', answer)
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code, outcome: 'unknown' },
    })
    await ports.clock.advance(60_000)
    expect(calls()).toEqual(['out dialing 09012345678', 'out unknown 09012345678'])
    expect(ports.http.requests).toHaveLength(1)
  })

  it('tells of no call when signing in fails', async () => {
    const { session, answers, calls } = await openPaperService({ serviceId: phoneId })
    answers.set('authorization/accesstoken', vendorError(11))
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'auth/rejected' },
    })
    expect(calls()).toEqual([])
  })

  it('refuses what is no number before anything is sent', async () => {
    const { ports, session } = await openPaperService({}, kept)
    await expect(async () => session.dialing!.place({ text: '*43#' }, {}, forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid' },
    })
    expect(ports.http.requests).toEqual([])
  })
})

describe('call control', () => {
  async function ringing() {
    const service = await openPaperService({}, kept)
    service.session.watch()
    await service.ports.clock.settle()
    service.ports.sockets.last.receive({ ...callStateEvent, phoneNumber: '+81-3-1234-5678' })
    return service
  }

  it.each([
    ['answer', 'acceptCall'],
    ['reject', 'rejectCall'],
    ['hangUp', 'endCall'],
  ] as const)('%s is a POST to %s with the number as the event gave it', async (verb, attribute) => {
    const service = await ringing()
    const { session, ports } = service
    expect(session.callControl!.offered()).toEqual(['answer', 'reject', 'hang-up'])
    await session.callControl![verb](reference(service), forever)
    expect(ports.http.requests.at(-1)).toMatchObject({ method: 'POST', path: `/gotapi/phone/${attribute}` })
    expect(ports.http.queried(`/gotapi/phone/${attribute}`, 'phoneNumber')).toEqual(['+81-3-1234-5678'])
    await session.close()
  })

  it('says rejected of a call that was', async () => {
    const service = await ringing()
    await service.session.callControl!.reject(reference(service), forever)
    service.ports.sockets.last.receive({ ...callStateEvent, state: 'standby', phoneNumber: '+81-3-1234-5678' })
    expect(service.calls().at(-1)).toBe('in ended +81-3-1234-5678 rejected')
    await service.session.close()
  })

  it('hangs up what we dialled', async () => {
    const service = await openPaperService({}, kept)
    const { key } = await service.session.dialing!.place(target, {}, forever)
    const call: CallReference = { key, number: '09012345678', direction: 'out', state: 'dialing' }
    await service.session.callControl!.hangUp(call, forever)
    expect(service.ports.http.queried('/gotapi/phone/endCall', 'phoneNumber')).toEqual(['09012345678'])
    await service.session.close()
  })

  it('answers nothing that does not ring', async () => {
    const service = await ringing()
    const call = reference(service)
    service.ports.sockets.last.receive({ ...callStateEvent, state: 'active', phoneNumber: '+81-3-1234-5678' })
    const failure = { failure: { code: 'call/wrong-state' } }
    await expect(service.session.callControl!.answer(call, forever)).rejects.toMatchObject(failure)
    expect(service.ports.http.lines.filter((line) => line.startsWith('POST'))).toEqual([])
    await service.session.close()
  })

  it('offers no more what the phone turned out to lack', async () => {
    const service = await ringing()
    service.answers.set('phone/acceptCall', vendorError(3))
    const failure = { failure: { code: 'unsupported' } }
    await expect(service.session.callControl!.answer(reference(service), forever)).rejects.toMatchObject(failure)
    expect(service.session.callControl!.offered()).toEqual(['reject', 'hang-up'])
    await service.session.close()
  })
})

describe('close', () => {
  it('ends what is under way and tells nothing more', async () => {
    const { ports, session, answers, facts } = await openPaperService({ serviceId: phoneId }, kept)
    answers.set('phone/call', () => new Promise<object>(() => undefined))
    const placing = session.dialing!.place(target, {}, forever)
    placing.catch(() => undefined)
    await ports.clock.settle()
    const told = facts.length
    await session.close()
    await session.close()
    await expect(placing).rejects.toMatchObject({ failure: { code: 'aborted' } })
    session.watch()
    await ports.clock.advance(600_000)
    expect(facts).toHaveLength(told)
    expect(ports.clock.pending).toBe(0)
    expect(ports.sockets.opened).toEqual([])
  })

  it('does not wait for a service that does not answer', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: phoneId }, kept)
    session.watch()
    await ports.clock.settle()
    answers.set('DELETE phone/onconnect', () => new Promise<object>(() => undefined))
    const closing = session.close()
    await ports.clock.advance(2_000)
    await closing
    expect(ports.sockets.running).toBe(0)
  })
})

it('logs neither tokens nor frames', async () => {
  const service = await openPaperService({}, { accessToken: 'a-secret-token' })
  service.session.watch()
  await service.ports.clock.settle()
  service.ports.sockets.last.receive({ accessToken: 'a-plugin-token', profile: 'phone', state: 'odd' })
  service.ports.sockets.last.end()
  await service.ports.clock.advance(3_000)
  expect(JSON.stringify(service.ports.log.entries)).not.toMatch(/a-secret-token|a-plugin-token/)
  await service.session.close()
})

function callFacts({ facts }: PaperService): CallFact[] {
  return facts.filter((fact) => fact.type === 'call')
}

function reference(service: PaperService): CallReference {
  const { key, number, direction, state } = callFacts(service).at(-1)!
  return { key, number, direction, state }
}
