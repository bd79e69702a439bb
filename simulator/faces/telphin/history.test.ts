import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWireClient, type WireClient } from './testing/wire-client.ts'

let client: WireClient

beforeEach(async () => {
  client = await startWireClient()
  await client.signIn()
})

afterEach(() => client[Symbol.asyncDispose]())

const path = '/client/@me/call_history/'

async function rows(query = '') {
  const { status, body } = await client.get(path + query)
  expect(status).toBe(200)
  return body.call_history
}

describe('a row', () => {
  it('of a callback is the recorded reply, with our people', async () => {
    client.clock.advance(760)
    const { body } = await client.send('POST', '/extension/54/callback/', {
      src_num: ['101'],
      dst_num: '+74951234567',
      dst_ani: '79666660435',
    })
    client.clock.advance(2500 + 24_000)
    client.service.hangUp({ side: 'near' })
    const [row] = await rows()
    const { cdr, ...call } = row
    expect(call).toMatchObject({
      call_uuid: body.call_id.toUpperCase(),
      flow: 'out',
      result: 'bridged',
      from_username: '10150*101',
      from_domain: 'sipproxy.telphin.ru',
      from_screen_name: '10150*101',
      to_username: '+74951234567',
      init_time_gmt: '2026-01-05 09:00:00',
      hangup_time_gmt: '2026-01-05 09:00:27',
      duration: 27,
      bridged: true,
      bridged_time_gmt: '2026-01-05 09:00:03',
      bridged_duration: 24,
      bridged_username: '+74951234567',
      hangup_cause: 'NORMAL_CLEARING',
      hangup_disposition: 'caller_bye',
      extension_id: 54,
      extension_name: '10150*101@sipproxy.telphin.ru',
      extension_type: 'phone',
      client_owner_id: 37649,
      did_number: null,
    })
    expect(cdr).toMatchObject([
      {
        result: 'answered',
        duration: 24,
        init_time_gmt: '2026-01-05 09:00:00.76',
        start_time_gmt: '2026-01-05 09:00:03',
        application: 'callback',
        ani_number: '79666660435',
        dest_number: '+74951234567',
        record_uuid: expect.stringMatching(/^54-[0-9A-F]{32}$/),
        record_file_size: 144 * Math.ceil(24_000 / 72),
      },
    ])
  })

  it.each<[string, () => void, object]>([
    ['missed', () => client.service.hangUp(), { result: 'not answered', hangup_disposition: 'caller_cancel' }],
    [
      'rejected',
      () => client.service.hangUp({ side: 'near' }),
      { result: 'rejected', hangup_cause: 'CALL_REJECTED', hangup_disposition: 'callee_refuse' },
    ],
    [
      'cut by the server',
      () => client.service.hangUp({ side: 'network', result: 'no-answer' }),
      { result: 'not answered', hangup_disposition: 'internal_cancel' },
    ],
  ])('of an incoming call that was %s', async (_, end, expected) => {
    client.service.ring({ from: 'Дмитрий' })
    client.clock.advance(5000)
    end()
    expect(await rows()).toMatchObject([
      {
        ...expected,
        flow: 'in',
        from_username: '+79161234567',
        from_screen_name: 'Дмитрий Орлов',
        to_username: '10150*101',
        did_number: '74957654321',
        duration: 5,
        bridged: false,
        bridged_time_gmt: null,
        bridged_duration: null,
        cdr: [{ record_uuid: null, record_file_size: null }],
      },
    ])
  })

  it.each([
    ['+74951234000', 'busy', 'USER_BUSY', 'callee_refuse'],
    ['+74951234002', 'failed', 'NO_ROUTE_DESTINATION', 'internal_cancel'],
    ['+74951234001', 'not answered', 'NO_ANSWER', 'internal_cancel'],
  ])('of a call to %s is %s', async (number, result, cause, disposition) => {
    client.service.placeOnDevice({ number })
    client.clock.advance(60_000)
    expect(await rows()).toMatchObject([{ result, hangup_cause: cause, hangup_disposition: disposition }])
  })

  it('of a call that another extension took has a part for each', async () => {
    client.service.ring()
    client.clock.advance(3000)
    client.service.answerElsewhere({ talkMs: 20_000 })
    expect(await rows()).toEqual([])
    client.clock.advance(20_000)
    expect(await rows()).toMatchObject([
      {
        result: 'bridged',
        bridged_duration: 20,
        cdr: [
          { extension_id: 54, result: 'answered elsewhere', hangup_disposition: 'internal_cancel', duration: 3 },
          { extension_id: 55, result: 'answered', duration: 20 },
        ],
      },
    ])
  })

  it('of a call that was passed on has a part with flow transfer', async () => {
    client.service.ring()
    client.service.answer()
    const [{ call_api_id: id }] = (await client.get('/extension/54/current_calls/')).body
    await client.send('PUT', `/extension/54/current_calls/${id}`, { action: 'transfer', send_dst: '102' })
    expect(await rows('?flow=transfer')).toMatchObject([
      { cdr: [{ flow: 'in' }, { flow: 'transfer', to_username: '102' }] },
    ])
  })

  it('can be had alone, by its call_uuid', async () => {
    client.service.preload({ calls: 3 })
    const [, second] = await rows()
    expect((await client.get(`${path}${second.call_uuid}`)).body).toEqual(second)
    expect(await client.get(`${path}0000`)).toMatchObject({ status: 404, body: { message: 'Not found' } })
  })

  it('has hundredths of seconds where told, and other ids if told', async () => {
    client.service.switches({ fractionalSeconds: 'all', historyCallUuid: 'unrelated', extraFields: true })
    client.clock.advance(100)
    const { body } = await client.send('POST', '/extension/54/callback/', { src_num: ['101'], dst_num: '117' })
    client.service.hangUp()
    const [row] = await rows()
    expect(row).toMatchObject({ init_time_gmt: '2026-01-05 09:00:00.1', quality_mos: 4.2 })
    expect(row.call_uuid.toLowerCase()).not.toBe(body.call_id)
    client.service.switches({ fractionalSeconds: 'none' })
    expect((await rows())[0].cdr[0].init_time_gmt).toBe('2026-01-05 09:00:00')
  })
})

