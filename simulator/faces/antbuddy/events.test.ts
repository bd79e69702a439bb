import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Event, listen, type Listener, openBlackhole, openLegacy, openSocketIo } from './testing/subscribing.ts'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

// What a switch tells of a call: both legs, each from its own point of view, with the fields of Kazoo's blackhole document.
let app: WireApp
let listener: Listener

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

async function take(count: number): Promise<Event[]> {
  const events: Event[] = []
  while (events.length < count) events.push(await listener.next())
  return events
}

/** `CREATE outbound →user` */
function told({ name, payload }: Event): string {
  const to = payload['To']?.split('@')[0] ?? ''
  const cause = payload['Hangup-Cause'] ? ` ${payload['Hangup-Cause']}` : ''
  return `${name.replace('CHANNEL_', '')} ${payload['Call-Direction'] ?? ''} →${to}${cause}`
}

async function tale(count: number): Promise<string[]> {
  return (await take(count)).map(told)
}

const number = '0901234567'
const us = 'minhanhsidetone'

describe.each([
  ['socket.io', openSocketIo],
  ['socket.io-0.9', openLegacy],
  ['blackhole', openBlackhole],
] as const)('over %s', (eventsProtocol, open) => {
  beforeEach(async () => {
    app.service.switches({ eventsProtocol })
    listener = await listen(app, (to) => open(to))
  })

  it('click-to-call: our handset first, then the number, then the end of both legs', async () => {
    await app.clickToCall(number)
    app.clock.advance(2500)
    app.clock.advance(30_000)
    app.service.hangUp()
    const events = await take(6)
    expect(events.map(told)).toEqual([
      `CREATE outbound →${us}`,
      `ANSWER outbound →${us}`,
      `CREATE outbound →${number}`,
      `ANSWER outbound →${number}`,
      `DESTROY outbound →${number} NORMAL_CLEARING`,
      `DESTROY outbound →${us} NORMAL_CLEARING`,
    ])
    const [a, , b] = events.map((event) => event.payload)
    expect(a).toMatchObject({ 'Caller-ID-Number': number, To: `${us}@sidetone.antbuddy.example` })
    expect(a).not.toHaveProperty('Other-Leg-Call-ID')
    expect(b?.['Other-Leg-Call-ID']).toBe(a?.['Call-ID'])
    expect(events[4]?.payload).toMatchObject({
      'Duration-Seconds': '32',
      'Billing-Seconds': '30',
      'Ringing-Seconds': '2',
    })
  })

  it('a call in: from the network, and to our handset', async () => {
    app.service.ring({ from: 'Trần' })
    app.service.answer()
    app.service.hangUp()
    const events = await take(6)
    expect(events.map(told)).toEqual([
      `CREATE inbound →${us}`,
      `CREATE outbound →${us}`,
      `ANSWER outbound →${us}`,
      `ANSWER inbound →${us}`,
      `DESTROY outbound →${us} NORMAL_CLEARING`,
      `DESTROY inbound →${us} NORMAL_CLEARING`,
    ])
    expect(events[1]?.payload).toMatchObject({
      'Event-Category': 'call_event',
      'Event-Name': 'CHANNEL_CREATE',
      'Caller-ID-Name': 'Trần Văn Minh',
      'Caller-ID-Number': number,
      'Callee-ID-Number': us,
      'Other-Leg-Call-ID': events[0]?.payload['Call-ID'],
      'Custom-Channel-Vars': { 'Account-ID': app.account.accountId, 'Authorizing-Type': 'device', Username: us },
      Request: `${us}@sidetone.antbuddy.example`,
      // 2026-01-05T09:00:00Z in seconds since the year 0.
      Timestamp: 1_767_603_600 + 62_167_219_200,
    })
  })
})

