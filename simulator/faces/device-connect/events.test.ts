import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { phoneId, startWireApp, type WireApp, type WireSocket } from './testing/wire-app.ts'

let app: WireApp
let live: WireSocket
let known: Record<string, string>

beforeEach(async () => {
  app = await startWireApp()
  const accessToken = await app.signIn()
  known = { serviceId: phoneId, accessToken }
  live = await app.open('/gotapi/websocket')
  live.send({ accessToken })
  await live.next()
})

afterEach(() => app[Symbol.asyncDispose]())

function register(attribute: string) {
  return app.send('PUT', `/gotapi/phone/${attribute}`, known)
}

/** What the app was sent since the handshake, whether it has arrived yet or not. */
function sent(): Record<string, unknown>[] {
  const out = app.phone.frames().filter((frame) => frame.direction === 'out')
  return out.slice(1).map((frame) => JSON.parse(frame.text) as Record<string, unknown>)
}

function sentStates(): unknown[] {
  return sent().map((event) => (event['phoneStatus'] as { state: number } | undefined)?.state)
}

describe('which phoneStatus states a phone sends', () => {
  it.each([
    ['android', 'answered', [0]],
    ['android', 'busy', [0]],
    ['ios', 'answered', [0, 2]],
    ['ios', 'busy', [2]],
    ['full', 'answered', [0, 2]],
    ['full', 'busy', [0, 1]],
    ['full', 'not answered', [0, 1]],
    ['full', 'cannot be reached', [0, 1]],
    ['full', 'cancelled', [0, 2]],
  ] as const)('%s, %s: %j', async (deviceProfile, story, states) => {
    app.phone.switches({ deviceProfile })
    await register('onconnect')
    const numbers = { busy: '03000', 'not answered': '03001', 'cannot be reached': '03002' }
    app.phone.placeOnDevice({ number: story in numbers ? numbers[story as keyof typeof numbers] : '117' })
    if (story === 'answered') {
      app.phone.answer()
      app.phone.hold()
      app.phone.resume()
      app.phone.hangUp()
    } else if (story === 'cancelled') app.phone.hangUp({ side: 'near' })
    else app.clock.advance(60_000)
    expect(sentStates()).toEqual(states)
  })

  it('says nothing of incoming calls', async () => {
    await register('onconnect')
    app.phone.ring()
    app.phone.hangUp()
    expect(sent()).toEqual([])
  })
})

