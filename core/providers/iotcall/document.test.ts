import { describe, expect, it } from 'vitest'
import type { BroadcastQuery } from '../../../contract/model/broadcast.ts'
import { plainAnswer } from '../../testing/scripted-http.ts'
import { authCode, fixture, forever, openSession, oneNumber, urlKey } from './fixtures/paper-service.ts'

// Every operation of the document, with its own examples: what goes out letter by letter, and what the printed answers become.

const form = 'application/x-www-form-urlencoded'

describe('① firing', () => {
  it('is a POST without a body, with the raw AuthCode', async () => {
    const { session, ports } = openSession()
    const fired = await session.broadcast.fire('alarm', forever)
    expect(ports.http.clients).toMatchObject([{ baseUrl: 'https://sys.iotcall.jp' }])
    expect(ports.http.requests).toEqual([
      { method: 'POST', path: `/pattern/${urlKey}/call`, headers: { Authorization: authCode }, timeoutMs: 30_000 },
    ])
    expect(fired).toEqual({ message: '手動発信を行いました。' })
  })
})

describe('② and ③ the list', () => {
  const recipients = [
    { tel: '08043391234', group: 1, check: true, international_prefix_id: 1 },
    { tel: '08043391235', group: 2, check: false, international_prefix_id: 1 },
    { tel: '08043391236', group: 3, check: true, international_prefix_id: 1 },
  ]

  it('is overwritten with the four fields of every number, in their order', async () => {
    const { session, ports } = openSession()
    await session.broadcast.replace('alarm', recipients, forever)
    const [get, put] = ports.http.requests
    expect(get).toMatchObject({ method: 'GET', path: `/pattern/${urlKey}/tel`, headers: { Authorization: authCode } })
    expect(put).toMatchObject({
      method: 'PUT',
      path: `/pattern/${urlKey}/tel`,
      headers: { Authorization: authCode, 'Content-Type': form },
    })
    expect(decodeURIComponent(put?.body ?? '')).toBe(
      [
        'call_to_tels[0][tel]=08043391234&call_to_tels[0][group]=1&call_to_tels[0][check]=1&call_to_tels[0][international_prefix_id]=1',
        'call_to_tels[1][tel]=08043391235&call_to_tels[1][group]=2&call_to_tels[1][check]=0&call_to_tels[1][international_prefix_id]=1',
        'call_to_tels[2][tel]=08043391236&call_to_tels[2][group]=3&call_to_tels[2][check]=1&call_to_tels[2][international_prefix_id]=1',
      ].join('&'),
    )
    expect(put?.body?.startsWith(oneNumber('08043391234'))).toBe(true)
    expect(await session.broadcast.recipients('alarm', forever)).toEqual(recipients)
  })
})