describe('the legs', () => {
  beforeEach(async () => {
    listener = await listen(app, openSocketIo)
  })

  it('of a call from the handset begin inbound', async () => {
    app.service.placeOnDevice({ number })
    app.clock.advance(1500)
    app.service.hangUp({ side: 'near' })
    expect(await tale(6)).toEqual([
      `CREATE inbound →${number}`,
      `CREATE outbound →${number}`,
      `ANSWER outbound →${number}`,
      `ANSWER inbound →${number}`,
      `DESTROY outbound →${number} NORMAL_CLEARING`,
      `DESTROY inbound →${number} NORMAL_CLEARING`,
    ])
  })

  it.each([
    ['0901234000', 'USER_BUSY'],
    ['0901234001', 'NO_ANSWER'],
    ['0901234002', 'NO_ROUTE_DESTINATION'],
  ])('to %s end with %s', async (called, cause) => {
    app.service.placeOnDevice({ number: called })
    app.clock.advance(60_000)
    expect((await tale(4)).slice(2)).toEqual([
      `DESTROY outbound →${called} ${cause}`,
      `DESTROY inbound →${called} ${cause}`,
    ])
  })

  it('of a missed, and of a rejected call say so', async () => {
    app.service.ring()
    app.service.hangUp()
    app.service.ring()
    app.service.hangUp({ side: 'near' })
    const events = await take(8)
    const causes = events.map(({ payload }) => payload['Hangup-Cause']).filter(Boolean)
    expect(causes).toEqual(['ORIGINATOR_CANCEL', 'ORIGINATOR_CANCEL', 'CALL_REJECTED', 'CALL_REJECTED'])
    expect(events[2]?.payload).toMatchObject({ 'Billing-Seconds': '0' })
  })

  it('of a click-to-call that nobody picked up: one only', async () => {
    app.service.switches({ ownPhonePickUpMs: null })
    await app.clickToCall(number)
    app.clock.advance(60_000)
    expect(await tale(2)).toEqual([`CREATE outbound →${us}`, `DESTROY outbound →${us} NO_ANSWER`])
  })

  it('of a click-to-call that is answered at once are all there', async () => {
    await app.clickToCall(number)
    app.service.answer()
    expect((await tale(4)).slice(1)).toEqual([
      `ANSWER outbound →${us}`,
      `CREATE outbound →${number}`,
      `ANSWER outbound →${number}`,
    ])
  })

  it('to an offline device are not made', async () => {
    app.service.switches({ deviceRegistered: false })
    app.service.ring()
    app.service.hangUp()
    expect(await tale(2)).toEqual([`CREATE inbound →${us}`, `DESTROY inbound →${us} ORIGINATOR_CANCEL`])
  })

  it('of a colleague’s call are told too, and name the colleague', async () => {
    app.service.colleagueCalls({ direction: 'in' })
    const events = await take(2)
    expect(events[1]?.payload['Custom-Channel-Vars']).toMatchObject({ Username: 'quanghuysidetone' })
  })

  it('of a call that a colleague takes: ours loses the race', async () => {
    app.service.switches({ ringGroup: true })
    app.service.ring({ from: 'Trần' })
    app.service.answerElsewhere()
    app.clock.advance(10_000)
    const other = 'quanghuysidetone'
    expect(await tale(8)).toEqual([
      `CREATE inbound →${us}`,
      `CREATE outbound →${us}`,
      `CREATE outbound →${other}`,
      `ANSWER outbound →${other}`,
      `ANSWER inbound →${us}`,
      `DESTROY outbound →${us} LOSE_RACE`,
      `DESTROY outbound →${other} NORMAL_CLEARING`,
      `DESTROY inbound →${us} NORMAL_CLEARING`,
    ])
    const { body } = await app.histories()
    expect(body).toMatchObject([{ status_detail: 'SUCCESS', callee: { number: other }, billing_seconds: 10 }])
    expect(() => app.service.answerElsewhere()).toThrow('No call in rings here.')
  })

  it('of a call that we take in a ring group: the colleague’s loses the race', async () => {
    app.service.switches({ ringGroup: true })
    app.service.ring()
    app.service.answer()
    expect((await tale(6)).slice(3)).toEqual([
      `ANSWER outbound →${us}`,
      `ANSWER inbound →${us}`,
      'DESTROY outbound →quanghuysidetone LOSE_RACE',
    ])
  })

  it('may be told twice, with timestamps as strings', async () => {
    app.service.switches({ repeatEvents: true, timestampAsString: true })
    app.service.ring({ from: '' })
    const [first, second] = await take(2)
    expect(second).toEqual(first)
    expect(first?.payload).toMatchObject({ Timestamp: '63934822800', 'Caller-ID-Number': 'anonymous' })
  })

  it('carry nothing while a call is held', async () => {
    app.service.ring()
    app.service.answer()
    app.service.hold()
    app.service.resume()
    app.service.hangUp()
    expect((await tale(6)).map((line) => line.split(' ')[0])).toEqual([
      'CREATE',
      'CREATE',
      'ANSWER',
      'ANSWER',
      'DESTROY',
      'DESTROY',
    ])
  })
})

it.each(['busy-morning', 'missed-call', 'flaky-network'])(
  '%s plays on this face, and leaves no call open',
  async (name) => {
    let over = false
    const playing = app.simulator.control.play(name, 'antbuddy').finally(() => {
      over = true
    })
    for (let step = 0; step < 2000 && !over; step += 1) {
      app.clock.advance(500)
      // The scenario goes on in a later turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve))
    }
    await playing
    expect(app.service.calls().length).toBeGreaterThan(1)
    expect(app.service.calls().every((call) => call.state === 'ended')).toBe(true)
  },
)
