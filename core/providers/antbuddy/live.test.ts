import { afterEach, describe, expect, it } from 'vitest'
import type { ScriptedSocket } from '../../testing/scripted-sockets.ts'
import { openCompany, plain, usual } from './fixtures/company.ts'
import type { PaperCompany } from './fixtures/company.ts'

let company: PaperCompany

afterEach(async () => {
  await company.session.close()
  expect(company.ports.clock.pending).toBe(0)
  expect(company.ports.sockets.running).toBe(0)
})

/** The server's side of today's Socket.IO. */
function welcome(socket: ScriptedSocket): void {
  socket.ping = () => socket.pulse()
  socket.open()
  socket.receive('0{"sid":"s1","upgrades":[],"pingInterval":25000,"pingTimeout":20000}')
  socket.receive('40{"sid":"s2"}')
}

async function watch(onOpen: (socket: ScriptedSocket) => void = welcome, script = usual): Promise<PaperCompany> {
  company = await openCompany(script)
  company.ports.sockets.onOpen = onOpen
  company.session.watch()
  await company.ports.clock.advance(500)
  return company
}

const subscription = (kind: string, token: string) =>
  `42["subscribe",{"account_id":"acc1","auth_token":"${token}","binding":"call.CHANNEL_${kind}.*"}]`
const allThree = (token: string) => ['CREATE', 'ANSWER', 'DESTROY'].map((kind) => subscription(kind, token))

describe('Socket.IO', () => {
  it('is greeted and subscribed as the vendor prints it', async () => {
    const { ports, connections } = await watch()
    expect(ports.sockets.last.url).toBe('wss://ws.antbuddy.com:5557/socket.io/?EIO=4&transport=websocket')
    expect(ports.sockets.last.sent).toEqual(['40', ...allThree('event-token-1')])
    expect(connections()).toEqual(['connecting', 'live'])
    expect(ports.notebook.notes.get('event-protocol')).toBe('socket.io')
  })

  it('answers its heartbeats and acknowledgements', async () => {
    const { ports } = await watch()
    ports.sockets.last.receive('2')
    ports.sockets.last.receive('4217["CHANNEL_CREATE",{}]')
    expect(ports.sockets.last.sent.slice(-2)).toEqual(['3', '4317[]'])
  })

  it('of version 2 is sent heartbeats', async () => {
    const { ports, connections } = await watch((socket) => {
      socket.open()
      socket.receive('0{"sid":"s1","pingInterval":5000,"pingTimeout":5000}')
      socket.receive('40')
    })
    await ports.clock.advance(10_000)
    expect(ports.sockets.last.sent.filter((frame) => frame === '2')).toHaveLength(2)
    expect(connections()).toEqual(['connecting', 'live'])
  })

  it('that takes leave is connected again, and what was missed is looked up', async () => {
    const { ports, connections } = await watch()
    ports.sockets.last.receive('41')
    await ports.clock.advance(2_000)
    expect(connections()).toEqual(['connecting', 'live', 'reconnecting', 'live'])
    expect(ports.http.lines).toContain('GET /oapi/v1/call/histories')
  })
})

it('falls back to 0.9 and then to bare frames, and remembers what worked', async () => {
  const { ports, connections } = await watch((socket) => {
    if (socket.url.includes('socket.io')) return socket.end({ status: 400, reason: 'refused' })
    socket.open()
  })
  expect(ports.http.lines).toContain('GET /socket.io/1/')
  expect(ports.sockets.opened.map(({ url }) => url)).toEqual([
    'wss://ws.antbuddy.com:5557/socket.io/?EIO=4&transport=websocket',
    'wss://ws.antbuddy.com:5557',
  ])
  expect(JSON.parse(ports.sockets.last.sent[0]!)).toMatchObject({
    action: 'subscribe',
    auth_token: 'event-token-1',
    data: { account_id: 'acc1', binding: 'call.CHANNEL_CREATE.*' },
  })
  expect(connections()).toEqual(['connecting', 'live'])
  ports.sockets.last.end()
  await ports.clock.advance(2_000)
  expect(ports.sockets.opened).toHaveLength(3)
})

it('speaks 0.9 with its own handshake', async () => {
  const { ports, connections } = await watch(
    (socket) => {
      if (!socket.url.includes('/1/websocket/')) return socket.end({ status: 404, reason: 'refused' })
      socket.open()
      socket.receive('1::')
      socket.receive('2::')
    },
    (request) => (request.path === '/socket.io/1/' ? plain('abc123:60:60:websocket,xhr-polling') : usual(request)),
  )
  expect(ports.sockets.last.url).toBe('wss://ws.antbuddy.com:5557/socket.io/1/websocket/abc123')
  expect(ports.sockets.last.sent).toContain('2::')
  expect(ports.sockets.last.sent.at(-1)).toBe(
    '5:::{"name":"subscribe","args":[{"account_id":"acc1","auth_token":"event-token-1","binding":"call.CHANNEL_DESTROY.*"}]}',
  )
  expect(connections()).toEqual(['connecting', 'live'])
})

it('a server that is none of them is one clear failure', async () => {
  const { facts } = await watch((socket) => socket.end({ status: 404, reason: 'refused' }))
  expect(facts.at(-1)).toMatchObject({
    state: 'reconnecting',
    failure: { code: 'provider/protocol', provider: 'antbuddy', params: { reason: 'no-event-protocol' } },
  })
})

describe('the token', () => {
  it('is renewed a minute before its end, on the same socket', async () => {
    let given = 0
    const { ports } = await watch(welcome, (request) => {
      if (!request.path.endsWith('/auth_token')) return usual(request)
      given += 1
      return { value: `token-${given}`, expire: 3600 }
    })
    await ports.clock.advance(3_538_000)
    expect(given).toBe(1)
    await ports.clock.advance(2_000)
    expect(given).toBe(2)
    expect(ports.sockets.last.sent.slice(-3)).toEqual(allThree('token-2'))
    ports.sockets.last.receive('42["error",{"message":"binding already in use","cause":"call.CHANNEL_CREATE.*"}]')
    expect(company.connections()).toEqual(['connecting', 'live'])
    expect(ports.sockets.opened).toHaveLength(1)
  })

  it('that is refused is replaced once', async () => {
    let given = 0
    const { ports, connections } = await watch(
      (socket) => {
        welcome(socket)
        setImmediate(() => socket.receive('42["error",{"message":"failed to authenticate"}]'))
      },
      (request) => {
        if (!request.path.endsWith('/auth_token')) return usual(request)
        given += 1
        return { value: `token-${given}`, expire: '2027-01-01T00:00:00Z' }
      },
    )
    await ports.clock.advance(1_000)
    expect(given).toBe(2)
    expect(ports.sockets.last.sent.slice(-3)).toEqual(allThree('token-2'))
    expect(connections()).toEqual(['connecting', 'live'])
  })

  it('that is not given for wrong credentials needs a person', async () => {
    const { facts, ports } = await watch(welcome, () => plain('{"success":false,"message":"INVALID_INPUT"}', 400))
    await ports.clock.advance(600_000)
    expect(facts.at(-1)).toMatchObject({
      state: 'refused',
      failure: { code: 'auth/rejected', params: { reason: 'sip-credentials' } },
    })
    expect(ports.http.requests).toHaveLength(1)
  })
})
