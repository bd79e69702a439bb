import { describe, expect, it } from 'vitest'
import type { CallFact, HistoryBatch, ProviderSession } from '../../provider.ts'
import historyRow from './fixtures/history-row.json' with { type: 'json' }
import { forever, json, openPaperService } from './fixtures/paper-service.ts'

const path = 'GET /client/@me/call_history/'
const range = { since: Date.UTC(2026, 10, 21), until: Date.UTC(2026, 10, 22) }

/** The calls of a day, a minute apart, newest first. */
function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    call_uuid: `U${index}`,
    flow: 'out',
    result: 'busy',
    to_username: '79876543210',
    init_time_gmt: new Date(range.until - (index + 1) * 60_000).toISOString().slice(0, 19).replace('T', ' '),
  }))
}

async function readAll(session: ProviderSession, within = range): Promise<HistoryBatch[]> {
  const batches: HistoryBatch[] = []
  for await (const batch of session.history!.read(within, forever)) batches.push(batch)
  return batches
}

function keys(batches: readonly HistoryBatch[]): string[] {
  return batches.flatMap(({ calls }) => calls.map((call: CallFact) => call.key))
}

describe('the history', () => {
  it('is asked for in UTC, newest first', async () => {
    const { ports, session } = await openPaperService()
    await readAll(session)
    expect(ports.http.requests.at(-1)).toMatchObject({
      path: '/api/ver1.0/client/@me/call_history/',
      query: [
        ['start_datetime', '2026-11-21 00:00:00'],
        ['end_datetime', '2026-11-22 00:00:00'],
        ['extension_id', '54'],
        ['order', 'desc'],
        ['page', '1'],
        ['per_page', '100'],
      ],
    })
  })

  it.each([
    ['as asked', 100],
    ['smaller than asked', 40],
  ])('comes whole in pages %s', async (_how, perPage) => {
    const { session, answers } = await openPaperService()
    const all = rows(250)
    answers.set(path, ({ query }) => {
      const page = Number(query?.[4]?.[1])
      return { page, per_page: perPage, order: 'desc', call_history: all.slice((page - 1) * perPage, page * perPage) }
    })
    const batches = await readAll(session)
    expect(new Set(keys(batches)).size).toBe(250)
    expect(batches.at(-1)?.completeSince).toBe(range.since)
    expect(batches[0]?.completeSince).toBe(range.until - perPage * 60_000 + 1)
  })

  it('that runs from old to new is complete only at its end', async () => {
    const { session, answers } = await openPaperService()
    const all = rows(150).reverse()
    answers.set(path, ({ query }) => {
      const page = Number(query?.[4]?.[1])
      return { per_page: 100, call_history: all.slice((page - 1) * 100, page * 100) }
    })
    const batches = await readAll(session)
    expect(batches.map(({ completeSince }) => completeSince)).toEqual([range.until, range.since])
  })

  it('that gives the same page again ends, and says so', async () => {
    const { session, answers } = await openPaperService()
    answers.set(path, { call_history: rows(100) })
    await expect(readAll(session)).rejects.toMatchObject({ failure: { code: 'provider/protocol' } })
  })

  it('loses no call for a row that cannot be read', async () => {
    const { session, answers, ports } = await openPaperService()
    answers.set(path, { call_history: [null, {}, historyRow, { call_uuid: 'x', init_time_gmt: 'never' }] })
    expect(keys(await readAll(session))).toEqual(['1d570f86d40a55ea93858f9a42f8de9c'])
    expect(ports.log.entries).toContainEqual(expect.objectContaining({ level: 'warn', fields: { rows: 3 } }))
  })

  it('asks one thing at a time, and waits for other programs’ questions', async () => {
    const { ports, session, answers } = await openPaperService()
    let running = 0
    let most = 0
    let busy = 2
    answers.set(path, async () => {
      if (busy-- > 0) return json(429, { message: 'Stats request already exists, concurrent request not allowed' })
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => ports.clock.after(1_000, () => resolve(undefined)))
      running -= 1
      return { call_history: [historyRow] }
    })
    const both = Promise.all([readAll(session), readAll(session)])
    await ports.clock.advance(60_000)
    expect((await both).map(keys)).toEqual([['1d570f86d40a55ea93858f9a42f8de9c'], ['1d570f86d40a55ea93858f9a42f8de9c']])
    expect(most).toBe(1)
  })

  it('that stays busy is one clear failure', async () => {
    const { ports, session, answers } = await openPaperService()
    answers.set(path, json(429, { message: 'Stats request already exists, concurrent request not allowed' }))
    const reading = readAll(session).catch((thrown: unknown) => thrown)
    await ports.clock.advance(120_000)
    expect(await reading).toMatchObject({
      failure: { code: 'rate/limited', retry: 'after', params: { reason: 'concurrent' } },
    })
  })
})

describe('a call that was seen', () => {
  const live = {
    call_api_id: 'API1',
    call_flow: 'in',
    init_time_gmt: '2026-11-21 08:59:21',
    caller_id_number: '+79161234567',
  }

  it('is the row of the history, whatever that calls it, and stays so', async () => {
    const { ports, session, answers, calls } = await openPaperService()
    answers.set('GET /extension/54/current_calls/', [live])
    session.watch()
    await ports.clock.settle()
    answers.set('GET /extension/54/current_calls/', [])
    answers.set(path, { call_history: [historyRow] })
    await ports.clock.advance(10_000)
    expect(calls().at(-1)).toMatchObject({
      key: 'api1',
      result: 'answered',
      recording: { id: historyRow.cdr[0]?.record_uuid },
    })
    await session.close()
    const again = await openPaperService()
    for (const [name, text] of ports.notebook.notes) again.ports.notebook.notes.set(name, text)
    again.answers.set(path, { call_history: [historyRow] })
    expect(keys(await readAll(again.session))).toEqual(['api1'])
  })

  it('is not the row of another call', async () => {
    const { ports, session, answers } = await openPaperService()
    answers.set('GET /extension/54/current_calls/', [{ ...live, caller_id_number: '+79160000000' }])
    session.watch()
    await ports.clock.settle()
    answers.set(path, { call_history: [historyRow] })
    expect(keys(await readAll(session))).toEqual(['1d570f86d40a55ea93858f9a42f8de9c'])
  })
})
