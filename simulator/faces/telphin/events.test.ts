import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Received, type Receiver, startReceiver, startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient
let receiver: Receiver
const path = '/extension/54/event/'

beforeEach(async () => {
  receiver = await startReceiver()
  client = await startWireClient()
  await client.signIn()
})

afterEach(async () => {
  await client[Symbol.asyncDispose]()
  await receiver[Symbol.asyncDispose]()
})

function subscribe(type: string, method = 'POST', list = path, url = receiver.url) {
  return client.send('POST', list, { url, method, event_type: type })
}

async function subscribeToCalls(): Promise<void> {
  for (const type of ['dial-in', 'dial-out', 'answer', 'hangup']) expect((await subscribe(type)).status).toBe(201)
}

function told(all: readonly Received[]): string[] {
  return all.map(({ fields }) => `${fields['EventType']} ${fields['CallStatus']}`)
}

describe('subscriptions', () => {
  it('are made, listed, read, changed and removed', async () => {
    const { status, body } = await subscribe('dial-in')
    expect(status).toBe(201)
    expect(body).toEqual({ id: expect.any(Number), url: receiver.url, method: 'POST', event_type: 'dial-in' })
    expect((await client.get(path)).body).toEqual([body])
    expect((await client.get(`${path}${body.id}`)).body).toEqual(body)
    const changed = await client.send('PUT', `${path}${body.id}`, { method: 'GET' })
    expect(changed).toMatchObject({ status: 200, body: { ...body, method: 'GET' } })
    expect((await client.get('/extension/55/event/')).body).toEqual([])
    expect((await client.send('DELETE', `/extension/55/event/${body.id}`)).status).toBe(404)
    expect((await client.send('DELETE', `${path}${body.id}`)).status).toBe(204)
    expect((await client.get(`${path}${body.id}`)).status).toBe(404)
    expect(client.service.subscriptions()).toEqual([])
  })

  it.each([
    [{ method: 'POST', event_type: 'dial-in' }, 'url must be an http or https URL'],
    [{ url: 'ftp://x/', method: 'POST', event_type: 'dial-in' }, 'url must be an http or https URL'],
    [{ url: 'http://x/', event_type: 'dial-in' }, 'method must be GET or POST'],
    [{ url: 'http://x/', method: 'PUT', event_type: 'dial-in' }, 'method must be GET or POST'],
    [{ url: 'http://x/', method: 'GET', event_type: 'sneeze' }, /^event_type must be one of dial-in/],
    [{ url: 'http://x/', method: 'GET', event_type: 'extension-call-status' }, /^event_type/],
    [{ url: 'http://x/', method: 'GET', event_type: 'dial-in', secret: 'x' }, 'Unknown field: secret'],
  ])('answer 400 to %j', async (body, message) => {
    const reply = await client.send('POST', path, body)
    expect(reply.status).toBe(400)
    expect(reply.body.message).toMatch(message)
  })

  it('have a limit, and outlive tokens and clear', async () => {
    client.service.switches({ eventLimit: 1 })
    await subscribe('dial-in')
    expect((await subscribe('dial-out')).status).toBe(403)
    client.service.revokeTokens()
    client.service.clear()
    await client.signIn()
    expect((await client.get(path)).body).toHaveLength(1)
  })
})

