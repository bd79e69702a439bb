import { afterEach, describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { parameterOf } from '../../testing/scripted-http.ts'
import callStateEvent from './fixtures/event-call-state.json' with { type: 'json' }
import onconnectEvent from './fixtures/event-onconnect.json' with { type: 'json' }
import { forever, grantedToken, openPaperService, phoneId, vendorError, welcome } from './fixtures/paper-service.ts'
import type { PaperService } from './fixtures/paper-service.ts'

let service: PaperService
const secrets = { accessToken: 'kept' }

afterEach(() => service.session.close())

async function watch(settings: AccountSettings = {}, prepare?: (service: PaperService) => void) {
  service = await openPaperService(settings, secrets)
  prepare?.(service)
  service.session.watch()
  await service.ports.clock.settle()
  return service
}

const phoneLines = () => service.ports.http.lines.filter((line) => line.includes('/phone/'))

describe('the modern handshake', () => {
  it('sends the token at once with both origins, then registers without a session key, and looks at the line', async () => {
    const { ports, connections } = await watch()
    const { url, options, sent } = ports.sockets.last
    expect(url).toBe('ws://localhost:4035/gotapi/websocket')
    expect(options.headers).toEqual({
      Origin: 'http://sidetone.localhost',
      'X-GotAPI-Origin': 'http://sidetone.localhost',
    })
    expect(sent).toEqual(['{"accessToken":"kept"}'])
    expect(phoneLines()).toEqual([
      'PUT /gotapi/phone/onconnect',
      'PUT /gotapi/phone/onCallStateChange',
      'GET /gotapi/phone/callState',
    ])
    expect(ports.http.queried('/gotapi/phone/onconnect', 'sessionKey')).toEqual([undefined])
    expect(connections()).toEqual(['connecting', 'live'])
  })

  it('takes an event for the answer', async () => {
    const { ports, calls } = await watch({}, (paper) => (paper.welcoming = false))
    ports.sockets.last.open()
    ports.sockets.last.receive(callStateEvent)
    await ports.clock.settle()
    expect(calls()).toEqual(['in ringing 0312345678'])
    expect(phoneLines()).toContain('PUT /gotapi/phone/onconnect')
  })

  it.each([1, 3, 401])('refused with %i leads to another token', async (errorCode) => {
    const { ports, connections } = await watch({}, (paper) => (paper.welcoming = false))
    ports.sockets.last.open()
    ports.sockets.last.receive({ result: errorCode, errorCode })
    await ports.clock.settle()
    welcome(ports.sockets.last)
    await ports.clock.settle()
    expect(ports.sockets.last.sent).toEqual([JSON.stringify({ accessToken: grantedToken })])
    expect(connections().at(-1)).toBe('live')
  })

  it('refused for the origin needs a person', async () => {
    const { ports, connections } = await watch({}, (paper) => (paper.welcoming = false))
    ports.sockets.last.open()
    ports.sockets.last.receive({ result: 1, errorCode: 2 })
    await ports.clock.advance(60_000)
    expect(connections()).toEqual(['connecting', 'refused, auth/rejected origin'])
    expect(ports.sockets.opened).toHaveLength(1)
  })

  it('refused as already connected is tried again until the service notices that the old socket is dead', async () => {
    const { ports, connections } = await watch({}, (paper) => (paper.welcoming = false))
    let left = 3
    ports.sockets.onOpen = (socket) => {
      socket.open()
      left -= 1
      socket.receive(left > 0 ? { result: 1, errorCode: 4 } : { result: 0 })
    }
    ports.sockets.last.open()
    ports.sockets.last.receive({ result: 1, errorCode: '4' })
    await ports.clock.advance(6_000)
    expect(connections()).toEqual(['connecting', 'reconnecting, provider/refused already-connected', 'live'])
  })
})

describe('the legacy handshake', () => {
  const legacyOnly = (paper: PaperService) => {
    paper.ports.sockets.onOpen = (socket) => {
      if (socket.url.endsWith('/gotapi/websocket')) socket.end({ status: 404, reason: 'not found' })
      else socket.open()
    }
  }

  it('is used where the modern one is refused: the same random key on the socket and in the registrations', async () => {
    const { ports, connections } = await watch({}, legacyOnly)
    const { url, sent, options } = ports.sockets.last
    expect(url).toBe('ws://localhost:4035/websocket')
    const { sessionKey } = JSON.parse(sent[0]!)
    expect(sessionKey).toMatch(/./)
    expect(options.headers).toMatchObject({ Origin: 'http://sidetone.localhost' })
    expect(ports.http.queried('/gotapi/phone/onconnect', 'sessionKey')).toEqual([sessionKey])
    expect(connections().at(-1)).toBe('live')
    await service.session.close()
    const cleared = ports.http.requests.filter(({ method }) => method === 'DELETE')
    expect(cleared.map((request) => parameterOf(request, 'sessionKey'))).toEqual([sessionKey, sessionKey])
  })

  it('is used where nobody answers the modern one within three seconds', async () => {
    const { ports, connections } = await watch({}, (paper) => {
      paper.ports.sockets.onOpen = (socket) => socket.open()
    })
    await ports.clock.advance(2_999)
    expect(ports.sockets.opened).toHaveLength(1)
    await ports.clock.advance(1)
    expect(ports.sockets.last.url).toBe('ws://localhost:4035/websocket')
    expect(connections().at(-1)).toBe('live')
  })

  it('is remembered for the reconnect, also while the service is away', async () => {
    const { ports, connections } = await watch({}, legacyOnly)
    ports.sockets.onOpen = (socket) => socket.end({ reason: 'ECONNREFUSED' })
    ports.sockets.last.end()
    await ports.clock.advance(5_000)
    legacyOnly(service)
    const before = ports.sockets.opened.length
    await ports.clock.advance(2_000)
    expect(ports.sockets.opened.slice(before).map(({ url }) => url)).toEqual(['ws://localhost:4035/websocket'])
    expect(connections().at(-1)).toBe('live')
  })

  it('is not tried where the setting says modern', async () => {
    const { ports, connections } = await watch({ handshake: 'modern' }, legacyOnly)
    expect(ports.sockets.opened).toHaveLength(1)
    expect(connections().at(-1)).toBe('reconnecting, provider/protocol no-socket')
  })

  it('is tried alone where the setting says legacy', async () => {
    const { ports } = await watch({ handshake: 'legacy' })
    expect(ports.sockets.opened.map(({ url }) => url)).toEqual(['ws://localhost:4035/websocket'])
  })
})

describe('registrations', () => {
  it('are made again after every reconnect, and taken back in the end', async () => {
    const { ports, connections } = await watch()
    ports.sockets.last.end()
    expect(connections().at(-1)).toBe('reconnecting, net/offline dropped')
    await ports.clock.advance(2_000)
    expect(connections().at(-1)).toBe('live')
    expect(phoneLines().filter((line) => line.startsWith('PUT'))).toHaveLength(4)
    await service.session.close()
    expect(phoneLines().slice(-2).sort()).toEqual([
      'DELETE /gotapi/phone/onCallStateChange',
      'DELETE /gotapi/phone/onconnect',
    ])
    expect(ports.sockets.running).toBe(0)
    expect(ports.clock.pending).toBe(0)
    expect(ports.hints.listeners).toBe(0)
  })

  it('take the other name where the phone does not know the documented one', async () => {
    const { connections } = await watch({}, ({ answers }) => {
      answers.set('phone/onCallStateChange', vendorError(8))
    })
    expect(phoneLines()).toEqual([
      'PUT /gotapi/phone/onconnect',
      'PUT /gotapi/phone/onCallStateChange',
      'PUT /gotapi/phone/onPhoneStateChange',
      'GET /gotapi/phone/callState',
    ])
    expect(connections().at(-1)).toBe('live')
  })

  it('leave out what the phone says it has not', async () => {
    const { connections, session } = await watch({}, ({ answers }) => {
      const paths = { '/call': {}, '/onconnect': {}, '/set': {} }
      answers.set('serviceinformation', { result: 0, supports: ['phone'], supportApis: { phone: { paths } } })
    })
    expect(phoneLines()).toEqual(['PUT /gotapi/phone/onconnect'])
    expect(connections().at(-1)).toBe('live')
    expect(session.callControl!.offered()).toEqual([])
  })

  it('use lower case where the server compares letter by letter', async () => {
    const { ports, connections, session } = await watch({}, ({ answers }) => {
      const unknown = { status: 404, headers: {}, body: '{"result":4,"errorCode":"4","statusCode":404}' }
      for (const name of ['onCallStateChange', 'callState', 'acceptCall']) answers.set(`phone/${name}`, unknown)
      answers.set('phone/callstate', { result: 0, state: 'ringing', phoneNumber: '117' })
    })
    expect(connections().at(-1)).toBe('live')
    expect(phoneLines().slice(1)).toEqual([
      'PUT /gotapi/phone/onCallStateChange',
      'PUT /gotapi/phone/oncallstatechange',
      'GET /gotapi/phone/callstate',
    ])
    const [call] = service.facts.filter((fact) => fact.type === 'call')
    await session.callControl!.answer(call!, forever)
    expect(ports.http.lines.at(-1)).toBe('POST /gotapi/phone/acceptcall')
  })

  it('try what a phone that says nothing might have, and do without it', async () => {
    const { connections, session } = await watch({}, ({ answers }) => {
      answers.set('serviceinformation', vendorError(2))
      answers.set('phone/onCallStateChange', vendorError(4))
      const unknown = { status: 404, headers: {}, body: '{"result":4,"errorCode":"4"}' }
      for (const name of ['onPhoneStateChange', 'onphonestatechange']) answers.set(`phone/${name}`, unknown)
    })
    expect(connections().at(-1)).toBe('live')
    expect(phoneLines()).toContain('PUT /gotapi/phone/onPhoneStateChange')
    expect(session.callControl!.offered()).toEqual([])
  })

  it.each([1, 10, 400])('do without what a phone that says nothing refuses in words of its own (%i)', async (code) => {
    const { connections } = await watch({}, ({ answers }) => {
      answers.set('serviceinformation', vendorError(2))
      for (const name of ['onCallStateChange', 'onPhoneStateChange']) answers.set(`phone/${name}`, vendorError(code))
    })
    expect(connections().at(-1)).toBe('live')
  })

  it('do without information that the service refuses to give', async () => {
    const { connections } = await watch({}, ({ answers }) => {
      answers.set('serviceinformation', vendorError(1))
    })
    expect(connections().at(-1)).toBe('live')
  })

  it('follow a service that was replaced by one with other gifts', async () => {
    const { ports, answers, session } = await watch()
    expect(session.callControl!.offered()).toEqual(['answer', 'reject', 'hang-up'])
    answers.set('serviceinformation', {
      result: 0,
      supports: ['phone'],
      supportApis: { phone: { paths: { '/call': {} } } },
    })
    ports.sockets.last.end()
    await ports.clock.advance(2_000)
    expect(session.callControl!.offered()).toEqual([])
  })

  it('that are taken back with a token that is valid no more open no dialog', async () => {
    const { ports, answers, session } = await watch()
    answers.set('DELETE phone/onconnect', vendorError(12))
    await session.close()
    expect(ports.http.lines.filter((line) => line.includes('authorization'))).toEqual([])
    expect(ports.sockets.running).toBe(0)
  })

  it('that the phone refuses altogether need a person', async () => {
    const { connections } = await watch({}, ({ answers }) => {
      for (const name of ['onconnect', 'onCallStateChange', 'onPhoneStateChange'])
        answers.set(`phone/${name}`, vendorError(3))
    })
    expect(connections().at(-1)).toBe('refused, unsupported action')
  })

  it('that are cut off by the end of the socket make the attempt fail with that', async () => {
    const { ports, connections } = await watch({}, ({ answers }) => {
      answers.set('phone/onconnect', () => new Promise<object>(() => undefined))
    })
    ports.sockets.last.end()
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('reconnecting, net/offline dropped')
  })
})

describe('a service that goes and comes back', () => {
  it('is live again within three seconds of its return, however long it was away', async () => {
    const { ports, connections } = await watch()
    ports.sockets.onOpen = (socket) => socket.end({ reason: 'ECONNREFUSED' })
    ports.sockets.last.end()
    expect(connections().at(-1)).toMatch('reconnecting')
    await ports.clock.advance(600_000)
    expect(connections().at(-1)).toMatch('offline')
    ports.clock.chances.push(...Array.from({ length: 9 }, () => 0.999))
    ports.sockets.onOpen = welcome
    await ports.clock.advance(3_000)
    expect(connections().at(-1)).toBe('live')
  })

  it('keeps the call that the line still carries, without telling it anew', async () => {
    const { ports, facts, answers } = await watch()
    ports.sockets.last.receive({ ...callStateEvent, state: 'active' })
    answers.set('phone/callState', { result: 0, state: 'active', phoneNumber: '0312345678' })
    const told = facts.filter(({ type }) => type === 'call').length
    ports.sockets.last.end()
    await ports.clock.advance(60_000)
    expect(facts.filter(({ type }) => type === 'call')).toHaveLength(told)
  })

  it('ends the call that is gone', async () => {
    const { ports, calls } = await watch()
    ports.sockets.last.receive(callStateEvent)
    ports.sockets.last.end()
    await ports.clock.advance(3_000)
    expect(calls()).toEqual(['in ringing 0312345678', 'in ended 0312345678 missed'])
  })

  it('leaves no call up of which nobody can tell: unknown at once', async () => {
    const { ports, calls } = await watch({}, ({ answers }) => {
      answers.set('serviceinformation', vendorError(2))
      for (const name of ['onCallStateChange', 'onPhoneStateChange']) answers.set(`phone/${name}`, vendorError(8))
    })
    ports.sockets.last.receive(onconnectEvent)
    ports.sockets.last.end()
    expect(calls()).toEqual(['out active 09012345678', 'out unknown 09012345678'])
  })

  it('is left and found anew after sleep', async () => {
    const { ports, connections } = await watch()
    ports.hints.give('resume')
    await ports.clock.settle()
    expect(ports.sockets.opened.map(({ state }) => state)).toEqual(['ended', 'open'])
    expect(connections()).toEqual(['connecting', 'live', 'reconnecting', 'live'])
  })

  it('is found under another id', async () => {
    const { ports, answers, connections } = await watch()
    const moved = 'Host.moved.localhost.deviceconnect.org'
    answers.set('servicediscovery', {
      result: 0,
      services: [{ serviceId: moved, name: 'Phone', online: true, scopes: ['phone'] }],
    })
    answers.set('phone/onconnect', (request) =>
      parameterOf(request, 'serviceId') === moved ? { result: 0 } : vendorError(6),
    )
    ports.sockets.last.end()
    await ports.clock.advance(2_000)
    expect(connections().at(-1)).toBe('live')
    expect(ports.http.queried('/gotapi/phone/onconnect', 'serviceId')).toEqual([phoneId, phoneId, moved])
  })
})

describe('what needs a person', () => {
  it('is a refused dialog: no further dialog opens until somebody asks for it', async () => {
    const { ports, session, answers, connections } = await watch({}, (paper) => {
      paper.ports.vault.slots.clear()
      paper.answers.set('authorization/accesstoken', vendorError(11))
    })
    await ports.clock.advance(600_000)
    expect(connections()).toEqual([
      'connecting',
      'connecting, waiting',
      'connecting',
      'refused, auth/rejected dialog-refused',
    ])
    expect(ports.http.lines.filter((line) => line.includes('accesstoken'))).toHaveLength(1)
    answers.delete('authorization/accesstoken')
    session.watch()
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('live')
  })

  it('is mended by a dialling that signs in', async () => {
    const { ports, session, answers, connections } = await watch({}, (paper) => {
      paper.ports.vault.slots.clear()
      paper.answers.set('authorization/accesstoken', vendorError(11))
    })
    answers.delete('authorization/accesstoken')
    await session.dialing!.place({ text: '09012345678' }, {}, forever)
    await ports.clock.settle()
    expect(connections().at(-1)).toBe('live')
  })
})

it('says once that there is no service, and once more when it stays away', async () => {
  const { ports, connections } = await watch({}, (paper) => {
    paper.answers.set('servicediscovery', () =>
      fail('net/offline', { retry: 'after', params: { reason: 'ECONNREFUSED' } }),
    )
  })
  await ports.clock.advance(120_000)
  expect(connections()).toEqual([
    'connecting',
    'reconnecting, net/offline ECONNREFUSED',
    'offline, net/offline ECONNREFUSED',
  ])
})

it('survives every frame', async () => {
  const { ports, facts, connections } = await watch()
  const before = facts.length
  const frames = [
    '',
    'null',
    '[]',
    '{',
    '{"profile":"phone"}',
    '{"phoneStatus":[]}',
    '{"state":{}}',
    '\u0000',
    '{"state":"ringing","profile":5}',
  ]
  for (const frame of frames) ports.sockets.last.receive(frame)
  expect(facts.slice(before).filter(({ type }) => type === 'connection')).toEqual([])
  expect(connections().at(-1)).toBe('live')
})
