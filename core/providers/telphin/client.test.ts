import { describe, expect, it } from 'vitest'
import type { FailureError } from '../../failure.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { forever, json, openPaperService } from './fixtures/paper-service.ts'

const read = 'GET /extension/54/phone/'

async function failureOf(work: Promise<unknown>) {
  return work.then(
    () => undefined,
    (thrown: unknown) => (thrown as FailureError).failure,
  )
}

describe('the token', () => {
  it('is asked for once, whoever needs it', async () => {
    const { ports, session } = await openPaperService()
    await Promise.all([session.extension!.read(forever), session.extension!.read(forever)])
    expect(ports.http.lines.filter((line) => line.endsWith('/oauth/token'))).toHaveLength(1)
  })

  it('is renewed a minute before its end', async () => {
    const { ports, session } = await openPaperService()
    await session.extension!.read(forever)
    await ports.clock.advance(3_539_000)
    await session.extension!.read(forever)
    await ports.clock.advance(1_000)
    await session.extension!.read(forever)
    expect(ports.http.lines.map((line) => line.split('/').at(-1) || 'phone')).toEqual([
      'token',
      'phone',
      'phone',
      'token',
      'phone',
    ])
  })

  it.each([
    ['with 401', json(401, { message: 'Unauthorized' })],
    ['with 200 and the status inside', json(200, { message: 'Unauthorized', status: 401 })],
  ])('that is refused %s is replaced once, and the command goes out again', async (_how, refusal) => {
    const { session, answers, asked } = await openPaperService()
    let refusals = 1
    answers.set('PUT /extension/54/phone/', () => (refusals-- > 0 ? refusal : { label: 'a', auth_type: 'both', x: 1 }))
    await session.extension!.change({ label: 'a' }, forever)
    expect(asked()).toEqual(['PUT /extension/54/phone/', 'PUT /extension/54/phone/'])
  })

  it('that is refused again is one clear failure', async () => {
    const { session, answers, asked } = await openPaperService()
    answers.set(read, json(401, { message: 'Unauthorized' }))
    expect(await failureOf(session.extension!.read(forever))).toMatchObject({ code: 'auth/rejected', retry: 'no' })
    expect(asked()).toHaveLength(2)
  })

  it.each([
    json(400, { error: 'invalid_client' }),
    json(400, { message: 'invalid_client' }),
    plainAnswer(400, ''),
    json(200, { error: 'invalid_client' }),
  ])('is not given: $body', async (answer) => {
    const { session, answers } = await openPaperService()
    answers.set('POST /oauth/token', answer)
    expect(await failureOf(session.check(forever))).toMatchObject({
      code: 'auth/rejected',
      provider: 'telphin',
      params: { reason: 'client-credentials' },
    })
  })

  it('is good for an hour where the service does not say', async () => {
    const { ports, session, answers } = await openPaperService()
    answers.set('POST /oauth/token', { access_token: 't', token_type: 'Bearer' })
    await session.extension!.read(forever)
    await ports.clock.advance(3_000_000)
    await session.extension!.read(forever)
    expect(ports.http.lines.filter((line) => line.endsWith('/oauth/token'))).toHaveLength(1)
  })
})

describe('refusals', () => {
  it.each([
    [403, { message: 'Access denied', status: 'access_denied' }, 'provider/refused', 'access-denied'],
    [403, { message: 'Blocked', status: 'user_blocked' }, 'auth/rejected', 'user-blocked'],
    [403, { message: 'No', status: 'user_access_type_deny' }, 'provider/refused', 'user-may-only-read'],
    [403, {}, 'provider/refused', 'forbidden'],
    [404, { message: 'Not found' }, 'not-found', 'extension'],
    [400, { message: 'label must be a string' }, 'provider/refused', 'refused'],
    [302, {}, 'provider/protocol', 'redirect'],
    [429, { message: 'Rate limit exceeded', status: 'rate_limit_exceeded' }, 'rate/limited', 'hourly-quota'],
    [200, { message: 'No', status: 'user_blocked' }, 'auth/rejected', 'user-blocked'],
  ])('%i %j is %s, %s', async (status, body, code, reason) => {
    const { session, answers } = await openPaperService()
    answers.set(read, json(status, body))
    expect(await failureOf(session.extension!.read(forever))).toMatchObject({ code, params: { reason } })
  })

  it('of the hour’s quota say when it is whole again, and are not tried until then', async () => {
    const { session, answers, asked } = await openPaperService()
    const quota = { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800' }
    answers.set(read, json(429, { message: 'Rate limit exceeded', status: 'rate_limit_exceeded' }, quota))
    expect(await failureOf(session.extension!.read(forever))).toMatchObject({
      code: 'rate/limited',
      retry: 'after',
      retryAfterMs: 1_800_000,
    })
    expect(asked()).toHaveLength(1)
  })

  it('of a busy server are waited out by a GET', async () => {
    const { ports, session, answers } = await openPaperService()
    let busy = 2
    answers.set(read, () => (busy-- > 0 ? plainAnswer(503, 'busy') : { label: 'a' }))
    const reading = session.extension!.read(forever)
    await ports.clock.advance(20_000)
    expect(await reading).toMatchObject({ properties: { label: 'a' } })
  })

  it('never show a token or a whole number', async () => {
    const { session, answers } = await openPaperService()
    answers.set(read, json(400, { message: 'bad 8SNsrS0jV35vfmKqKeKtRrHfpbg4UX for +79876543210\nX' }))
    const failure = await failureOf(session.extension!.read(forever))
    expect(failure?.params?.['vendorMessage']).toBe('bad … for +…210 X')
  })
})
