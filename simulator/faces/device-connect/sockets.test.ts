import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneId, startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp
let accessToken: string

beforeEach(async () => {
  app = await startWireApp()
  accessToken = await app.signIn()
})

afterEach(() => app[Symbol.asyncDispose]())

const modern = '/gotapi/websocket'

function register(parameters: Record<string, string> = {}) {
  return app.send('PUT', '/gotapi/phone/onconnect', { serviceId: phoneId, accessToken, ...parameters })
}

describe('the modern handshake', () => {
  it('answers result 0 and nothing else', async () => {
    const live = await app.open(modern)
    live.send({ accessToken })
    expect(await live.next()).toEqual({ result: 0 })
  })

  it.each([
    [1, {}],
    [1, { accessToken: '' }],
    [1, { sessionKey: 'key' }],
    [3, { accessToken: 'made-up' }],
  ])('answers code %i to %j, stays open, and takes a better frame', async (errorCode, frame) => {
    const live = await app.open(modern)
    live.send(frame)
    expect(await live.next()).toMatchObject({ result: 1, errorCode, errorMessage: expect.any(String) })
    live.send({ accessToken })
    expect(await live.next()).toEqual({ result: 0 })
  })

  it('answers code 2 without an origin, and needs none when none is required', async () => {
    const live = await app.open(modern, {})
    live.send({ accessToken })
    expect(await live.next()).toMatchObject({ result: 1, errorCode: 2 })
    app.phone.switches({ originRequired: false, localOAuth: false })
    live.send({ accessToken: 'placeHolder' })
    expect(await live.next()).toEqual({ result: 0 })
  })

  it('answers code 3 to the token of another origin', async () => {
    const live = await app.open(modern, { 'x-gotapi-origin': 'app://other' })
    live.send({ accessToken })
    expect(await live.next()).toMatchObject({ result: 1, errorCode: 3 })
  })

  it('does not look at the token when OAuth is off', async () => {
    app.phone.switches({ localOAuth: false })
    const live = await app.open(modern)
    live.send({ accessToken: 'placeHolder' })
    expect(await live.next()).toEqual({ result: 0 })
  })

  it('refuses a second socket of the origin with code 4 and closes it; the first goes on', async () => {
    const first = await app.open(modern)
    first.send({ accessToken })
    await first.next()
    const second = await app.open(modern)
    second.send({ accessToken })
    expect(await second.next()).toMatchObject({ result: 1, errorCode: 4 })
    expect(await second.closed).toBe(1000)
    await register()
    app.phone.placeOnDevice({ number: '117' })
    expect(await first.next()).toMatchObject({ phoneStatus: { phoneNumber: '117', state: 0 } })
  })

  it('answers code 5 to what is no JSON object and closes', async () => {
    const live = await app.open(modern)
    live.send('hello')
    expect(await live.next()).toMatchObject({ result: 1, errorCode: 5 })
    expect(await live.closed).toBe(1000)
  })

  it('may add fields to its ok-reply', async () => {
    app.phone.switches({ extraFields: true })
    const live = await app.open(modern)
    live.send({ accessToken })
    const reply = await live.next()
    expect(reply['result']).toBe(0)
    expect(Object.keys(reply).length).toBeGreaterThan(1)
  })
})

describe('the legacy handshake', () => {
  it.each(['/websocket', '/', '/anything'])('at %s takes a sessionKey and replies nothing', async (path) => {
    const live = await app.open(path, {})
    live.send({ sessionKey: 'key-1' })
    await app.phone.waitFor((entry) => entry.kind === 'frame' && entry.direction === 'in')
    await register({ sessionKey: 'key-1' })
    app.phone.placeOnDevice({ number: '117' })
    expect(await live.next()).toMatchObject({ attribute: 'onconnect', sessionKey: 'key-1' })
    expect(app.phone.frames().filter((frame) => frame.direction === 'out')).toHaveLength(1)
  })

  it('drops the old socket of the same key and keeps the registration', async () => {
    const first = await app.open('/websocket')
    first.send({ sessionKey: 'key-1' })
    await app.phone.waitFor((entry) => entry.kind === 'frame')
    await register({ sessionKey: 'key-1' })
    const second = await app.open('/websocket')
    second.send({ sessionKey: 'key-1' })
    await first.closed
    app.phone.placeOnDevice({ number: '117' })
    expect(await second.next()).toMatchObject({ sessionKey: 'key-1' })
  })
})

describe('the life of a socket', () => {
  it('registrations die with it', async () => {
    const live = await app.open(modern)
    live.send({ accessToken })
    await live.next()
    await register()
    expect(app.phone.registrations()).toMatchObject([{ receiver: 'app://sidetone', attribute: 'onconnect' }])
    live.socket.terminate()
    await app.phone.waitFor((entry) => entry.kind === 'socket-closed')
    expect(app.phone.registrations()).toEqual([])
  })

  it('a registration with a sessionKey sends nothing to the modern socket', async () => {
    const live = await app.open(modern)
    live.send({ accessToken })
    await live.next()
    await register({ sessionKey: 'nobody-listens' })
    app.phone.placeOnDevice({ number: '117' })
    expect(app.phone.frames().filter((frame) => frame.direction === 'out')).toHaveLength(1)
  })

  it('is pinged every three seconds', async () => {
    const live = await app.open(modern)
    let pings = 0
    const thirdPing = new Promise<void>((resolve) => {
      live.socket.on('ping', () => {
        pings += 1
        if (pings === 3) resolve()
      })
    })
    app.clock.advance(9000)
    await thirdPing
    expect(pings).toBe(3)
  })

  it('is closed when no frame comes within the time that is asked', async () => {
    app.phone.switches({ requireTokenWithinMs: 5000 })
    const silent = await app.open(modern)
    const prompt = await app.open(modern)
    prompt.send({ accessToken })
    await prompt.next()
    app.clock.advance(5000)
    expect(await silent.closed).toBe(1000)
    expect(prompt.socket.readyState).toBe(prompt.socket.OPEN)
  })

  it('is refused where only the other handshake is spoken', async () => {
    app.phone.switches({ legacySocketOnly: true })
    await expect(app.open(modern)).rejects.toThrow('404')
    await app.open('/websocket')
    app.phone.switches({ legacySocketOnly: false, modernSocketOnly: true })
    await expect(app.open('/websocket')).rejects.toThrow('404')
    await app.open(modern)
  })

  it('is opened and never answered where the modern one is silent', async () => {
    app.phone.switches({ legacySocketOnly: true, silentModernSocket: true })
    const live = await app.open(modern)
    live.send({ accessToken })
    await app.phone.waitFor((entry) => entry.kind === 'frame')
    expect(app.phone.frames()).toMatchObject([{ direction: 'in' }])
  })
})
