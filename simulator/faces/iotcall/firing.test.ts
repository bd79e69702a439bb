import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

const answering = { tel: '08043391234', group: 1, check: true, countryId: 1 }
const busy = { ...answering, tel: '08043391000' }
const silent = { ...answering, tel: '08043391001' }
const unreachable = { ...answering, tel: '08043391002' }
const passingOn = { ...answering, tel: '08043391009' }
const listening = { ...answering, tel: '08043391003' }

type Kind = ReturnType<typeof app.service.rule>['kind']

/** Sets the rule up, fires it over the wire, and waits until it is over. */
async function fire(kind: Kind, recipients: (typeof answering)[], seconds = 300): Promise<void> {
  app.service.rule({ name: 'evacuation', kind, recipients })
  expect((await app.send('POST', `/pattern/${app.key('evacuation')}/call`)).status).toBe(200)
  app.clock.advance(seconds * 1000)
}

function calls(): Promise<Record<string, unknown>[]> {
  return app.list(`/pattern/${app.key('evacuation')}/calllog`)
}

async function outcomes(): Promise<unknown[]> {
  return (await calls()).map((row) => [String(row['to']).slice(-3), row['status'], row['response_no']])
}

describe('kinds of rules', () => {
  it('normal calls one after the other', async () => {
    await fire('normal', [busy, answering, passingOn])
    expect(await outcomes()).toEqual([
      ['000', 'busy', null],
      ['234', 'completed', 1],
      ['009', 'completed', 9],
    ])
    const [, second, third] = await calls()
    expect(String(third?.['start_time']) > String(second?.['end_time'])).toBe(true)
    expect(app.service.firings()).toMatchObject([{ rule: 'evacuation', over: true }])
  })

  it('all calls at once', async () => {
    await fire('all', [answering, listening, unreachable], 1)
    expect(app.service.calls().map((call) => call.state)).toEqual(['dialing', 'dialing', 'dialing'])
    expect(app.service.firings()).toMatchObject([{ over: false }])
    app.clock.advance(60_000)
    expect(await outcomes()).toEqual([
      ['002', 'failed', null],
      ['234', 'completed', 1],
      ['003', 'completed', null],
    ])
  })

  it('all-until-answered stops ringing the others', async () => {
    await fire('all-until-answered', [silent, answering])
    expect(await outcomes()).toEqual([
      ['001', 'canceled', null],
      ['234', 'completed', 1],
    ])
    expect(await calls()).toMatchObject([{ duration: '0' }, { duration: '6' }])
  })

  it('rotation goes on until somebody answers', async () => {
    await fire('rotation', [silent, passingOn, answering])
    expect(await outcomes()).toEqual([
      ['001', 'no-answer', null],
      ['009', 'completed', 9],
    ])
  })

  it('rotation-by-nine goes on when 9 is pressed', async () => {
    await fire('rotation-by-nine', [passingOn, answering, busy])
    expect(await outcomes()).toEqual([
      ['009', 'completed', 9],
      ['234', 'completed', 1],
    ])
  })
})

describe('whom a firing calls', () => {
  it('only those that are checked, as they are when it is fired', async () => {
    await fire('normal', [{ ...answering, check: false }, busy], 0)
    app.service.rule({ name: 'evacuation', recipients: [answering], memo: 'changed' })
    app.clock.advance(60_000)
    expect(await calls()).toMatchObject([{ to: '+818043391000', memo: '避難訓練' }])
  })

  it('messages go to the same numbers; one that cannot be reached gets none', async () => {
    await fire('all', [answering, unreachable, { ...busy, check: false }])
    expect(await app.list('/pattern/smslog')).toMatchObject([
      { to: '+818043391234', status: 'delivered' },
      { to: '+818043391002', status: 'undelivered' },
    ])
    expect((await app.send('POST', `/pattern/${app.key('delivery')}/call`)).status).toBe(200)
    app.clock.advance(60_000)
    expect(await app.list(`/pattern/${app.key('delivery')}/smslog`)).toEqual([])
  })
})

describe('a call', () => {
  it('has the button that was pressed last, by hand or by itself', async () => {
    app.service.behaviour({ autoAnswerMs: null })
    await fire('normal', [answering], 10)
    expect(() => {
      app.service.press({ button: 5 })
    }).toThrow('no answered call')
    app.service.answer()
    app.service.press({ button: 5 })
    expect(() => {
      app.service.press({ button: 10 })
    }).toThrow('digit')
    app.clock.advance(6000)
    expect(await calls()).toMatchObject([{ response_no: 5, duration: '6', start_time: '2022-07-15 04:14:58' }])
  })

  it('has none when the person hangs up before, and none with autoButton null', async () => {
    await fire('normal', [answering], 4)
    app.service.hangUp()
    app.clock.advance(60_000)
    app.service.switches({ autoButton: null })
    await fire('normal', [answering])
    expect(await calls()).toMatchObject([
      { response_no: null, duration: '2' },
      { response_no: null, duration: '6' },
    ])
  })

  it('is in no history before it has ended', async () => {
    await fire('normal', [answering], 5)
    expect(app.service.calls()).toMatchObject([{ state: 'active' }])
    expect(await calls()).toEqual([])
  })
})

describe('what cannot be fired', () => {
  it.each([
    ['nobody to call', { recipients: [{ ...answering, check: false }] }],
    ['no numbers', { recipients: [] }],
    ['too few numbers for its kind', { kind: 'rotation', recipients: [answering] }],
    ['a rule for mails', { playback: 'mail' }],
  ] as const)('%s: 422', async (_, patch) => {
    app.service.rule({ name: 'delivery', ...patch })
    expect((await app.send('POST', `/pattern/${app.key('delivery')}/call`)).status).toBe(422)
    app.clock.advance(60_000)
    expect(app.service.calls()).toEqual([])
    expect(app.service.firings()).toEqual([])
  })
})

describe('firing ids', () => {
  it('are the rule’s id and the time in Japan; two in one second are not the same', () => {
    const codes = [app.service.fire({ rule: 'server-room' }), app.service.fire({ rule: 'server-room' })]
    expect(codes).toEqual(['0008200149220715041448', '0008200149220715041449'])
  })

  it('follow timeZoneMinutes, and foreignCodePrefix as in the manual’s other examples', async () => {
    app.service.switches({ timeZoneMinutes: 0, foreignCodePrefix: true })
    const code = app.service.fire({ rule: 'server-room' })
    expect(code).toBe('0015300264220714191448')
    app.clock.advance(60_000)
    expect(await app.list(`/pattern/${app.key('server-room')}/calllog`)).toMatchObject([
      { rule_id: '0008200149', code, start_time: '2022-07-14 19:14:50' },
    ])
    expect((await app.get(`/pattern/${app.key('server-room')}/${code}`)).status).toBe(200)
  })
})

describe('clear', () => {
  it('forgets firings on the way and history, and keeps the numbers that apps registered', async () => {
    await fire('normal', [answering, busy], 2)
    app.service.clear()
    app.clock.advance(600_000)
    expect([await calls(), app.service.calls(), app.service.firings()]).toEqual([[], [], []])
    expect(await app.list(`/pattern/${app.key('evacuation')}/tel`)).toHaveLength(2)
  })
})
