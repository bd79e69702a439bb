import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bindings, listen, openBlackhole, openLegacy, openSocketIo } from './testing/subscribing.ts'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

const binding = bindings[0]

describe('subscribe', () => {
  it('checks token, account and binding', async () => {
    const listener = await openSocketIo(app)
    const { accountId: account_id } = app.account
    const auth_token = await app.authToken()
    const cases: [Record<string, unknown>, string][] = [
      [{ account_id, binding }, 'auth_token'],
      [{ account_id, auth_token: 'made-up', binding }, 'auth_token'],
      [{ auth_token, binding }, 'account_id'],
      [{ account_id: 'somebody else', auth_token, binding }, 'account_id'],
      [{ account_id, auth_token }, 'binding'],
      [{ account_id, auth_token, binding: 'call.CHANNEL_CREATE' }, 'call.CHANNEL_CREATE'],
    ]
    for (const [request, cause] of cases) {
      listener.subscribe(request)
      expect(await listener.next()).toMatchObject({ name: 'error', payload: { message: expect.any(String), cause } })
    }
    listener.subscribe({ account_id, auth_token, binding })
    listener.subscribe({ account_id, auth_token, binding })
    expect(await listener.next()).toMatchObject({ payload: { message: 'binding already in use', cause: binding } })
    expect(app.service.subscriptions()).toEqual([[binding]])
  })

  it('refuses a token that is over or was expired; what stands stays', async () => {
    const listener = await listen(app, openSocketIo)
    const auth_token = await app.authToken()
    app.clock.advance(3_600_000)
    listener.subscribe({ account_id: app.account.accountId, auth_token, binding: 'call.*.*' })
    expect(await listener.next()).toMatchObject({ name: 'error' })
    app.service.expireTokens()
    app.service.ring()
    expect(await listener.next()).toMatchObject({ name: 'CHANNEL_CREATE' })
  })

  it('hears only what it was made for, once for each binding that fits', async () => {
    const listener = await openSocketIo(app)
    const auth_token = await app.authToken()
    const { accountId: account_id } = app.account
    listener.subscribe({ account_id, auth_token, bindings: ['call.CHANNEL_ANSWER.*', 'call.*.*', 'fax.status.*'] })
    await app.service.waitFor((entry) => entry.kind === 'frame' && entry.text.includes('fax'))
    app.service.ring()
    app.service.answer()
    const names = []
    for (let count = 0; count < 6; count += 1) names.push((await listener.next()).name)
    expect(names).toEqual(['CHANNEL_CREATE', 'CHANNEL_CREATE', ...Array<string>(4).fill('CHANNEL_ANSWER')])
  })

  it('may be refused in silence, or by an end', async () => {
    app.service.switches({ refusedSubscribe: 'silent' })
    const listener = await openSocketIo(app)
    listener.subscribe({ binding })
    listener.wire.send('42["unknown",{}]')
    app.service.switches({ refusedSubscribe: 'disconnect' })
    listener.subscribe({ binding })
    await listener.wire.closed
    const said = app.service
      .frames()
      .filter((frame) => frame.direction === 'out' && frame.text.includes('authenticate'))
    expect(said).toEqual([])
  })

  it('ends with its connection, and with expireTokens if that is to disconnect', async () => {
    const listener = await listen(app, openSocketIo)
    app.service.expireTokens({ disconnect: true })
    await listener.wire.closed
    expect(app.service.subscriptions()).toEqual([])
    const second = await listen(app, openSocketIo)
    app.service.dropSockets()
    await second.wire.closed
    app.service.ring()
    expect(app.service.subscriptions()).toEqual([])
  })
})

describe('Socket.IO', () => {
  it('lives on the events origin alone', async () => {
    expect((await fetch(`${app.origin}/socket.io/?EIO=4&transport=polling`)).status).toBe(404)
    expect((await fetch(`${app.events}/oapi/v1/call/histories`)).status).toBe(404)
  })

  it('handshakes by polling too, offers the upgrade, and can be refused', async () => {
    const polling = `${app.events}/socket.io/?EIO=4&transport=polling`
    const reply = await (await fetch(polling)).text()
    expect(JSON.parse(reply.slice(1))).toMatchObject({
      upgrades: ['websocket'],
      pingInterval: 25_000,
      pingTimeout: 20_000,
    })
    app.service.switches({ transports: 'websocket', heartbeatMs: 5000 })
    expect((await fetch(polling)).status).toBe(400)
    app.service.refuseSockets()
    expect((await fetch(polling)).status).toBe(503)
    await expect(app.open('/socket.io/?EIO=4&transport=websocket')).rejects.toThrow('503')
  })

  it('speaks with version 2 clients', async () => {
    const listener = await listen(app, (to) => openSocketIo(to, '3'))
    app.service.ring()
    expect(await listener.next()).toMatchObject({ name: 'CHANNEL_CREATE' })
  })

  it('forgets what is unsubscribed', async () => {
    const listener = await listen(app, openSocketIo)
    const auth_token = await app.authToken()
    listener.wire.send(
      `42${JSON.stringify(['unsubscribe', { account_id: app.account.accountId, auth_token, binding }])}`,
    )
    await app.service.waitFor((entry) => entry.kind === 'frame' && entry.text.includes('unsubscribe'))
    expect(app.service.subscriptions()).toEqual([[bindings[1], bindings[2]]])
  })

  it('is logged, muted and cut like every socket', async () => {
    const listener = await listen(app, openSocketIo)
    app.service.muteSockets()
    app.service.ring()
    app.service.muteSockets({ on: false })
    expect(app.service.dropSockets()).toBe(1)
    expect(await listener.wire.closed).toBe(1006)
    const out = app.service.frames().filter((frame) => frame.direction === 'out')
    expect(out.some((frame) => frame.text.includes('CHANNEL'))).toBe(false)
  })
})

