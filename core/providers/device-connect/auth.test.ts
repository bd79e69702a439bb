import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import { parameterOf } from '../../testing/scripted-http.ts'
import { forever, grantedToken, openPaperService, vendorError } from './fixtures/paper-service.ts'

const silent = 'silent'
const code = (params: object, failureCode = 'auth/rejected') => ({
  failure: { code: failureCode, params: expect.objectContaining(params) },
})

/** A service that takes only these tokens. */
function accepts(...tokens: string[]) {
  return (request: Parameters<typeof parameterOf>[0]) =>
    tokens.includes(parameterOf(request, 'accessToken') ?? '') ? { result: 0 } : vendorError(15)
}

describe('a token', () => {
  it('is asked for with grant and accesstoken, sent and kept', async () => {
    const { ports, session } = await openPaperService({ serviceId: 'phone' })
    await session.ringer!.set(silent, forever)
    expect(ports.http.requests.map(({ method, path, query }) => [method, path, query])).toEqual([
      ['GET', '/gotapi/authorization/grant', undefined],
      [
        'GET',
        '/gotapi/authorization/accesstoken',
        [
          ['clientId', 'd94da8f1-3826-4ed5-a729-2d9499e842c9'],
          ['scope', 'servicediscovery,serviceinformation,phone'],
          ['applicationName', 'Sidetone'],
        ],
      ],
      [
        'PUT',
        '/gotapi/phone/set',
        [
          ['serviceId', 'phone'],
          ['accessToken', grantedToken],
          ['mode', '0'],
        ],
      ],
    ])
    expect(ports.vault.slots.get('accessToken')).toBe(grantedToken)
  })

  it('from the vault is used without asking anybody', async () => {
    const { ports, session } = await openPaperService({ serviceId: 'phone' }, { accessToken: 'kept' })
    await session.ringer!.set(silent, forever)
    expect(ports.http.lines).toEqual(['PUT /gotapi/phone/set'])
    expect(ports.http.queried('/gotapi/phone/set', 'accessToken')).toEqual(['kept'])
  })

  it('is a placeholder, never kept, where local authorisation is switched off', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' })
    answers.set('authorization/grant', vendorError(2))
    await session.ringer!.set(silent, forever)
    await session.ringer!.set(silent, forever)
    expect(ports.http.lines).toEqual([
      'GET /gotapi/authorization/grant',
      'PUT /gotapi/phone/set',
      'PUT /gotapi/phone/set',
    ])
    expect(ports.http.queried('/gotapi/phone/set', 'accessToken')).toEqual(['placeHolder', 'placeHolder'])
    expect(ports.vault.slots.size).toBe(0)
  })

  it('is asked for once by all who need it at the same time', async () => {
    const { ports, session } = await openPaperService({ serviceId: 'phone' })
    await Promise.all([1, 2, 3].map(() => session.ringer!.set(silent, forever)))
    expect(ports.http.lines.filter((line) => line.includes('authorization'))).toHaveLength(2)
  })

  it('waits for a person up to 65 s, and says so', async () => {
    const { ports, session, answers, connections } = await openPaperService({ serviceId: 'phone' })
    const dialog = Promise.withResolvers<object>()
    answers.set('authorization/accesstoken', () => dialog.promise)
    const set = session.ringer!.set(silent, forever)
    await ports.clock.settle()
    expect(connections()).toEqual(['idle, waiting'])
    expect(ports.http.requests.at(-1)!.timeoutMs).toBe(65_000)
    dialog.resolve({ result: 0, accessToken: 'given' })
    await set
    expect(connections()).toEqual(['idle, waiting', 'idle'])
  })

  it('is used for the session even if the vault cannot keep it', async () => {
    const { ports, session } = await openPaperService({ serviceId: 'phone' })
    const write = ports.vault.write.bind(ports.vault)
    ports.vault.write = () => Promise.reject(fail('vault/unavailable'))
    await session.ringer!.set(silent, forever)
    await session.ringer!.set(silent, forever)
    expect(ports.http.lines.filter((line) => line.includes('accesstoken'))).toHaveLength(1)
    expect(JSON.stringify(ports.log.entries)).not.toContain(grantedToken)
    ports.vault.write = write
  })
})

