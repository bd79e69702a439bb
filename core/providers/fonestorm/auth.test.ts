import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../../../contract/model/failure.ts'
import { answer, forever, openPaperService, vendorError } from './fixtures/paper-service.ts'
import type { PaperAnswer, PaperService } from './fixtures/paper-service.ts'

const password = { password: 'secret' }
const target = { text: '3215551801' }
const hour = 3_600

/** A JSON Web Token with these claims. */
function tokenOf(claims: object): string {
  return ['{"alg":"HS256"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')
}

/** Signing in gives `fresh-1`, `fresh-2`, ... */
function countSignIns({ answers }: PaperService, claims?: object): void {
  let count = 0
  answers.set('POST /auth', () => {
    count += 1
    return answer(201, { auth: { token: claims === undefined ? `fresh-${count}` : tokenOf({ ...claims, count }) } })
  })
}

function tokens({ ports }: PaperService): (string | undefined)[] {
  return ports.http.requests.filter(({ path }) => path === '/calls').map(({ headers }) => headers?.['token'])
}

function signIns({ ports }: PaperService): number {
  return ports.http.lines.filter((line) => line === 'POST /auth').length
}

describe('signing in', () => {
  it('sends name and password, once for all who wait for it', async () => {
    const service = await openPaperService({}, password)
    await Promise.all([service.session.dialing!.place(target, {}, forever), service.session.check(forever)])
    expect(signIns(service)).toBe(1)
    expect(service.ports.http.requests[0]).toMatchObject({
      method: 'POST',
      path: '/auth',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: '{"username":"jane", "password":"secret"}',
    })
    expect(service.ports.http.requests[0]?.headers).not.toHaveProperty('token')
    expect(tokens(service)).toEqual(['fresh'])
  })

  it.each<[string, object]>([
    ['auth', { auth: { token: 'fresh' } }],
    ['authorization', { authorization: { token: 'fresh' } }],
    ['nothing', { token: 'fresh' }],
  ])('finds the token inside %s', async (_where, reply) => {
    const service = await openPaperService({}, password)
    service.answers.set('POST /auth', answer(201, reply))
    await service.session.dialing!.place(target, {}, forever)
    expect(tokens(service)).toEqual(['fresh'])
  })

  it.each<[string, PaperAnswer, FailureCode, string]>([
    ['a wrong password', vendorError(401, 'The password is incorrect.'), 'auth/rejected', 'credentials'],
    [
      'the same under 200',
      answer(200, { error: 'Unauthorized', message: 'No.', status_code: 401 }),
      'auth/rejected',
      'credentials',
    ],
    ['no token', answer(201, { auth: {} }), 'provider/protocol', 'fields'],
    ['a token that no header can carry', answer(201, { token: 'a\nb' }), 'provider/protocol', 'fields'],
    ['an outage', vendorError(503), 'provider/unavailable', 'unavailable'],
    ['an error of its own', vendorError(500), 'provider/unavailable', 'server-error'],
  ])('fails once with %s, and nothing is dialled', async (_what, reply, code, reason) => {
    const service = await openPaperService({}, password)
    service.answers.set('POST /auth', reply)
    const placing = service.session.dialing!.place(target, {}, forever)
    const expected: object = { code, provider: 'fonestorm', params: { reason } }
    await expect(placing).rejects.toMatchObject({ failure: expected })
    await expect(placing).rejects.not.toMatchObject({ failure: { outcome: 'unknown' } })
    expect(service.ports.http.lines).toEqual(['POST /auth'])
    expect(service.facts).toEqual([])
  })

  it('needs a password or a token', async () => {
    const { session } = await openPaperService({}, {})
    await expect(session.check(forever)).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'password', reason: 'required' } },
    })
  })
})

describe('a token', () => {
  it.each<[string, object | undefined, number]>([
    ['by its own word', { iat: 0, exp: 2 * hour }, 2 * hour],
    ['by its length, whatever the clock of the service', { iat: 9e9, exp: 9e9 + hour }, hour],
    ['for an hour where it does not say', undefined, hour],
    ['for an hour where it says what cannot be', { iat: 5, exp: 1 }, hour],
    ['for a day at most', { iat: 0, exp: 9e9 }, 24 * hour],
  ])('is used %s, to a minute before its end', async (_how, claims, seconds) => {
    const service = await openPaperService({}, password)
    countSignIns(service, claims)
    await service.session.check(forever)
    await service.ports.clock.advance((seconds - 61) * 1000)
    await service.session.check(forever)
    expect(signIns(service)).toBe(1)
    await service.ports.clock.advance(1000)
    await service.session.check(forever)
    expect(signIns(service)).toBe(2)
  })

  it('that was refused is another’s turn, once: nothing was dialled with it', async () => {
    const service = await openPaperService({}, password)
    countSignIns(service)
    let refusals = 1
    service.answers.set('POST /calls', () => (refusals-- > 0 ? vendorError(401) : answer(201, { call: { id: 'a' } })))
    await expect(service.session.dialing!.place(target, {}, forever)).resolves.toEqual({ key: 'a' })
    expect(tokens(service)).toEqual(['fresh-1', 'fresh-2'])
  })

  it('that is refused even when it is fresh is one clear failure', async () => {
    const service = await openPaperService({}, password)
    service.answers.set('POST /calls', vendorError(401))
    await expect(service.session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'auth/rejected' },
    })
    expect(tokens(service)).toHaveLength(2)
    expect(service.facts).toEqual([])
  })

  it('of the vault needs no sign-in, and cannot be renewed', async () => {
    const service = await openPaperService({}, { token: 'key' })
    await service.session.dialing!.place(target, {}, forever)
    expect(tokens(service)).toEqual(['key'])
    service.answers.set('POST /calls', vendorError(401, 'The token has expired.'))
    await expect(service.session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'auth/expired', params: { reason: 'token', vendorMessage: 'The token has expired.' } },
    })
    expect(signIns(service)).toBe(0)
  })

  it('of the vault that is over gives way to the password', async () => {
    const service = await openPaperService({}, { ...password, token: tokenOf({ iat: 0, exp: 1 }) })
    await service.session.dialing!.place(target, {}, forever)
    expect(tokens(service)).toEqual(['fresh'])
  })

  it('is in no log and is not kept', async () => {
    const service = await openPaperService({}, password)
    countSignIns(service)
    service.answers.set('GET /fonenumbers/3215551081', vendorError(401))
    await service.session.check(forever).catch(() => undefined)
    expect(JSON.stringify(service.ports.log.entries)).not.toMatch(/fresh|secret/)
    expect([...service.ports.vault.slots.keys()]).toEqual(['password'])
  })
})
