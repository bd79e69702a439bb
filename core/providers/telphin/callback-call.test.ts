import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { account, forever, json, openPaperService } from './fixtures/paper-service.ts'

const callback = 'POST /extension/54/callback/'
const target = { text: '+79876543210', e164: '+79876543210' }

describe('dialling', () => {
  it('asks for a callback once: the own phone first', async () => {
    const { ports, session, calls, asked } = await openPaperService()
    expect(await session.dialing!.place(target, {}, forever)).toEqual({ key: 'ab12' })
    expect(ports.http.requests.at(-1)).toMatchObject({
      path: '/api/ver1.0/extension/54/callback/',
      headers: { 'Content-Type': 'application/json' },
      body: '{"src_num":["101"],"dst_num":"+79876543210"}',
    })
    expect(asked()).toEqual(['GET /client/@me/extension/', callback])
    expect(calls()).toMatchObject([{ key: 'ab12', direction: 'out', state: 'dialing', number: '+79876543210' }])
  })

  it('needs no list where the account names the extension', async () => {
    const { session, answers, asked } = await openPaperService({ extensionId: '10150*101' })
    answers.set('GET /client/@me/extension/', ({ query }) =>
      query?.[1]?.[1] === '1' ? [{ id: 9, name: '10150*9' }] : [{ id: 54, name: '10150*101', type: 'phone' }],
    )
    await session.dialing!.place(target, {}, forever)
    expect(asked().at(-1)).toBe(callback)
  })

  it.each([
    ['refused', json(400, { message: 'src_num must be an array' }), 'provider/refused', undefined, 'ended'],
    ['out of quota', json(429, { status: 'rate_limit_exceeded' }), 'rate/limited', undefined, 'ended'],
    ['not reached', fail('net/offline'), 'net/offline', undefined, 'ended'],
    ['lost', fail('net/timeout', { outcome: 'unknown' }), 'net/timeout', 'unknown', 'unknown'],
    ['a server’s error', plainAnswer(502, 'bad gateway'), 'provider/unavailable', 'unknown', 'unknown'],
    ['not readable', json(201, { call_id: 7 }), 'provider/protocol', 'unknown', 'unknown'],
  ])('that is %s is told once and never repeated', async (_what, answer, code, outcome, state) => {
    const { session, answers, calls, asked } = await openPaperService()
    answers.set(callback, answer)
    const failure: unknown = await session.dialing!.place(target, {}, forever).catch((thrown: unknown) => thrown)
    expect(failure).toMatchObject({ failure: { code, provider: 'telphin', ...(outcome && { outcome }) } })
    expect(asked().filter((line) => line === callback)).toHaveLength(1)
    expect(calls()).toMatchObject([{ direction: 'out', state }])
  })

  it('that was lost is found again when the service tells of such a call', async () => {
    const { ports, session, answers, calls } = await openPaperService()
    answers.set(callback, fail('net/timeout', { outcome: 'unknown' }))
    await session.dialing!.place(target, {}, forever).catch(() => undefined)
    answers.set('GET /extension/54/current_calls/', [
      { call_api_id: 'X', call_flow: 'out', called_number: '79876543210' },
    ])
    session.watch()
    await ports.clock.settle()
    expect(calls().map(({ state }) => state)).toEqual(['unknown', 'dialing'])
    expect(new Set(calls().map(({ key }) => key)).size).toBe(1)
  })

  it('whose own phone rings is no call that comes in', async () => {
    const { ports, session, answers, calls } = await openPaperService({ callbackUrl: 'https://desk.example/' })
    answers.set('POST /extension/54/event/', json(201, { id: 1 }))
    session.watch()
    await ports.clock.settle()
    const body =
      'EventType=dial-in&CallID=AB12&SubCallID=L&CallFlow=in&CallAPIID=AB12&CallerIDNum=101&CalledExtensionID=54'
    answers.set(callback, () => {
      ports.callbacks.deliver(account, { method: 'POST', body })
      return json(201, { call_api_id: 'ab12', call_id: 'ab12' })
    })
    await session.dialing!.place(target, {}, forever)
    expect(calls().at(-1)).toMatchObject({ direction: 'out', state: 'dialing', number: '+79876543210' })
    expect(new Set(calls().map(({ key }) => key))).toEqual(new Set(['ab12']))
  })
})

describe('the own extension', () => {
  it('is the user’s where the account names none', async () => {
    const { session, asked } = await openPaperService({ extensionId: '' })
    expect((await session.extension!.read(forever)).id).toBe('54')
    expect(asked()).toEqual(['GET /user/', 'GET /extension/54/phone/'])
  })

  it('is the only phone where the user has none', async () => {
    const { session, answers } = await openPaperService({ extensionId: '' })
    answers.set('GET /user/', { client_id: 37649, extension_id: null })
    expect((await session.extension!.read(forever)).id).toBe('54')
    answers.set('GET /client/@me/extension/', [{ id: 1 }, { id: 2 }])
  })

  it('must be chosen among several', async () => {
    const { session, answers } = await openPaperService({ extensionId: '' })
    answers.set('GET /user/', { client_id: 37649, extension_id: null })
    answers.set('GET /client/@me/extension/', [{ id: 1 }, { id: 2 }])
    await expect(session.extension!.read(forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'extensionId', reason: 'required' } },
    })
  })

  it.each([404, 403, 400])('is looked for under the client’s number where @me gets %i', async (status) => {
    const { session, answers, asked } = await openPaperService({ extensionId: '10150*101' })
    answers.set('GET /client/@me/extension/', json(status, { message: 'No' }))
    answers.set('GET /client/37649/extension/', [{ id: 54, name: '10150*101' }])
    expect((await session.extension!.read(forever)).name).toBe('10150*101')
    expect(asked()).toEqual([
      'GET /client/@me/extension/',
      'GET /user/',
      'GET /client/37649/extension/',
      'GET /extension/54/phone/',
    ])
  })
})