describe('a refused token', () => {
  it.each([11, 12, 13, 14, 15])('(%i) leads to another, and the request goes out again', async (vendorCode) => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' }, { accessToken: 'old' })
    answers.set('phone/call', (request) =>
      parameterOf(request, 'accessToken') === grantedToken ? { result: 0 } : vendorError(vendorCode),
    )
    await session.dialing!.place({ text: '09012345678' }, {}, forever)
    expect(ports.http.queried('/gotapi/phone/call', 'accessToken')).toEqual(['old', grantedToken])
    expect(ports.vault.slots.get('accessToken')).toBe(grantedToken)
  })

  it('leads to two others at most', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' }, { accessToken: 'old' })
    answers.set('phone/set', vendorError(12))
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject(code({ vendorCode: 12 }, 'auth/expired'))
    expect(ports.http.lines.filter((line) => line.includes('accesstoken'))).toHaveLength(2)
    expect(ports.http.lines.filter((line) => line.includes('phone/set'))).toHaveLength(3)
  })

  it('is renewed once for all whom it concerned', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' }, { accessToken: 'old' })
    answers.set('phone/set', accepts(grantedToken))
    await Promise.all([1, 2, 3].map(() => session.ringer!.set(silent, forever)))
    expect(ports.http.lines.filter((line) => line.includes('grant'))).toHaveLength(1)
  })
})

describe('the person', () => {
  it('may refuse: one failure, and what was in the vault stays', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' }, { accessToken: 'old' })
    answers.set('phone/set', accepts())
    answers.set('authorization/accesstoken', vendorError(11))
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject(code({ reason: 'dialog-refused' }))
    expect(ports.http.lines.filter((line) => line.includes('accesstoken'))).toHaveLength(1)
    expect(ports.vault.slots.get('accessToken')).toBe('old')
  })

  it.each([
    ['the service gives up', vendorError(7)],
    ['we do', fail('net/timeout')],
  ])('may not answer until %s', async (_who, answer) => {
    const { session, answers } = await openPaperService({ serviceId: 'phone' })
    answers.set('authorization/accesstoken', answer)
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject(code({ reason: 'dialog-unanswered' }))
  })
})

describe('failures', () => {
  it('of an origin that is not let in are said as such', async () => {
    const { session, answers } = await openPaperService({ serviceId: 'phone' })
    answers.set('authorization/grant', vendorError(18))
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject(code({ reason: 'origin' }))
  })

  it('of a malformed grant are said once', async () => {
    const { ports, session, answers } = await openPaperService({ serviceId: 'phone' })
    answers.set('authorization/grant', { result: 0, clientId: 17 })
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject(
      code({ reason: 'fields' }, 'provider/protocol'),
    )
    expect(ports.http.lines).toEqual(['GET /gotapi/authorization/grant'])
  })

  it('of the vault are said, before any dialog', async () => {
    const { ports, session } = await openPaperService({ serviceId: 'phone' })
    ports.vault.broken = fail('vault/unreadable')
    await expect(session.ringer!.set(silent, forever)).rejects.toMatchObject({ failure: { code: 'vault/unreadable' } })
    expect(ports.http.lines).toEqual([])
  })
})

it('asks availability with a key where a server wants that before every grant', async () => {
  const { ports, session, answers } = await openPaperService({ serviceId: 'phone' })
  let called = false
  answers.set('availability', (request) => {
    called = parameterOf(request, 'key') !== undefined
    return called ? { result: 0 } : { result: 10, errorCode: '10', statusCode: 400 }
  })
  answers.set('authorization/grant', () =>
    called ? { result: 0, clientId: 'client' } : { result: 11, errorCode: '11', statusCode: 403 },
  )
  await session.ringer!.set(silent, forever)
  expect(ports.http.lines).toEqual([
    'GET /gotapi/authorization/grant',
    'GET /gotapi/availability',
    'GET /gotapi/availability',
    'GET /gotapi/authorization/grant',
    'GET /gotapi/authorization/accesstoken',
    'PUT /gotapi/phone/set',
  ])
})
