import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

// One test for every operation of the manual, with its own examples.
let app: WireApp

beforeEach(async () => {
  app = await startWireApp()
})

afterEach(() => app[Symbol.asyncDispose]())

/** Section ③: three numbers, the second one not to be called. */
const exampleBody = [
  'call_to_tels[0][tel]=08043391234&call_to_tels[0][group]=1&call_to_tels[0][check]=1&call_to_tels[0][international_prefix_id]=1',
  'call_to_tels[1][tel]=08043391235&call_to_tels[1][group]=2&call_to_tels[1][check]=0&call_to_tels[1][international_prefix_id]=1',
  'call_to_tels[2][tel]=08043391236&call_to_tels[2][group]=3&call_to_tels[2][check]=1&call_to_tels[2][international_prefix_id]=1',
].join('&')

const exampleList = [
  { tel: '08043391234', group: 1, check: 1, international_prefix_id: 1 },
  { tel: '08043391235', group: 2, check: 0, international_prefix_id: 1 },
  { tel: '08043391236', group: 3, check: 1, international_prefix_id: 1 },
]

const callRow = {
  to: '+818043391234',
  status: 'completed',
  response_no: 1,
  duration: '6',
  start_time: '2022-07-15 04:14:50',
  end_time: '2022-07-15 04:14:56',
  memo: '避難訓練',
  rule_id: '0008200123',
  code: '0008200123220715041448',
}

const messageRow = {
  to: '+818043391234',
  status: 'delivered',
  created_at: '2022-07-15 04:14:48',
  memo: '避難訓練',
  rule_id: '0008200123',
  code: '0008200123220715041448',
}

/** Fires "evacuation" at the manual's two numbers that are checked, and lets it end. */
async function fireExample(): Promise<void> {
  await app.put('evacuation', exampleBody)
  await app.send('POST', `/pattern/${app.key('evacuation')}/call`)
  app.clock.advance(60_000)
}

