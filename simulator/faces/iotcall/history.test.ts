import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireApp, type WireApp } from './testing/wire-app.ts'

let app: WireApp

beforeEach(async () => {
  app = await startWireApp(Date.UTC(2023, 10, 29, 14, 59, 50))
})

afterEach(() => app[Symbol.asyncDispose]())

/** Three firings of the delivery rule, whose single call starts 2.5 seconds later: on the 29th, the 30th and the 1st in Japan. */
function fireOnThreeDays(): void {
  const recipients = [{ tel: '08043391234', group: 1, check: true, countryId: 1 }]
  app.service.rule({ name: 'delivery', recipients })
  for (let day = 0; day < 3; day += 1) {
    app.service.fire({ rule: 'delivery' })
    app.clock.advance(24 * 3600 * 1000)
  }
}

const allStarts = ['2023-11-29 23:59:52', '2023-11-30 23:59:52', '2023-12-01 23:59:52']

async function starts(query: string): Promise<unknown[]> {
  return (await app.list(`/pattern/${app.key('delivery')}/calllog${query}`)).map((row) => row['start_time'])
}

describe('a range of times', () => {
  beforeEach(fireOnThreeDays)

  it.each([
    ['', [0, 1, 2]],
    ['?start_datetime=2023-11-30 00:00:00&end_datetime=2023-11-30 23:59:59', [1]],
    ['?start_datetime=2023-11-30%2000:00:00&end_datetime=2023-11-30%2023%3A59%3A59', [1]],
    ['?start_datetime=2023-11-30+00:00:00&end_datetime=2023-11-30+23:59:59', [1]],
    ['?start_datetime=2023-11-30 23:59:52', [1, 2]],
    ['?start_datetime=2023-11-30 23:59:53', [2]],
    ['?end_datetime=2023-11-30 23:59:52', [0, 1]],
    ['?end_datetime=2023-11-30 23:59:51', [0]],
    ['?start_datetime=2023-11-30', [1, 2]],
    ['?end_datetime=2023-11-30', [0, 1]],
    ['?start_datetime=2023-11-30&end_datetime=2023-11-30', [1]],
    ['?start_datetime=2023-12-01&end_datetime=2023-11-30', []],
    ['?start_datetime=&end_datetime=', [0, 1, 2]],
  ])('%s', async (query, expected) => {
    expect(await starts(query)).toEqual(expected.map((index) => allStarts[index]))
  })

  it('holds for messages too, by when they were sent', async () => {
    app.service.rule({ name: 'delivery', sendsMessages: true })
    app.service.fire({ rule: 'delivery' })
    app.clock.advance(60_000)
    for (const path of ['/pattern/smslog', `/pattern/${app.key('delivery')}/smslog`]) {
      expect(await app.list(`${path}?start_datetime=2023-12-02`)).toMatchObject([{ created_at: '2023-12-02 23:59:50' }])
      expect(await app.list(`${path}?end_datetime=2023-12-01`)).toEqual([])
    }
  })

  it('is not looked at by latest', async () => {
    expect(await app.list(`/pattern/${app.key('delivery')}/calllog/latest?start_datetime=2030-01-01`)).toHaveLength(1)
  })

  it.each(['yesterday', '2023-02-30', '2023-11-30 25:00:00', '2023-11-30T00:00:00', '2023/11/30', '1701270000'])(
    'answers 422 to %s',
    async (text) => {
      for (const name of ['start_datetime', 'end_datetime']) {
        const reply = await app.get(`/pattern/callog?${name}=${encodeURIComponent(text)}`)
        expect(reply).toMatchObject({ status: 422, body: { status: 'error' } })
      }
    },
  )

  it('dateOnlyEnd: a date may mean its first second', async () => {
    app.service.switches({ dateOnlyEnd: 'midnight' })
    expect(await starts('?end_datetime=2023-11-30')).toEqual([allStarts[0]])
  })

  it('timeZoneMinutes: times in and out are of another zone', async () => {
    app.service.switches({ timeZoneMinutes: 0 })
    expect(await starts('?start_datetime=2023-11-30 14:59:52&end_datetime=2023-11-30')).toEqual(['2023-11-30 14:59:52'])
  })

  it('rangeInBody: the body of a GET counts only when switched on', async () => {
    const body = 'start_datetime=2023-11-30+00%3A00%3A00&end_datetime=2023-11-30'
    expect(await rowsOfGetWithBody(body)).toBe(3)
    app.service.switches({ rangeInBody: true })
    expect(await rowsOfGetWithBody(body)).toBe(1)
  })
})