describe('Socket.IO 0.9', () => {
  beforeEach(() => {
    app.service.switches({ eventsProtocol: 'socket.io-0.9' })
  })

  it('handshakes in text', async () => {
    const reply = await fetch(`${app.events}/socket.io/1/`)
    expect(await reply.text()).toMatch(/^\w+:45:45:websocket$/)
    expect(await (await fetch(`${app.events}/socket.io/?EIO=4&transport=polling`)).text()).toBe('Welcome to socket.io.')
    expect((await fetch(`${app.events}/socket.io/7/`)).status).toBe(500)
  })

  it('knows a session once, and not for ever', async () => {
    const stranger = await app.open('/socket.io/1/websocket/abc')
    expect(await stranger.next()).toBe('7:::1+0')
    const [sid = ''] = (await (await fetch(`${app.events}/socket.io/1/`)).text()).split(':')
    app.clock.advance(45_000)
    const late = await app.open(`/socket.io/1/websocket/${sid}`)
    expect(await late.next()).toBe('7:::1+0')
  })

  it('sends heartbeats, and cuts who does not answer', async () => {
    const { wire } = await openLegacy(app)
    app.clock.advance(25_000)
    expect(await wire.next()).toBe('2::')
    wire.send('2::')
    await app.service.waitFor((entry) => entry.kind === 'frame' && entry.direction === 'in' && entry.text === '2::')
    app.clock.advance(44_999)
    expect(wire.socket.readyState).toBe(wire.socket.OPEN)
    app.clock.advance(1)
    expect(await wire.closed).toBe(1006)
  })

  it('acknowledges when asked, drops nonsense, and says goodbye', async () => {
    const { wire } = await openLegacy(app)
    wire.send('5:::no JSON')
    wire.send('5:7+::{"name":"hello"}')
    expect(await wire.next()).toBe('6:::7+[]')
    wire.send('5:::{"name":"subscribe","args":[{}]}')
    expect(await wire.next()).toMatch(/^5:::\{"name":"error","args":\[\{"message"/)
    wire.send('0::')
    await wire.closed
  })

  it('may send arguments as the bare object of Kazoo’s document', async () => {
    const listener = await listen(app, openLegacy)
    app.service.switches({ legacyArguments: 'object' })
    app.service.ring()
    expect(JSON.parse((await listener.wire.next()).slice(4))).toMatchObject({
      args: { 'Event-Name': 'CHANNEL_CREATE' },
    })
  })
})

describe('blackhole frames', () => {
  beforeEach(() => {
    app.service.switches({ eventsProtocol: 'blackhole' })
  })

  it('are replied to by their request id', async () => {
    const { wire, subscribe } = await openBlackhole(app)
    wire.send({ action: 'ping', request_id: '7' })
    expect(JSON.parse(await wire.next())).toEqual({
      action: 'reply',
      request_id: '7',
      status: 'success',
      data: { response: 'pong' },
    })
    subscribe({ binding })
    expect(JSON.parse(await wire.next())).toMatchObject({ status: 'error', data: { errors: [expect.any(Object)] } })
    const auth_token = await app.authToken()
    const request = { account_id: app.account.accountId, auth_token, binding }
    subscribe(request)
    expect(JSON.parse(await wire.next())).toMatchObject({ status: 'success', data: { subscribed: [binding] } })
    wire.send({ action: 'unsubscribe', auth_token })
    expect(JSON.parse(await wire.next())).toMatchObject({ status: 'success', data: { subscriptions: [] } })
    wire.send('no JSON')
    expect(JSON.parse(await wire.next())).toMatchObject({ status: 'error' })
  })

  it('carry routing keys, or name and args only', async () => {
    const { wire } = await listen(app, openBlackhole)
    await app.service.waitFor(() => app.service.subscriptions()[0]?.length === 3)
    for (let replies = 0; replies < bindings.length; replies += 1) await wire.next()
    app.service.ring()
    expect(JSON.parse(await wire.next())).toMatchObject({
      action: 'event',
      subscribed_key: binding,
      name: 'CHANNEL_CREATE',
      routing_key: expect.stringMatching(/^call\.\w+\.CHANNEL_CREATE\.\w+$/),
      data: { 'Call-Direction': 'inbound' },
    })
    await wire.next()
    app.service.switches({ blackholeEvents: 'name-and-args' })
    app.service.hangUp()
    expect(Object.keys(JSON.parse(await wire.next()) as object)).toEqual(['name', 'args'])
  })
})
