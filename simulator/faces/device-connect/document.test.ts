import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneId, startWireApp, type WireApp, type WireSocket } from './testing/wire-app.ts'

// One test for every operation of the document "電話 API", its parameters in the query, its replies' keys, and its header row.
let app: WireApp
let accessToken: string
let live: WireSocket

const headers = { origin: 'app://sidetone', 'content-type': 'application/json' }
const succeeded = { result: 0, product: expect.any(String), version: expect.any(String) }

beforeEach(async () => {
  app = await startWireApp()
  accessToken = await app.signIn()
  live = await app.open('/gotapi/websocket')
  live.send({ accessToken })
  expect(await live.next()).toEqual({ result: 0 })
})

afterEach(() => app[Symbol.asyncDispose]())

function phone(method: string, attribute: string, parameters: Record<string, string>) {
  return app.send(method, `/gotapi/phone/${attribute}`, { serviceId: phoneId, accessToken, ...parameters }, { headers })
}

describe('the phone API as documented', () => {
  it('finds the phone: availability, discovery, information', async () => {
    expect((await app.send('GET', '/gotapi/availability')).body).toMatchObject(succeeded)
    const found = await app.send('GET', '/gotapi/servicediscovery', { accessToken })
    const services = found.body['services'] as { id: string; scopes: string[]; online: boolean }[]
    expect(services.filter((service) => service.online && service.scopes.includes('phone'))).toMatchObject([
      { id: phoneId, type: 'WiFi' },
    ])
    const information = await app.send('GET', '/gotapi/serviceinformation', { accessToken, serviceId: phoneId })
    expect(information.body).toMatchObject({
      ...succeeded,
      supports: expect.arrayContaining(['phone']),
      supportApis: { phone: { paths: { '/call': { post: {} }, '/onConnect': { put: {} }, '/set': { put: {} } } } },
      connect: {},
    })
  })

  it.each(['09012345678', '8190123456789', '117'])('POST call %s places a call', async (phoneNumber) => {
    const reply = await phone('POST', 'call', { phoneNumber })
    expect(reply).toMatchObject({ status: 200, body: succeeded })
    expect(app.phone.calls()).toMatchObject([{ number: phoneNumber, direction: 'out', state: 'dialing' }])
  })

  it.each([{}, { phoneNumber: '' }, { phoneNumber: '090-1234-5678' }, { phoneNumber: '12345678901234' }])(
    'POST call refuses the number in %j with error 10 under HTTP 200',
    async (parameters) => {
      const reply = await phone('POST', 'call', { ...parameters })
      expect(reply).toMatchObject({
        status: 200,
        body: { result: 1, errorCode: 10, errorMessage: 'phoneNumber is invalid.' },
      })
      expect(app.phone.calls()).toEqual([])
    },
  )

  it('PUT onconnect with a sessionKey sends the events to the legacy socket of that key', async () => {
    const legacy = await app.open('/websocket')
    legacy.send({ sessionKey: 'key-1' })
    await app.phone.waitFor((entry) => entry.kind === 'frame' && entry.text.includes('key-1'))
    expect((await phone('PUT', 'onconnect', { sessionKey: 'key-1' })).body).toEqual(succeeded)
    await phone('POST', 'call', { phoneNumber: '09012345678' })
    expect(await legacy.next()).toEqual({
      profile: 'phone',
      attribute: 'onconnect',
      serviceId: phoneId,
      sessionKey: 'key-1',
      phoneStatus: { phoneNumber: '09012345678', state: 0 },
    })
    expect(live.pending()).toBe(0)
  })

  it('PUT onconnect without one sends them to the origin', async () => {
    expect((await phone('PUT', 'onconnect', {})).body).toEqual(succeeded)
    await phone('POST', 'call', { phoneNumber: '09012345678' })
    expect(await live.next()).toMatchObject({ sessionKey: 'app://sidetone', phoneStatus: { state: 0 } })
    app.clock.advance(1500)
    app.phone.hangUp()
    expect(await live.next()).toMatchObject({ phoneStatus: { phoneNumber: '09012345678', state: 2 } })
  })

  it('a call that fails ends with state 1', async () => {
    await phone('PUT', 'onconnect', {})
    await phone('POST', 'call', { phoneNumber: '09012345000' })
    expect(await live.next()).toMatchObject({ phoneStatus: { state: 0 } })
    app.clock.advance(300)
    expect(await live.next()).toMatchObject({ phoneStatus: { state: 1 } })
  })

  it('DELETE onconnect stops the events', async () => {
    await phone('PUT', 'onconnect', { sessionKey: 'key-1' })
    expect((await phone('DELETE', 'onconnect', { sessionKey: 'key-1' })).body).toEqual(succeeded)
    expect(app.phone.registrations()).toEqual([])
    expect((await phone('DELETE', 'onconnect', { sessionKey: 'key-1' })).body).toMatchObject({
      result: 1,
      errorCode: 1,
    })
  })

  it.each([
    ['0', 'silent'],
    ['1', 'manner'],
    ['2', 'sound'],
  ])('PUT set mode %s makes the phone %s', async (mode, name) => {
    expect((await phone('PUT', 'set', { mode })).body).toEqual(succeeded)
    expect(app.phone.ringerMode()).toBe(name)
  })

  it.each([{}, { mode: '3' }, { mode: 'loud' }, { mode: '01' }])(
    'PUT set refuses %j with error 10',
    async (parameters) => {
      const reply = await phone('PUT', 'set', { ...parameters })
      expect(reply).toMatchObject({ status: 200, body: { result: 1, errorCode: 10 } })
      expect(app.phone.ringerMode()).toBe('sound')
    },
  )

  it('tells an incoming call through onCallStateChange and through nothing else', async () => {
    await phone('PUT', 'onconnect', {})
    expect((await phone('PUT', 'onCallStateChange', {})).body).toEqual(succeeded)
    app.phone.ring({ from: '田中' })
    const common = { profile: 'phone', attribute: 'onCallStateChange', serviceId: phoneId, phoneNumber: '+81312345678' }
    expect(await live.next()).toMatchObject({ ...common, state: 'ringing' })
    app.phone.answer()
    expect(await live.next()).toMatchObject({ ...common, state: 'active' })
    app.phone.hold()
    expect(await live.next()).toMatchObject({ ...common, state: 'on-hold' })
    app.phone.resume()
    expect(await live.next()).toMatchObject({ ...common, state: 'active' })
    app.phone.hangUp()
    expect(await live.next()).toMatchObject({ ...common, state: 'standby' })
  })
})