describe('the newer attributes', () => {
  it('are unknown when switched off', async () => {
    app.phone.switches({ newerAttributes: false })
    expect((await register('onCallStateChange')).body).toMatchObject({ result: 1, errorCode: 8 })
    const state = await app.send('GET', '/gotapi/phone/callState', known)
    expect(state.body).toMatchObject({ result: 1, errorCode: 8 })
    expect((await app.send('GET', '/gotapi/serviceinformation', known)).body).not.toMatchObject({
      supportApis: { phone: { paths: { '/callState': {} } } },
    })
  })

  it('know the event under the spelling of the phone only', async () => {
    expect((await register('onPhoneStateChange')).body).toMatchObject({ result: 1, errorCode: 8 })
    app.phone.switches({ newerEventSpelling: 'onPhoneStateChange' })
    expect((await register('onCallStateChange')).body).toMatchObject({ result: 1, errorCode: 8 })
    expect((await register('onPhoneStateChange')).body).toMatchObject({ result: 0 })
    app.phone.ring({ from: '+84901234567' })
    expect(sent()).toMatchObject([{ attribute: 'onPhoneStateChange', state: 'ringing', phoneNumber: '+84901234567' }])
  })

  it('tell the state, and accept, reject and end calls', async () => {
    const state = async () => (await app.send('GET', '/gotapi/phone/callState', known)).body
    const post = async (attribute: string) => (await app.send('POST', `/gotapi/phone/${attribute}`, known)).body
    expect(await state()).toMatchObject({ result: 0, state: 'standby' })
    expect(await post('acceptCall')).toMatchObject({ result: 1, errorCode: 16 })
    app.phone.ring({ from: '田中' })
    expect(await state()).toMatchObject({ result: 0, state: 'ringing', phoneNumber: '+81312345678' })
    expect(await post('acceptCall')).toMatchObject({ result: 0 })
    expect(await state()).toMatchObject({ state: 'active' })
    expect(await post('rejectCall')).toMatchObject({ result: 1, errorCode: 16 })
    expect(await post('endCall')).toMatchObject({ result: 0 })
    app.phone.ring()
    expect(await post('rejectCall')).toMatchObject({ result: 0 })
    expect(app.phone.calls()).toMatchObject([
      { result: 'answered', endedBy: 'near' },
      { result: 'rejected', endedBy: 'near' },
    ])
  })

  it.each([
    ['full', [0, 0, 0]],
    ['accept-only', [0, 8, 8]],
    ['none', [8, 8, 8]],
  ] as const)('of a phone with %s call control', async (callControl, expected) => {
    app.phone.switches({ callControl })
    app.phone.ring({ from: '110' })
    app.phone.ring({ from: '119' })
    const asked = [
      { attribute: 'acceptCall', phoneNumber: '110' },
      { attribute: 'rejectCall', phoneNumber: '119' },
      { attribute: 'endCall', phoneNumber: '110' },
    ]
    const codes: unknown[] = []
    for (const { attribute, phoneNumber } of asked) {
      const reply = await app.send('POST', `/gotapi/phone/${attribute}`, { ...known, phoneNumber })
      codes.push(reply.body['errorCode'] ?? 0)
    }
    expect(codes).toEqual(expected)
    const information = JSON.stringify((await app.send('GET', '/gotapi/serviceinformation', known)).body)
    expect(asked.map(({ attribute }) => information.includes(attribute))).toEqual(expected.map((code) => code === 0))
  })

  it('take the phone number to say which call', async () => {
    app.phone.ring({ from: '+84901234567' })
    const wrong = await app.send('POST', '/gotapi/phone/acceptCall', { ...known, phoneNumber: '117' })
    expect(wrong.body).toMatchObject({ result: 1, errorCode: 16 })
    const right = await app.send('POST', '/gotapi/phone/acceptCall', { ...known, phoneNumber: '+84901234567' })
    expect(right.body).toMatchObject({ result: 0 })
  })
})

describe('how events look', () => {
  it.each([
    ['document', 'onconnect', 'onCallStateChange'],
    ['lower', 'onconnect', 'oncallstatechange'],
    ['camel', 'onConnect', 'onCallStateChange'],
  ] as const)('spelt as in %s: %s and %s', async (eventAttributeCase, first, second) => {
    app.phone.switches({ eventAttributeCase })
    await register('onconnect')
    await register('onCallStateChange')
    app.phone.placeOnDevice({ number: '117' })
    expect(sent().map((event) => event['attribute'])).toEqual([first, second])
  })

  it('carry result 0 and no sessionKey at other servers', async () => {
    app.phone.switches({ eventsCarryResult: true })
    await register('onconnect')
    app.phone.placeOnDevice({ number: '117' })
    expect(sent()).toMatchObject([{ result: 0, phoneStatus: { state: 0 } }])
    expect(sent()[0]).not.toHaveProperty('sessionKey')
  })

  it('carry unknown fields and the plug-in’s own token when switched so', async () => {
    app.phone.switches({ extraFields: true })
    await register('onconnect')
    app.phone.placeOnDevice({ number: '117' })
    expect(sent()).toMatchObject([{ accessToken: expect.any(String), vendorExtension: {}, phoneStatus: { state: 0 } }])
  })

  it('a second call holds the first', async () => {
    await register('onCallStateChange')
    await app.send('POST', '/gotapi/phone/call', { ...known, phoneNumber: '117' })
    app.phone.answer()
    await app.send('POST', '/gotapi/phone/call', { ...known, phoneNumber: '118' })
    expect(sent().map((event) => [event['phoneNumber'], event['state']])).toEqual([
      ['117', 'dialing'],
      ['117', 'active'],
      ['117', 'on-hold'],
      ['118', 'dialing'],
    ])
  })
})