describe('④ histories', () => {
  const first = {
    to: '+818043391234',
    status: 'completed',
    result: 'answered',
    button: 1,
    startedAt: '2022-07-14T19:07:40.000Z',
    endedAt: '2022-07-14T19:08:11.000Z',
    durationSeconds: 31,
    memo: 'これはテストです。',
    firing: '0015300264230816123459',
    rule: '0008200123',
  }

  it('A: of the account, calls and messages, newest first', async () => {
    const { session, ports } = openSession()
    const { calls, messages } = await session.broadcast.results(undefined, {}, forever)
    expect(ports.http.lines).toEqual(['GET /pattern/callog', 'GET /pattern/smslog'])
    for (const request of ports.http.requests)
      expect(request.headers).toEqual({ Authorization: authCode, 'Content-Type': form })
    expect(calls[1]).toEqual(first)
    expect(calls[0]).toMatchObject({ to: '+818043395678', button: null, durationSeconds: 19, rule: '0008200456' })
    expect(messages[1]).toEqual({
      to: '+8180433990123',
      status: 'delivered',
      sentAt: '2022-07-14T18:54:41.000Z',
      memo: 'これはテストです。',
      firing: '0015300264230816556459',
      rule: '0008200123',
    })
  })

  it('B, C: of a rule, and of its last firing', async () => {
    const { session, ports } = openSession()
    await session.broadcast.results('alarm', {}, forever)
    await session.broadcast.results('alarm', { latest: true }, forever)
    const rule = `/pattern/${urlKey}`
    expect(ports.http.requests.map(({ path }) => path)).toEqual([
      `${rule}/calllog`,
      `${rule}/smslog`,
      `${rule}/calllog/latest`,
      `${rule}/smslog/latest`,
    ])
  })

  it('shows the calls where there is no log of messages', async () => {
    const { session, service } = openSession()
    service.instead = ({ path }) => (path.includes('smslog') ? plainAnswer(404, '') : undefined)
    for (const query of [{ latest: true }, {}] as BroadcastQuery[]) {
      const { calls, messages } = await session.broadcast.results('alarm', query, forever)
      expect([calls.length, messages.length]).toEqual([2, 0])
    }
  })

  it.each([
    [
      { since: '2023-11-30T00:00:00+09:00', until: '2023-11-30T23:59:59+09:00' },
      '2023-11-30 00:00:00',
      '2023-11-30 23:59:59',
    ],
    [{ since: '2023-11-29T15:00:00Z' }, '2023-11-30 00:00:00', undefined],
    [{ until: '2023-11-30 23:59:59' }, undefined, '2023-11-30 23:59:59'],
    [{ since: '2023-11-30', until: '2023-12-01' }, '2023-11-30', '2023-12-01'],
  ])('D: within %j', async (range, start, end) => {
    const { session, ports } = openSession()
    await session.broadcast.results('alarm', range, forever)
    for (const { path } of ports.http.requests) {
      expect(ports.http.queried(path, 'start_datetime')).toEqual([start])
      expect(ports.http.queried(path, 'end_datetime')).toEqual([end])
    }
  })

  it.each(['numbered', 'fragments'])('E: of one firing, %s', async (shape) => {
    const { session, ports, service } = openSession()
    const joined = fixture('firing.txt')
      .replace(/\}\s*\n\n\{\s*"call_logs"/, ', "1": { "call_logs"')
      .concat('}')
    service.instead = () => (shape === 'numbered' ? (JSON.parse(joined) as object) : undefined)
    const results = await session.broadcast.results('alarm', { firing: '0008200149220715041448' }, forever)
    expect(ports.http.requests).toMatchObject([
      { path: `/pattern/${urlKey}/0008200149220715041448`, headers: { Authorization: authCode, 'Content-Type': form } },
    ])
    const origin = { rule: '0008200123', firing: '0008200149220715041448' }
    expect(results).toEqual({
      messages: [{ to: '+818043390123', status: 'delivered', sentAt: '2022-07-14T19:14:51.000Z', ...origin }],
      calls: [
        {
          to: '+818043390123',
          status: 'completed',
          result: 'answered',
          button: null,
          startedAt: '2022-07-14T19:14:57.000Z',
          endedAt: '2022-07-14T19:15:16.000Z',
          durationSeconds: 19,
          ...origin,
        },
      ],
    })
  })
})

describe('⑤ notices', () => {
  const id = '0008200149220715041448'

  it('become one fact each, however often they come', async () => {
    const { session, ports, facts } = openSession()
    session.watch()
    await ports.clock.settle()
    expect(facts).toContainEqual({ type: 'listener', url: 'http://127.0.0.1:20000/path-of-iot' })
    expect(facts).toContainEqual({ type: 'connection', state: 'live' })
    ports.callbacks.deliver('iot', { method: 'POST', body: `code=${id}` })
    ports.callbacks.deliver('iot', { path: `/${id}` })
    expect(facts.filter(({ type }) => type === 'firing')).toEqual([{ type: 'firing', firing: id }])
    await session.close()
    expect(ports.callbacks.opened.size).toBe(0)
    expect(ports.clock.pending).toBe(0)
  })
})
