import { describe, expect, it } from 'vitest'
import type { CallFact } from '../../provider.ts'
import { fail } from '../../failure.ts'
import { account, json, openPaperService } from './fixtures/paper-service.ts'
import type { PaperService } from './fixtures/paper-service.ts'

const callbackUrl = 'https://desk.example/hook'
const registered = 'https://desk.example/hook/path-of-desk'
const list = 'GET /extension/54/current_calls/'
const row = {
  call_api_id: 'API1',
  call_flow: 'in',
  init_time_gmt: '2026-11-21 08:59:58',
  caller_id_number: '79161234567',
  called_number: '10150*101',
}

/** One webhook after another, as form bodies. */
function hear({ ports }: PaperService, ...events: Record<string, string>[]): void {
  for (const event of events) {
    const fields = {
      CallID: 'C1',
      SubCallID: 'A',
      CallFlow: 'in',
      CallerIDNum: '79161234567',
      CalledExtensionID: '54',
      ...event,
    }
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    ports.callbacks.deliver(account, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
  }
}

function brief({ state, result }: CallFact): string {
  return [state, result].filter(Boolean).join(' ')
}

async function openWithWebhooks(): Promise<PaperService> {
  const paper = await openPaperService({ callbackUrl })
  let id = 300
  paper.answers.set('POST /extension/54/event/', ({ body }) => {
    id += 1
    return json(201, { id, ...(JSON.parse(body ?? '') as object) })
  })
  for (let made = 301; made <= 304; made += 1)
    paper.answers.set(`DELETE /extension/54/event/${made}`, { status: 204, headers: {}, body: '' })
  paper.session.watch()
  await paper.ports.clock.settle()
  return paper
}

const dialIn = { EventType: 'dial-in', CallStatus: 'CALLING' }
const answer = { EventType: 'answer', CallStatus: 'ANSWER' }
const hangup = { EventType: 'hangup', CallStatus: 'CANCEL', Bridged: 'false' }

describe('polling', () => {
  it('tells a call from ringing to its end', async () => {
    const paper = await openPaperService()
    paper.session.watch()
    await paper.ports.clock.settle()
    expect(paper.connections()).toEqual(['connecting', 'live'])
    paper.answers.set(list, [row])
    await paper.ports.clock.advance(5_000)
    paper.answers.set(list, [{ ...row, answer_time_gmt: '2026-11-21 09:00:06' }])
    await paper.ports.clock.advance(5_000)
    paper.answers.set(list, [])
    await paper.ports.clock.advance(5_000)
    expect(paper.calls().map(brief)).toEqual(['ringing', 'active', 'ended answered'])
    expect(new Set(paper.calls().map(({ key }) => key))).toEqual(new Set(['api1']))
    await paper.session.close()
    expect(paper.ports.clock.pending).toBe(0)
  })

  it('asks less often when the hour’s quota runs out', async () => {
    const paper = await openPaperService()
    const quota = { 'x-ratelimit-remaining': '20', 'x-ratelimit-reset': '600' }
    paper.answers.set(list, () => json(200, [], quota))
    paper.session.watch()
    await paper.ports.clock.advance(59_000)
    expect(paper.asked().filter((line) => line === list)).toHaveLength(1)
    await paper.ports.clock.advance(1_000)
    expect(paper.asked().filter((line) => line === list)).toHaveLength(2)
  })

  it('takes no call for gone because a row cannot be read', async () => {
    const paper = await openPaperService()
    paper.answers.set(list, [row])
    paper.session.watch()
    await paper.ports.clock.settle()
    paper.answers.set(list, [{ call_api_id: { odd: true } }])
    await paper.ports.clock.advance(20_000)
    expect(paper.calls().map(brief)).toEqual(['ringing'])
  })

  it('that fails leaves no call ringing for ever, and catches up afterwards', async () => {
    const paper = await openPaperService()
    paper.answers.set(list, [row])
    paper.session.watch()
    await paper.ports.clock.settle()
    paper.answers.set(list, fail('net/offline', { retry: 'after' }))
    await paper.ports.clock.advance(120_000)
    expect(paper.connections()).toEqual(['connecting', 'live', 'reconnecting', 'offline'])
    expect(paper.calls().map(brief)).toEqual(['ringing', 'unknown'])
    paper.answers.set(list, [row])
    await paper.ports.clock.advance(15_000)
    expect(paper.connections().at(-1)).toBe('live')
    expect(paper.calls().map(brief)).toEqual(['ringing', 'unknown', 'ringing'])
    expect(paper.asked()).toContain('GET /client/@me/call_history/')
  })

  it('that the application may not needs a person', async () => {
    const paper = await openPaperService()
    paper.answers.set(list, json(403, { status: 'app_access_type_deny' }))
    paper.session.watch()
    await paper.ports.clock.settle()
    expect(paper.facts.at(-1)).toMatchObject({ state: 'refused', failure: { code: 'unsupported' } })
  })
})

describe('webhooks', () => {
  it('are subscribed to for the listener, and taken away at the end', async () => {
    const paper = await openWithWebhooks()
    expect(paper.facts).toContainEqual({ type: 'listener', url: 'http://127.0.0.1:20000/path-of-desk' })
    const bodies = paper.ports.http.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/event/'))
    expect(bodies.map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual(
      ['dial-in', 'dial-out', 'answer', 'hangup'].map((event_type) => ({
        url: registered,
        method: 'POST',
        event_type,
      })),
    )
    await paper.session.close()
    expect(paper.asked().filter((line) => line.startsWith('DELETE'))).toHaveLength(4)
    expect(paper.ports.callbacks.opened.size).toBe(0)
    expect(paper.ports.notebook.notes.has('event-subscriptions')).toBe(false)
    expect(paper.ports.clock.pending).toBe(0)
  })

  it('that a crash left behind are used again, others of ours go, other people’s stay', async () => {
    const paper = await openPaperService({ callbackUrl })
    paper.ports.notebook.notes.set('event-subscriptions', JSON.stringify({ extension: '54', ids: ['1', '2'] }))
    const there = (id: number, url: string, event_type: string) => ({ id, url, event_type, method: 'POST' })
    paper.answers.set('GET /extension/54/event/', [
      there(1, registered, 'dial-in'),
      there(2, 'https://old.example/hook', 'answer'),
      there(3, 'https://crm.example/', 'dial-in'),
      ...['dial-out', 'answer', 'hangup'].map((type, index) => there(10 + index, registered, type)),
      there(20, registered, 'hangup'),
    ])
    for (const id of [2, 20])
      paper.answers.set(`DELETE /extension/54/event/${id}`, { status: 204, headers: {}, body: '' })
    paper.session.watch()
    await paper.ports.clock.settle()
    const changes = paper.asked().filter((line) => !line.startsWith('GET'))
    expect(changes).toEqual(['DELETE /extension/54/event/2', 'DELETE /extension/54/event/20'])
    expect(paper.connections()).toEqual(['connecting', 'live'])
  })

  it('that are not to be had are polled for', async () => {
    const paper = await openPaperService({ callbackUrl })
    paper.answers.set('GET /extension/54/event/', json(403, { status: 'app_access_type_deny' }))
    paper.answers.set(list, [row])
    paper.session.watch()
    await paper.ports.clock.settle()
    expect(paper.connections()).toEqual(['connecting', 'live'])
    expect(paper.calls().map(brief)).toEqual(['ringing'])
  })

  it.each([
    ['in their order', [dialIn, answer, { ...hangup, CallStatus: 'ANSWER', Bridged: 'true' }], 'ended answered'],
    ['each twice', [dialIn, dialIn, answer, answer, hangup, hangup], 'ended answered'],
    ['backwards', [{ ...hangup, Bridged: 'true' }, answer, dialIn], 'ended answered'],
    ['without the answer', [dialIn, { ...hangup, Bridged: 'true', BridgedDuration: '5000000' }], 'ended answered'],
    ['of a missed call', [dialIn, hangup], 'ended missed'],
    ['of nothing but its end', [hangup], 'ended missed'],
    [
      'of another extension’s answer',
      [dialIn, { ...answer, SubCallID: 'B', CalledExtensionID: '55' }, hangup],
      'ended answered-elsewhere',
    ],
    [
      'of another extension’s answer, late',
      [dialIn, hangup, { ...answer, SubCallID: 'B', CalledExtensionID: '55' }],
      'ended answered-elsewhere',
    ],
    [
      'of another extension’s answer, first',
      [{ ...answer, SubCallID: 'B', CalledExtensionID: '55' }, dialIn, hangup],
      'ended answered-elsewhere',
    ],
    [
      'of another leg’s answer without names',
      [dialIn, { ...answer, SubCallID: 'B', CalledExtensionID: '' }, hangup],
      'ended answered-elsewhere',
    ],
    ['of two phones of ours', [dialIn, { ...dialIn, SubCallID: 'B' }, hangup], 'ringing'],
    ['of nothing that is ours', [{ ...answer, SubCallID: 'B', CalledExtensionID: '55' }], undefined],
  ])('%s end well', async (_how, events, last) => {
    const paper = await openWithWebhooks()
    hear(paper, ...events)
    expect(paper.calls().map(brief).at(-1)).toBe(last)
    expect(new Set(paper.calls().map(({ key }) => key)).size).toBe(last === undefined ? 0 : 1)
  })

  it('count in microseconds', async () => {
    const paper = await openWithWebhooks()
    const now = paper.ports.clock.now()
    const EventTime = (ms: number) => ({ EventTime: `${now + ms}000` })
    const over = { ...hangup, Bridged: 'true', Duration: '37400000', BridgedDuration: '31000000', RecID: '54-AB' }
    hear(
      paper,
      { ...dialIn, ...EventTime(-37_400) },
      { ...answer, ...EventTime(-31_000) },
      { ...over, ...EventTime(0) },
    )
    expect(paper.calls().at(-1)).toMatchObject({
      startedAt: now - 37_400,
      answeredAt: now - 31_000,
      endedAt: now,
      durationSeconds: 37,
      talkSeconds: 31,
      recording: { id: '54-AB' },
    })
  })

  it('that are lost leave no call ringing: the list knows', async () => {
    const paper = await openWithWebhooks()
    hear(paper, dialIn)
    await paper.ports.clock.advance(60_000)
    expect(paper.calls().map(brief)).toEqual(['ringing', 'ended missed'])
  })

  it('and the list tell one call, not two', async () => {
    const paper = await openWithWebhooks()
    hear(paper, { ...dialIn, CallAPIID: 'api1' })
    paper.answers.set(list, [row])
    await paper.ports.clock.advance(31_000)
    expect(new Set(paper.calls().map(({ key }) => key))).toEqual(new Set(['c1']))
  })

  it('that nobody understands do no harm', async () => {
    const paper = await openWithWebhooks()
    for (const body of ['', '{', 'EventType=levitate&CallID=1', '[]', '<html>'])
      paper.ports.callbacks.deliver(account, { method: 'POST', body })
    expect(paper.calls()).toEqual([])
  })
})