/** `fetch` refuses a GET with a body; the manual prints one. */
function rowsOfGetWithBody(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: app.account.secrets['authCode'] ?? '',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
    }
    const sent = request(`${app.simulator.origins.iotcall}/pattern/callog`, { method: 'GET', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => {
        resolve((JSON.parse(text) as { list: unknown[] }).list.length)
      })
    })
    sent.on('error', reject).end(body)
  })
}

describe('latest', () => {
  const path = (): string => `/pattern/${app.key('delivery')}/calllog/latest`

  /** One firing that is ready, and one that has ended and is not. */
  function fireTwice(): { first: string; second: string } {
    app.service.switches({ latestDelayMs: 600_000 })
    const first = app.service.fire({ rule: 'delivery' })
    app.clock.advance(3_600_000)
    const second = app.service.fire({ rule: 'delivery' })
    app.clock.advance(599_999)
    return { first, second }
  }

  it('is the firing before until the newest is ready', async () => {
    const { first, second } = fireTwice()
    expect(await app.list(path())).toMatchObject([{ code: first }, { code: first }])
    app.clock.advance(1)
    expect(await app.list(path())).toMatchObject([{ code: second }, { code: second }])
  })

  it('latestBeforeReady: nothing, or 404, until then', async () => {
    fireTwice()
    app.service.switches({ latestBeforeReady: 'empty' })
    expect((await app.get(path())).body).toEqual({ status: 'ok', list: [] })
    app.service.switches({ latestBeforeReady: 'not-found' })
    expect((await app.get(path())).status).toBe(404)
    app.clock.advance(1)
    expect(await app.list(path())).toHaveLength(2)
  })

  it('is empty for a rule that was never fired', async () => {
    expect((await app.get(path())).body).toEqual({ status: 'ok', list: [] })
  })

  it('delayAppliesTo: other histories have no delay, or the same', async () => {
    const { second } = fireTwice()
    expect(await app.list('/pattern/callog')).toHaveLength(4)
    app.service.switches({ delayAppliesTo: 'all' })
    expect(await app.list('/pattern/callog')).toHaveLength(2)
    expect((await app.get(`/pattern/${app.key('delivery')}/${second}`)).body).toMatchObject({ '1': { call_logs: [] } })
    app.clock.advance(1)
    expect(await app.list('/pattern/callog')).toHaveLength(4)
  })
})

describe('how rows are written', () => {
  it('historyOrder', async () => {
    fireOnThreeDays()
    app.service.switches({ historyOrder: 'newest-first' })
    expect(await starts('')).toEqual(allStarts.toReversed())
  })

  it('everyCallCompleted, responseNoType and durationType', async () => {
    const recipients = ['08043391234', '08043391001'].map((tel) => ({ tel, group: 1, check: true, countryId: 1 }))
    app.service.rule({ name: 'delivery', recipients })
    app.service.fire({ rule: 'delivery' })
    app.clock.advance(600_000)
    app.service.switches({ everyCallCompleted: true, responseNoType: 'string', durationType: 'number' })
    expect(await app.list('/pattern/callog')).toMatchObject([
      { status: 'completed', response_no: '1', duration: 6 },
      { status: 'completed', response_no: null, duration: 0 },
    ])
  })
})