describe('the manual', () => {
  it('① fires a rule', async () => {
    const reply = await app.send('POST', `/pattern/${app.key('delivery')}/call`)
    expect(reply).toMatchObject({ status: 200, body: { status: 'ok', message: '手動発信を行いました。' } })
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      server: 'nginx/1.17.3',
      'content-type': 'application/json',
      'x-powered-by': 'PHP/7.4.0RC5',
      'cache-control': 'no-cache, private',
    })
    app.clock.advance(1000)
    expect(app.service.calls()).toMatchObject([
      { number: '+81612340987', name: '株式会社みどり商事', spokenText: 'これはテストです。', state: 'dialing' },
    ])
  })

  it('② lists the numbers of a rule', async () => {
    expect((await app.get(`/pattern/${app.key('delivery')}/tel`)).body).toEqual({
      status: 'ok',
      list: [
        { tel: '0612340987', group: 1, check: 1, international_prefix_id: 1 },
        { tel: '3215550181', group: 1, check: 1, international_prefix_id: 2 },
      ],
    })
  })

  it.each([
    ['raw', exampleBody],
    ['percent-encoded', exampleBody.replaceAll('[', '%5B').replaceAll(']', '%5D')],
  ])('③ overwrites the whole list, brackets %s', async (_, body) => {
    expect(await app.put('evacuation', body)).toMatchObject({ status: 200, body: { status: 'ok' } })
    expect(await app.list(`/pattern/${app.key('evacuation')}/tel`)).toEqual(exampleList)
  })

  it('④ A tells the calls and messages of the account', async () => {
    await fireExample()
    expect((await app.get('/pattern/callog')).body).toEqual({
      status: 'ok',
      list: [callRow, { ...callRow, to: '+818043391236' }],
    })
    expect((await app.get('/pattern/smslog')).body).toEqual({
      status: 'ok',
      list: [messageRow, { ...messageRow, to: '+818043391236' }],
    })
  })

  it('④ B tells those of one rule, with calllog spelt with three l', async () => {
    await fireExample()
    app.service.fire({ rule: 'server-room' })
    app.clock.advance(60_000)
    const [evacuation, serverRoom] = [app.key('evacuation'), app.key('server-room')]
    expect((await app.get(`/pattern/${evacuation}/calllog`)).body).toMatchObject({ status: 'ok', list: [callRow, {}] })
    expect(await app.list(`/pattern/${evacuation}/smslog`)).toHaveLength(2)
    expect(await app.list(`/pattern/${serverRoom}/calllog`)).toMatchObject([{ rule_id: '0008200149' }])
    expect(await app.list('/pattern/callog')).toHaveLength(3)
  })

  it('④ C tells those of the last firing, once it is old enough', async () => {
    app.service.switches({ latestDelayMs: 600_000 })
    await fireExample()
    const latest = `/pattern/${app.key('evacuation')}/calllog/latest`
    expect((await app.get(latest)).body).toEqual({ status: 'ok', list: [] })
    app.clock.advance(540_000)
    expect(await app.list(latest)).toMatchObject([callRow, { to: '+818043391236' }])
    expect(await app.list(`/pattern/${app.key('evacuation')}/smslog/latest`)).toHaveLength(2)
  })

  it('④ D keeps A and B to a range of times', async () => {
    await fireExample()
    for (const path of ['/pattern/callog', `/pattern/${app.key('evacuation')}/calllog`]) {
      const within = `${path}?start_datetime=2022-07-15%2004:14:50&end_datetime=2022-07-15%2004:14:50`
      expect(await app.list(within)).toHaveLength(2)
      expect(await app.list(`${path}?start_datetime=2022-07-15%2004:14:51`)).toEqual([])
    }
  })

  it('④ E tells the messages and calls of one firing', async () => {
    await fireExample()
    const reply = await app.get(`/pattern/${app.key('evacuation')}/0008200123220715041448`)
    expect(reply.body).toEqual({
      status: 'ok',
      '0': { sms_logs: [messageRow, { ...messageRow, to: '+818043391236' }] },
      '1': { call_logs: [callRow, { ...callRow, to: '+818043391236' }] },
    })
  })

  it('⑤ tells the customer’s URL the firing id, which is good for E', async () => {
    const receiver = await app.receiveNotices()
    app.service.noticeUrl({ url: receiver.url })
    await fireExample()
    const code = new URLSearchParams((await receiver.next()).body).get('code') ?? ''
    expect(code).toBe('0008200123220715041448')
    expect((await app.get(`/pattern/${app.key('evacuation')}/${code}`)).status).toBe(200)
  })

  it('takes the Content-Type that it prints for every GET', async () => {
    const headers = {
      authorization: app.account.secrets['authCode'] ?? '',
      'content-type': 'application/x-www-form-urlencoded',
    }
    expect((await app.send('GET', '/pattern/callog', { headers })).status).toBe(200)
  })
})

describe('the demo account', () => {
  it('has the names that the command line reads', () => {
    expect(app.account.settings).toEqual({
      baseUrl: app.simulator.origins.iotcall,
      rules: [
        { name: 'evacuation', note: expect.any(String) },
        { name: 'server-room', note: expect.any(String) },
        { name: 'delivery', note: expect.any(String) },
        { name: 'dial', note: expect.any(String) },
      ],
      dialRule: 'dial',
    })
    expect(Object.keys(app.account.secrets)).toEqual([
      'authCode',
      'rule:evacuation',
      'rule:server-room',
      'rule:delivery',
      'rule:dial',
    ])
  })

  it('dials as the reference describes: keep the list, overwrite it, fire, put it back', async () => {
    const path = `/pattern/${app.key('dial')}/tel`
    const before = await app.list(path)
    const one =
      'call_to_tels[0][tel]=09012345678&call_to_tels[0][group]=1&call_to_tels[0][check]=1&call_to_tels[0][international_prefix_id]=1'
    await app.put('dial', one)
    await app.send('POST', `/pattern/${app.key('dial')}/call`)
    const back = before.map((row) =>
      Object.entries(row).map(([name, value]) => `call_to_tels[0][${name}]=${String(value)}`),
    )
    await app.put('dial', back.flat().join('&'))
    expect(await app.list(path)).toEqual(before)
    app.clock.advance(1000)
    expect(app.service.calls()).toMatchObject([{ number: '+819012345678', name: '佐藤 健' }])
  })
})
