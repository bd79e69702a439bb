import { describe, expect, it } from 'vitest'
import { fail } from '../../failure.ts'
import type { CallFact } from '../../provider.ts'
import { parameterOf, plainAnswer } from '../../testing/scripted-http.ts'
import { tokyoText } from './tokyo-time.ts'
import { forever, openSession, PaperService } from './fixtures/paper-service.ts'

type Opened = ReturnType<typeof openSession>

async function read({ session }: Opened, range = { since: 0, until: Number.MAX_SAFE_INTEGER }) {
  const batches = []
  for await (const batch of session.history.read(range, forever)) batches.push(batch)
  return batches
}

describe('the history', () => {
  it('is the account-wide log, newest first, without bounds where there are none', async () => {
    const opened = openSession()
    const batches = await read(opened)
    expect(opened.ports.http.requests).toMatchObject([{ path: '/pattern/callog', query: [] }])
    expect(batches).toMatchObject([
      { completeSince: 0, calls: [{ number: '+818043395678' }, { number: '+818043391234', durationSeconds: 31 }] },
    ])
  })

  it('is asked for within its bounds, rounded outward', async () => {
    const opened = openSession()
    await read(opened, { since: Date.UTC(2023, 10, 29, 15), until: Date.UTC(2023, 10, 30, 15) - 1 })
    expect(opened.ports.http.requests[0]?.query).toEqual([
      ['start_datetime', '2023-11-30 00:00:00'],
      ['end_datetime', '2023-12-01 00:00:00'],
    ])
  })

  it.each([404, 405])('is looked for under the other spelling after %i, and that is remembered', async (status) => {
    const opened = openSession()
    opened.service.instead = ({ path }) => (path === '/pattern/callog' ? plainAnswer(status, '') : undefined)
    expect((await read(opened))[0]?.calls).toHaveLength(2)
    const next = openSession({ service: opened.service, ports: opened.ports })
    await read(opened)
    await read(next)
    expect(opened.ports.http.lines).toEqual([
      'GET /pattern/callog',
      'GET /pattern/calllog',
      'GET /pattern/calllog',
      'GET /pattern/calllog',
    ])
  })

  it('of an account without such a log is that of its rules', async () => {
    const opened = openSession()
    opened.service.instead = ({ path }) => (path.split('/').length === 3 ? plainAnswer(404, '') : undefined)
    expect((await read(opened))[0]?.calls).toHaveLength(4)
    expect(opened.ports.http.lines).toHaveLength(4)
  })

  it('waits and asks again when the service is busy', async () => {
    const opened = openSession()
    let busy = 2
    opened.service.instead = () => (busy-- > 0 ? plainAnswer(503, '') : undefined)
    const reading = read(opened)
    await opened.ports.clock.advance(10_000)
    expect((await reading)[0]?.calls).toHaveLength(2)
  })

  it('that is too long for one answer is asked for in halves, and none is missing', async () => {
    const opened = openSession()
    const now = opened.ports.clock.now()
    const starts = Array.from({ length: 40 }, (_, index) => now - index * 86_400_000 - 1_000)
    opened.service.instead = (request) => {
      const from = parameterOf(request, 'start_datetime') ?? ''
      const to = parameterOf(request, 'end_datetime') ?? '9'
      const rows = starts.map((at) => tokyoText(at)).filter((text) => text >= from && text <= to)
      if (rows.length > 9) return fail('provider/protocol', { params: { reason: 'too-large' } })
      return { status: 'ok', list: rows.map((start_time, index) => ({ to: '1', start_time, code: `${index}` })) }
    }
    const batches = await read(opened)
    const calls = batches.flatMap((batch) => batch.calls)
    expect(new Set(calls.map(({ startedAt }) => startedAt)).size).toBe(40)
    expect(calls[0]!.startedAt).toBeGreaterThan(calls.at(-1)!.startedAt)
    expect(batches.at(-1)?.completeSince).toBe(0)
  })

  it('is given on in pieces, each complete from where it says', async () => {
    const opened = openSession()
    const list = Array.from({ length: 1_200 }, (_, index) => ({
      to: '1',
      code: '5',
      start_time: tokyoText(index * 1_000),
    }))
    opened.service.instead = () => ({ status: 'ok', list })
    const batches = await read(opened)
    expect(batches.map(({ calls }) => calls.length)).toEqual([500, 500, 200])
    expect(batches.map(({ completeSince }) => completeSince)).toEqual([700_001, 200_001, 0])
  })
})

describe('a call that was placed from here', () => {
  const target = { text: '08043391234' }

  function answering(opened: Opened) {
    const at = tokyoText(opened.ports.clock.now() + 5_000)
    const row = { to: '+818043391234', status: 'completed', response_no: 1, duration: '6', start_time: at, code: 'F1' }
    opened.service.instead = ({ path }) =>
      path.includes('calllog') || path.includes('callog') ? { status: 'ok', list: [row] } : undefined
  }

  it('keeps its key in the history, in later runs too', async () => {
    const opened = openSession()
    const { key } = await opened.session.dialing.place(target, {}, forever)
    answering(opened)
    expect((await read(opened))[0]?.calls).toMatchObject([{ key, result: 'answered' }])
    const next = openSession({ service: opened.service, ports: opened.ports })
    expect((await read(next))[0]?.calls).toMatchObject([{ key }])
    await opened.session.close()
  })

  it('is followed until its row is there, and no longer', async () => {
    const opened = openSession({ service: new PaperService() })
    const { key } = await opened.session.dialing.place(target, {}, forever)
    opened.service.instead = () => fail('net/offline', { retry: 'after' })
    await opened.ports.clock.advance(120_000)
    answering(opened)
    // The row says when the call was, not when we looked.
    await opened.ports.clock.advance(60_000)
    expect(opened.facts.at(-1)).toMatchObject({ key, state: 'ended', result: 'answered', talkSeconds: 6 })
    expect(opened.ports.clock.pending).toBe(0)
  })

  it('of which nothing is ever heard does not ring for ever', async () => {
    const opened = openSession()
    const { key } = await opened.session.dialing.place(target, {}, forever)
    await opened.ports.clock.advance(25 * 60_000)
    const calls = opened.facts.filter((fact): fact is CallFact => fact.type === 'call')
    expect(calls.map(({ state }) => state)).toEqual(['dialing', 'unknown'])
    expect(calls.at(-1)?.key).toBe(key)
    expect(opened.ports.clock.pending).toBe(0)
  })
})