describe('one firing', () => {
  let path: string

  beforeEach(() => {
    const recipients = [{ tel: '08043391234', group: 1, check: true, countryId: 1 }]
    app.service.rule({ name: 'delivery', recipients, sendsMessages: true })
    path = `/pattern/${app.key('delivery')}/${app.service.fire({ rule: 'delivery' })}`
    app.clock.advance(60_000)
  })

  const call = expect.objectContaining({ to: '+818043391234', duration: '6' })
  const message = expect.objectContaining({ to: '+818043391234', created_at: '2023-11-29 23:59:50' })

  it.each([
    ['numbered', { '0': { sms_logs: [message] }, '1': { call_logs: [call] } }],
    ['one-entry', { '0': { sms_logs: [message], call_logs: [call] } }],
    ['flat', { sms_logs: [message], call_logs: [call] }],
    ['list', { list: [{ sms_logs: [message] }, { call_logs: [call] }] }],
  ] as const)('firingShape %s', async (firingShape, expected) => {
    app.service.switches({ firingShape })
    expect((await app.get(path)).body).toEqual({ status: 'ok', ...expected })
  })

  it('firingShape fragments: two documents, just as the manual prints them', async () => {
    app.service.switches({ firingShape: 'fragments' })
    const { text, body } = await app.get(path)
    expect(body).toBeNull()
    const [first = '', second = ''] = text.split('\n')
    expect(JSON.parse(first)).toEqual({ status: 'ok', '0': { sms_logs: [message] } })
    expect(JSON.parse(second)).toEqual({ call_logs: [call] })
  })

  it('emptyLogs: a firing without messages has an empty list of them, or none', async () => {
    app.service.rule({ name: 'delivery', sendsMessages: false })
    const quiet = `/pattern/${app.key('delivery')}/${app.service.fire({ rule: 'delivery' })}`
    app.clock.advance(60_000)
    expect((await app.get(quiet)).body).toMatchObject({ '0': { sms_logs: [] }, '1': { call_logs: [call] } })
    app.service.switches({ emptyLogs: 'absent' })
    expect((await app.get(quiet)).body).toEqual({ status: 'ok', '0': { call_logs: [expect.anything()] } })
  })

  it('is known to its own rule only', async () => {
    const code = path.split('/').at(-1) ?? ''
    expect((await app.get(`/pattern/${app.key('evacuation')}/${code}`)).status).toBe(404)
    expect((await app.get(`/pattern/${app.key('delivery')}/0008200456991231235959`)).status).toBe(404)
  })
})

describe('preload', () => {
  it('makes ten thousand calls of the past, the same every time', async () => {
    expect(app.service.preload({ calls: 10_000 })).toBe(2500)
    const first = await app.get('/pattern/callog')
    const list = first.body?.['list'] as Record<string, string>[]
    expect(list).toHaveLength(10_000)
    expect(new Set(list.map((row) => row['status']))).toEqual(new Set(['completed', 'busy', 'no-answer', 'failed']))
    expect(new Set(list.map((row) => row['response_no']))).toEqual(new Set([null, 1, 9]))
    expect(new Set(list.map((row) => row['code'])).size).toBe(2500)
    expect(
      list.every((row, index) => index === 0 || (list[index - 1]?.['start_time'] ?? '') <= (row['start_time'] ?? '')),
    ).toBe(true)
    expect((list[0]?.['start_time'] ?? '') < '2022-11-30').toBe(true)
    app.service.clear()
    expect(await app.list('/pattern/callog')).toEqual([])
    app.service.preload({ calls: 10_000 })
    expect((await app.get('/pattern/callog')).text).toBe(first.text)
    expect((await app.list('/pattern/smslog')).length).toBe(5000)
  })

  it('spreads them over the days that are asked for, and makes exactly so many', async () => {
    app.service.preload({ calls: 7, days: 2 })
    const list = await app.list('/pattern/callog')
    expect(list).toHaveLength(7)
    expect(list[0]?.['start_time']).toBe('2023-11-27 23:59:59')
  })
})