describe('the list', () => {
  it('has pages, in either order, and says which', async () => {
    client.service.preload({ calls: 45 })
    const first = (await client.get(`${path}?page=1&per_page=20&order=desc`)).body
    expect(first).toMatchObject({ page: 1, per_page: 20, order: 'desc' })
    const starts = []
    for (const page of [1, 2, 3, 4]) {
      for (const row of await rows(`?page=${page}&per_page=20&order=desc`)) starts.push(row.init_time_gmt)
    }
    expect(starts).toHaveLength(45)
    expect(starts).toEqual(starts.toSorted().toReversed())
    const ascending = await rows('?page=3&per_page=20&order=asc')
    expect(ascending).toHaveLength(5)
    expect(ascending.at(-1)).toEqual(first.call_history[0])
    expect((await client.get(path)).body).toMatchObject({ page: 1, per_page: 20, order: 'asc' })
  })

  it('keeps per_page in bounds, or refuses', async () => {
    expect((await client.get(`${path}?per_page=9999`)).body.per_page).toBe(500)
    client.service.switches({ perPageTooLarge: 'refuse', perPageMax: 100 })
    expect((await client.get(`${path}?per_page=101`)).status).toBe(400)
  })

  it.each([
    'page=0',
    'page=x',
    'per_page=-1',
    'order=up',
    'flow=sideways',
    'start_datetime=yesterday',
    'start_datetime=2026-01-05',
  ])('answers 400 to %s', async (query) => {
    expect((await client.get(`${path}?${query}`)).status).toBe(400)
  })

  it('answers 400 to a period that ends before it starts', async () => {
    const query = 'start_datetime=2026-01-05+10:00:00&end_datetime=2026-01-05+09:00:00'
    expect((await client.get(`${path}?${query}`)).status).toBe(400)
  })

  it('takes a period of UTC, with + or %20, both ends included', async () => {
    for (let hour = 0; hour < 3; hour += 1) {
      client.service.ring()
      client.service.hangUp()
      client.clock.advance(3_600_000 - (hour === 0 ? 500 : 0))
    }
    await client.signIn()
    expect(await rows('?start_datetime=2026-01-05+09:59:59&end_datetime=2026-01-05%2010:59:59')).toHaveLength(2)
    expect(await rows('?start_datetime=2026-01-05%2010:00:00')).toHaveLength(1)
    expect(await rows('?end_datetime=2026-01-05+09:00:00')).toHaveLength(1)
  })

  it('filters by flow, extension and called number', async () => {
    client.service.preload({ calls: 200 })
    const all = await rows('?per_page=500')
    for (const flow of ['in', 'out']) {
      expect(await rows(`?per_page=500&flow=${flow}`)).toEqual(all.filter((row: { flow: string }) => row.flow === flow))
    }
    const other = await rows('?per_page=500&extension_id=55')
    expect(other.length).toBeGreaterThan(10)
    expect(new Set(other.map((row: { extension_id: number }) => row.extension_id))).toEqual(new Set([55]))
    const called = await rows('?per_page=500&to_username=%2B74951234567')
    expect(called.length).toBeGreaterThan(0)
    expect(new Set(called.map((row: { to_username: string }) => row.to_username))).toEqual(new Set(['+74951234567']))
  })

  it('refuses a second query while one is under way', async () => {
    client.service.switches({ historyDelayMs: 1000 })
    const [first, second] = [client.get(path), client.get(path)]
    await client.service.waitFor((entry) => entry.kind === 'request' && entry.status === 429)
    client.clock.advance(1000)
    const replies = [await first, await second].toSorted((one, other) => one.status - other.status)
    expect(replies).toMatchObject([
      { status: 200 },
      { status: 429, body: { message: 'Stats request already exists, concurrent request not allowed' } },
    ])
    client.service.switches({ historyDelayMs: 0 })
    expect((await client.get(path)).status).toBe(200)
  })

  it('is free again when the one who asked has gone', async () => {
    client.service.switches({ historyDelayMs: 1000 })
    const gone = new AbortController()
    const asked = client.get(path, { signal: gone.signal })
    await client.service.waitFor((entry) => entry.kind === 'request' && entry.path.endsWith('/call_history/'))
    gone.abort()
    await expect(asked).rejects.toThrow()
    client.service.switches({ historyDelayMs: 0 })
    await expect.poll(async () => (await client.get(path)).status).toBe(200)
  })
})

describe('a preloaded past', () => {
  it('of 10,000 calls is quickly made, the same every time, and of every kind', async () => {
    const start = performance.now()
    expect(client.service.preload({ calls: 10_000 })).toBe(10_000)
    expect(performance.now() - start).toBeLessThan(5000)
    const page = await rows('?order=desc&per_page=500')
    expect(page).toHaveLength(500)
    const results = new Set(page.map((row: { result: string }) => row.result))
    expect([...results].toSorted()).toEqual(['answered', 'bridged', 'busy', 'failed', 'not answered', 'rejected'])
    expect(page[0].init_time_gmt < '2026-01-05 09:00:00').toBe(true)
    client.service.clear()
    expect(await rows()).toEqual([])
    client.service.preload({ calls: 10_000 })
    expect(await rows('?order=desc&per_page=500')).toEqual(page)
  })

  it('is spread over as many days as wanted', async () => {
    client.service.preload({ calls: 100, days: 10 })
    const [oldest, ...others] = await rows('?per_page=500')
    expect(oldest.init_time_gmt).toMatch(/^2025-12-26 /)
    expect(others.at(-1).init_time_gmt).toMatch(/^2026-01-05 0/)
  })
})
