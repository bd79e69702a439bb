import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256, startWireApp, type WireApp } from './testing/wire-app.ts'

// Sections 1 and 2 of the document "Danh sách API", its headers, and the vendor's error page.
let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

it('the demo account signs in with exactly these', () => {
  const settings = { baseUrl: app.origin, eventsUrl: app.events, accountId: '4b8c6fec4b2597882c0390202d195419' }
  expect(app.simulator.accounts.antbuddy).toEqual({
    settings: { ...settings, appId: '6544646543674', sipUser: 'minhanhsidetone' },
    secrets: { appSecret: expect.any(String), sipPassword: expect.any(String) },
  })
})

const authToken = '/oapi/v1/voice/auth_token'

function refused(message: string) {
  return { status: 400, body: { success: false, message } }
}

describe('the headers of POST', () => {
  it('are checked one after the other', async () => {
    const { appId, appSecret } = app.account
    const hash = sha256(appId, appSecret)
    const cases: [Record<string, string>, string][] = [
      [{}, 'APPID_MISSING'],
      [{ 'x-auth-app-hash': hash }, 'APPID_MISSING'],
      [{ 'x-auth-app-id': '1', 'x-auth-app-hash': sha256('1', appSecret) }, 'APPID_NOT_FOUND'],
      [{ 'x-auth-app-id': appId }, 'HASH_NOT_MATCH'],
      [{ 'x-auth-app-id': appId, 'x-auth-app-hash': sha256(appSecret, appId) }, 'HASH_NOT_MATCH'],
      [{ 'x-auth-app-id': appId, 'x-auth-app-hash': hash.toUpperCase() }, 'HASH_NOT_MATCH'],
    ]
    for (const [headers, message] of cases) {
      expect(await app.post(authToken, {}, headers)).toMatchObject(refused(message))
    }
  })

  it('are looked at before the body', async () => {
    expect(await app.post('/oapi/v1/call/click-to-call/0901234567', {}, {})).toMatchObject(refused('APPID_MISSING'))
  })
})

describe('what is not there', () => {
  it('is METHOD_NOT_SUPPORT for a known path, 404 for an unknown one', async () => {
    const get = await fetch(app.origin + authToken)
    expect([get.status, await get.json()]).toEqual([400, refused('METHOD_NOT_SUPPORT').body])
    expect(await app.post('/oapi/v1/call/histories')).toMatchObject(refused('METHOD_NOT_SUPPORT'))
    expect(await app.post('/oapi/v1/call/play_recording')).toMatchObject(refused('METHOD_NOT_SUPPORT'))
    expect((await app.post('/oapi/v2/voice/auth_token')).status).toBe(404)
  })
})

describe('the limit', () => {
  it('answers 503 to what is too much for one second, and is over with it', async () => {
    app.service.switches({ requestsPerSecond: 2, retryAfterSeconds: 2 })
    await app.authToken()
    await app.authToken()
    const third = await app.post(authToken, {})
    expect(third).toMatchObject({ status: 503, body: { success: false, message: expect.any(String) } })
    expect(third.headers.get('retry-after')).toBe('2')
    app.clock.advance(1000)
    expect(await app.authToken()).toBeTruthy()
  })
})

describe('auth_token', () => {
  it('gives a value and its end, in the unit that the switch says', async () => {
    const { sipUser, sipPassword } = app.account
    const end = app.clock.now() + 3_600_000
    const expected = { 'epoch-ms': end, 'epoch-seconds': end / 1000, seconds: 3600, iso: new Date(end).toISOString() }
    for (const [expireFormat, expire] of Object.entries(expected)) {
      app.service.switches({ expireFormat: expireFormat as keyof typeof expected })
      const reply = await app.post(authToken, { sipUser, sipPassword })
      expect(reply).toMatchObject({ status: 200, body: { value: expect.stringMatching(/^\w{20,}$/), expire } })
    }
  })

  it.each([undefined, {}, { sipUser: 'nobody', sipPassword: 'x' }, 'no JSON', '[]', 'null'])(
    'refuses the body %j',
    async (body) => {
      expect(await app.post(authToken, body)).toMatchObject(refused('INVALID_INPUT'))
    },
  )

  it('needs no body where the newer revision is spoken', async () => {
    app.service.switches({ authTokenNeedsSip: false })
    expect((await app.post(authToken)).status).toBe(200)
  })
})

describe('click-to-call', () => {
  it('rings our own phone, dials when it is picked up, and is answered', async () => {
    expect(await app.clickToCall('0901234567')).toMatchObject({ status: 200, body: { success: true } })
    expect(app.service.calls()).toMatchObject([{ direction: 'out', number: '0901234567', state: 'ringing' }])
    app.clock.advance(1000)
    expect(app.service.calls()).toMatchObject([{ state: 'dialing' }])
    app.clock.advance(1500)
    expect(app.service.calls()).toMatchObject([{ state: 'active' }])
  })

  it('waits for the person where nobody picks up by themselves', async () => {
    app.service.switches({ ownPhonePickUpMs: null })
    await app.clickToCall('%2B84901234567')
    app.clock.advance(30_000)
    expect(app.service.calls()).toMatchObject([{ number: '+84901234567', state: 'ringing' }])
    expect(app.service.pickUp()).toMatchObject({ state: 'dialing' })
    expect(() => app.service.pickUp()).toThrow(/does not ring/)
  })

  it('is over when nobody picks the own phone up', async () => {
    app.service.switches({ ownPhonePickUpMs: null })
    await app.clickToCall('0901234567')
    app.clock.advance(60_000)
    expect(app.service.calls()).toMatchObject([{ state: 'ended', result: 'no-answer' }])
  })

  it('does not dial for a phone that was hung up meanwhile', async () => {
    await app.clickToCall('0901234567')
    app.service.hangUp({ side: 'near' })
    app.clock.advance(5000)
    expect(app.service.calls()).toMatchObject([{ state: 'ended', result: 'cancelled' }])
  })

  it('answers 400 while the device is not registered', async () => {
    app.service.switches({ deviceRegistered: false })
    expect(await app.clickToCall('0901234567')).toMatchObject(refused('DEVICE_OFFLINE'))
    app.service.switches({ offlineReply: 'empty' })
    expect(await app.clickToCall('0901234567')).toMatchObject({ status: 400, text: '' })
    expect(app.service.calls()).toEqual([])
  })

  it.each(['abc', '1', '09%20', '%', '%2B', '0'.repeat(16), '090-123'])('refuses the number %s', async (number) => {
    expect(await app.clickToCall(number)).toMatchObject(refused('INVALID_INPUT'))
  })

  it('refuses the SIP password of somebody else', async () => {
    const body = { sipUser: app.account.sipUser, sipPassword: 'wrong' }
    expect(await app.post('/oapi/v1/call/click-to-call/0901234567', body)).toMatchObject(refused('INVALID_INPUT'))
    expect(app.service.calls()).toEqual([])
  })

  it.each([
    ['empty', /^$/],
    ['text', /^OK$/],
    ['call-id', /call_id/],
  ] as const)('may reply in the form %s', async (clickToCallReply, text) => {
    app.service.switches({ clickToCallReply })
    expect(await app.clickToCall('0901234567')).toMatchObject({ status: 200, text: expect.stringMatching(text) })
  })
})