describe('webhooks', () => {
  it('tell an incoming call from beginning to end, urlencoded, in microseconds', async () => {
    await subscribeToCalls()
    client.service.ring({ from: 'Анна' })
    await receiver.received(1)
    client.clock.advance(3000)
    client.service.answer()
    await receiver.received(2)
    client.clock.advance(7000)
    client.service.hangUp()
    const all = await receiver.received(3)
    expect(told(all)).toEqual(['dial-in CALLING', 'answer ANSWER', 'hangup ANSWER'])
    expect(all[0]).toMatchObject({
      method: 'POST',
      type: expect.stringContaining('application/x-www-form-urlencoded'),
      fields: {
        CallID: expect.stringMatching(/^[0-9a-f]{32}$/),
        SubCallID: expect.stringMatching(/^[0-9a-f]{32}$/),
        CallerIDNum: '+74951234567',
        CallerIDName: 'Анна Соколова',
        CalledNumber: '10150*101',
        CalledDID: '74957654321',
        CalledExtension: '10150*101@sipproxy.telphin.ru',
        CalledExtensionID: '54',
        CallFlow: 'in',
        EventTime: String(Date.UTC(2026, 0, 5, 9) * 1000),
      },
    })
    expect(all[2]?.fields).toMatchObject({
      Duration: '10000000',
      BridgedDuration: '7000000',
      Bridged: 'true',
      Transfered: 'false',
      RemoteNumber: '+74951234567',
      RecID: expect.stringMatching(/^54-[0-9A-F]{32}$/),
      EventTime: String((Date.UTC(2026, 0, 5, 9) + 10_000) * 1000),
    })
    expect(
      new Set(all.map(({ fields }) => `${fields['CallID']} ${fields['SubCallID']} ${fields['CallAPIID']}`)).size,
    ).toBe(1)
  })

  it.each([
    ['+74951234000', 'hangup BUSY'],
    ['+74951234001', 'hangup NOANSWER'],
    ['+74951234002', 'hangup CONGESTION'],
  ])('tell how a call to %s ended', async (number, ending) => {
    await subscribeToCalls()
    client.service.placeOnDevice({ number })
    await receiver.received(1)
    client.clock.advance(60_000)
    const all = await receiver.received(2)
    expect(told(all)).toEqual(['dial-out CALLING', ending])
    expect(all[0]?.fields).toMatchObject({ CallerExtensionID: '54', CalledNumber: number, CallFlow: 'out' })
    expect(all[1]?.fields).toMatchObject({ BridgedDuration: '0', Bridged: 'false' })
    expect(all[1]?.fields).not.toHaveProperty('RecID')
  })

  it.each([
    ['far', 'hangup CANCEL'],
    ['near', 'hangup BUSY'],
  ] as const)('tell that a ringing call was ended by the %s side', async (side, ending) => {
    await subscribe('hangup')
    client.service.ring()
    client.service.hangUp({ side })
    expect(told(await receiver.received(1))).toEqual([ending])
  })

  it('tell a callback under the ids of its reply', async () => {
    await subscribeToCalls()
    const { body } = await client.send('POST', '/extension/54/callback/', { src_num: ['101'], dst_num: '+74951234567' })
    client.clock.advance(1000)
    await receiver.received(1)
    client.clock.advance(1500)
    await receiver.received(2)
    client.service.hangUp()
    const all = await receiver.received(3)
    expect(told(all)).toEqual(['dial-out CALLING', 'answer ANSWER', 'hangup ANSWER'])
    for (const { fields } of all) {
      expect(fields).toMatchObject({ CallID: body.call_id, CallAPIID: body.call_api_id, CallBackID: body.call_id })
    }
  })

  it('tell of the own phone that rings for a callback, if told so, and that it is not registered', async () => {
    client.service.switches({ callbackRingsAsDialIn: true, phoneRegistered: false })
    await subscribe('dial-in')
    await subscribe('hangup')
    await client.send('POST', '/extension/54/callback/', { src_num: ['101'], dst_num: '+74951234567' })
    await receiver.received(1)
    client.clock.advance(300)
    const all = await receiver.received(2)
    expect(told(all)).toEqual(['dial-in CALLING', 'hangup CHANUNAVAIL'])
    expect(all[0]?.fields['SubCallID']).not.toBe(all[1]?.fields['SubCallID'])
  })

  it('tell both legs of a call that another extension took', async () => {
    await subscribeToCalls()
    for (const type of ['answer', 'hangup']) await subscribe(type, 'POST', '/extension/55/event/')
    client.service.ring()
    await receiver.received(1)
    client.service.answerElsewhere({ talkMs: 1000 })
    await receiver.received(3)
    client.clock.advance(1000)
    const all = await receiver.received(4)
    const ours = all.filter(({ fields }) => fields['CalledExtensionID'] === '54')
    const theirs = all.filter(({ fields }) => fields['CalledExtensionID'] === '55')
    expect(told(ours)).toEqual(['dial-in CALLING', 'hangup CANCEL'])
    expect(told(theirs)).toEqual(['answer ANSWER', 'hangup ANSWER'])
    expect(new Set(all.map(({ fields }) => fields['CallID'])).size).toBe(1)
    expect(new Set(all.map(({ fields }) => fields['SubCallID'])).size).toBe(2)
  })

  it('come by GET in the query, or in headers', async () => {
    await subscribe('dial-in', 'GET', path, `${receiver.url}hook?secret=1`)
    client.service.ring({ from: 'Анна' })
    const [first] = await receiver.received(1)
    expect(first).toMatchObject({
      method: 'GET',
      path: '/hook',
      fields: { secret: '1', EventType: 'dial-in', CallerIDName: 'Анна Соколова' },
    })
    client.service.switches({ getEventData: 'header' })
    client.service.ring({ from: 'Анна' })
    const second = (await receiver.received(2))[1]
    expect(second?.fields).toEqual({ secret: '1' })
    expect(second?.headers).toMatchObject({ eventtype: 'dial-in', calleridname: encodeURIComponent('Анна Соколова') })
  })

  it('are sent for any event that the control makes up', async () => {
    await subscribe('voicemail')
    await subscribe('message-in')
    expect(client.service.sendEvent({ type: 'voicemail', fields: { CallerIDNum: '117' } })).toBe(1)
    expect(client.service.sendEvent({ type: 'message-in', extension: 55 })).toBe(0)
    expect((await receiver.received(1))[0]?.fields).toMatchObject({ EventType: 'voicemail', CallerIDNum: '117' })
  })

  it('can be late, doubled, kept back and turned round', async () => {
    client.service.switches({ webhookDelayMs: 2000, webhookCopies: 2 })
    await subscribe('dial-in')
    client.service.ring()
    expect(client.service.webhooks()).toMatchObject([{ status: null }, { status: null }])
    client.service.switches({ webhookDelayMs: 0 })
    // The first copy waits already; the second one starts when it has been sent.
    await expect.poll(() => (client.clock.advance(2000), client.service.webhooks()[1]?.status)).toBe(200)
    expect((await receiver.received(2))[0]).toMatchObject({ fields: (await receiver.received(2))[1]?.fields })
    client.service.switches({ webhookCopies: 1 })
    await subscribe('hangup')
    client.service.holdWebhooks()
    client.service.ring({ from: '1001' })
    client.service.hangUp()
    expect(client.service.webhooks()).toHaveLength(2)
    expect(client.service.releaseWebhooks({ order: 'reversed' })).toBe(2)
    await receiver.received(4)
    expect(
      client.service
        .webhooks()
        .slice(2)
        .map(({ fields }) => fields['EventType']),
    ).toEqual(['hangup', 'dial-in'])
  })

  it('that nobody takes are noted and not tried again', async () => {
    await subscribe('dial-in', 'POST', path, 'http://127.0.0.1:9/')
    client.service.ring()
    await expect.poll(() => client.service.webhooks()[0]?.failure).toBeDefined()
    expect(client.service.webhooks()).toHaveLength(1)
  })

  it('stay on this machine', async () => {
    await subscribe('dial-in', 'POST', path, 'http://192.0.2.1/hook')
    client.service.ring()
    await expect.poll(() => client.service.webhooks()[0]?.failure).toMatch(/^Not sent/)
  })

  it('to a target that never answers do not keep stop waiting', async () => {
    const mute = createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const connected = new Promise((resolve) => mute.once('connection', resolve))
    await subscribe('dial-in', 'POST', path, `http://127.0.0.1:${(mute.address() as AddressInfo).port}/`)
    client.service.ring()
    await connected
    const before = performance.now()
    await client.simulator.stop()
    expect(performance.now() - before).toBeLessThan(2000)
    mute.close()
  })
})

describe('phone_events', () => {
  const list = '/client/@me/phone_events/'

  it('tell of every extension, and what each is doing', async () => {
    expect((await subscribe('extension-call-status', 'POST', list)).status).toBe(201)
    const { body } = await subscribe('dial-out', 'POST', list)
    expect((await client.get(list)).body).toHaveLength(2)
    await client.send('POST', '/extension/55/callback/', { src_num: ['102'], dst_num: '+74951234567' })
    client.clock.advance(2500)
    client.service.hangUp()
    const all = await receiver.received(5)
    const statuses = all.filter(({ fields }) => fields['EventType'] === 'extension-call-status')
    expect(statuses.map(({ fields }) => `${fields['ExtensionID']} ${fields['ExtensionStatus']}`)).toEqual([
      '55 RINGING',
      '55 RINGING',
      '55 TALKING',
      '55 IDLE',
    ])
    expect((await client.send('DELETE', `${list}${body.id}`)).status).toBe(204)
    expect((await client.get(path)).body).toEqual([])
  })
})
