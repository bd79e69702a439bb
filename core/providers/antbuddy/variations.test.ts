import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openBench } from '../../testing/conformance/bench.ts'
import type { Bench } from '../../testing/conformance/bench.ts'
import type { CallFact } from '../../provider.ts'
import { forever } from './fixtures/company.ts'
import { startCompany } from './fixtures/simulated-company.ts'
import type { SimulatedCompany } from './fixtures/simulated-company.ts'
import { antbuddy } from './index.ts'

/* Every known kind of server, over real HTTP and sockets. */

let company: SimulatedCompany
let bench: Bench

beforeAll(async () => {
  company = await startCompany()
})
beforeEach(async () => {
  company.reset()
  bench = await openBench({ definition: antbuddy, target: { text: '0901234567' }, start: startCompany }, company)
})
afterEach(() => bench.close())
afterAll(() => company.close())

const wholeDay = { since: Date.now() - 24 * 3_600_000, until: Date.now() + 3_600_000 }

async function history(range = wholeDay): Promise<CallFact[]> {
  const calls: CallFact[] = []
  for await (const batch of bench.session.history!.read(range, forever)) calls.push(...batch.calls)
  return calls
}

async function live(): Promise<void> {
  bench.session.watch()
  await bench.untilConnection('live')
}

describe.each([
  ['socket.io', {}],
  ['socket.io-0.9', {}],
  ['socket.io-0.9', { legacyArguments: 'object' }],
  ['blackhole', {}],
  ['blackhole', { blackholeEvents: 'name-and-args' }],
] as const)('events over %s %o', (eventsProtocol, more) => {
  it('tell a call from ringing to its end, once', async () => {
    company.face.switches({ eventsProtocol, repeatEvents: true, timestampAsString: true, ...more })
    await live()
    company.ring('+84901112233')
    const { key } = await bench.untilCall({ state: 'ringing', direction: 'in', number: '0901112233' })
    company.answer()
    await bench.untilCall({ key, state: 'active' })
    company.hangUp()
    expect(await bench.untilCall({ key, state: 'ended' })).toMatchObject({
      result: 'answered',
      providerStatus: 'NORMAL_CLEARING',
    })
    const told = bench.facts.filter((fact) => fact.type === 'call').map(({ state }) => state)
    expect(told).toEqual(['ringing', 'active', 'ended'])
  })

  it('are asked for with a token that is refused once more, and then it is said so', async () => {
    company.face.switches({ eventsProtocol, refusedSubscribe: 'error-event', tokenLifetimeSeconds: 0, ...more })
    bench.session.watch()
    const fact = await bench.untilConnection('reconnecting')
    expect(fact.failure).toMatchObject({ code: 'auth/rejected', params: { reason: 'event-token' } })
    expect(company.face.requests().filter(({ path }) => path.endsWith('/auth_token'))).toHaveLength(2)
  })
})

it('another account id needs a person', async () => {
  const account = { ...company.account, settings: { ...company.account.settings, accountId: 'other' } }
  await bench.close()
  const subject = { definition: antbuddy, target: { text: '1' }, start: startCompany }
  bench = await openBench(subject, { ...company, account })
  bench.session.watch()
  expect((await bench.untilConnection('refused')).failure).toMatchObject({ params: { reason: 'account-id' } })
})

describe('live calls', () => {
  it('that somebody else took are no missed calls', async () => {
    company.face.switches({ ringGroup: true })
    await live()
    company.ring('+84901112233')
    const { key } = await bench.untilCall({ state: 'ringing' })
    company.face.answerElsewhere()
    await bench.untilCall({ key, state: 'ended', result: 'answered-elsewhere' })
  })

  it('of colleagues are not told', async () => {
    await live()
    company.face.colleagueCalls()
    company.ring('+84901112233')
    await bench.untilCall({ state: 'ringing' })
    expect(bench.facts.filter((fact) => fact.type === 'call')).toHaveLength(1)
  })

  it('from the handset are calls out', async () => {
    await live()
    company.face.placeOnDevice({ number: '0901234567' })
    const { key } = await bench.untilCall({ state: 'dialing', direction: 'out', number: '0901234567' })
    company.answer()
    await bench.untilCall({ key, state: 'active' })
  })

  it('within the company ring too', async () => {
    await live()
    company.ring('102')
    await bench.untilCall({ state: 'ringing', direction: 'in', number: 'quanghuysidetone' })
  })

  it.each([
    ['0901234000', 'busy'],
    ['0901234002', 'failed'],
  ])('to %s end as %s', async (text, result) => {
    company.face.behaviour({ autoAnswerMs: 10 })
    await live()
    const { key } = await bench.session.dialing!.place({ text }, {}, forever)
    company.face.pickUp()
    await bench.untilCall({ key, state: 'ended', result: result as 'busy' })
  })

  it('withheld have no number', async () => {
    await live()
    company.ring('')
    await bench.untilCall({ state: 'ringing', number: '' })
  })

  it('that came and went while the line was down are told after it', async () => {
    await live()
    company.face.refuseSockets({ on: true })
    company.dropSockets?.()
    await bench.untilConnection('reconnecting')
    company.ring('+84901112233')
    company.hangUp()
    company.face.refuseSockets({ on: false })
    await bench.untilCall({ state: 'ended', direction: 'in', number: '0901112233' })
  })
})

describe('the history', () => {
  it('has a call that was seen live under the same key', async () => {
    await live()
    const { key } = await bench.session.dialing!.place({ text: '0901234567' }, {}, forever)
    company.answer()
    await bench.untilCall({ key, state: 'active' })
    company.hangUp()
    await bench.untilCall({ key, state: 'ended' })
    company.ring('+84901112233')
    const missed = await bench.untilCall({ state: 'ringing' })
    company.hangUp()
    await bench.untilCall({ key: missed.key, state: 'ended' })
    const rows = await history()
    expect(rows.map((row) => [row.key, row.direction, row.number, row.result])).toEqual([
      [missed.key, 'in', '0901112233', 'missed'],
      [key, 'out', '0901234567', 'answered'],
    ])
    expect(await history()).toEqual(rows)
  })

  it.each([
    {},
    { historyWrapper: 'data' },
    { historyWrapper: 'items', historyOrder: 'oldest-first' },
    { historyWrapper: 'docs', historyNumbersAsStrings: true },
    { hashOrder: 'app-id-last' },
    { requestsPerSecond: 4 },
  ] as const)('is whole: %o', async (switches) => {
    company.face.preload({ calls: 730, days: 60 })
    company.face.switches(switches)
    const calls = await history({ since: Date.now() - 61 * 24 * 3_600_000, until: Date.now() })
    expect(calls).toHaveLength(730)
    expect(new Set(calls.map(({ key }) => key)).size).toBe(730)
  })

  it('that is not bounded ends where there are no calls any more', async () => {
    company.face.preload({ calls: 30, days: 400 })
    const calls = await history({ since: 0, until: Date.now() })
    expect(calls).toHaveLength(30)
    expect(company.face.requests().length).toBeLessThan(40)
  })
})

describe('a device that is not registered', () => {
  it.each(['json', 'empty'] as const)('is named as the reason (%s)', async (offlineReply) => {
    company.face.switches({ deviceRegistered: false, offlineReply })
    await expect(bench.session.dialing!.place({ text: '0901234567' }, {}, forever)).rejects.toMatchObject({
      failure: { code: 'provider/refused', params: { reason: 'device-not-registered', status: 400 } },
    })
    await bench.untilCall({ state: 'ended', result: 'failed' })
  })
})

it('a throttled click-to-call is not repeated', async () => {
  company.face.failWith({ status: 503 })
  await expect(bench.session.dialing!.place({ text: '0901234567' }, {}, forever)).rejects.toMatchObject({
    failure: { code: 'rate/limited' },
  })
  expect(company.diallings()).toBe(1)
})

describe('a recording', () => {
  it.each(['json-string', 'object', 'text', 'redirect'] as const)('comes by %s, without our names', async (how) => {
    company.face.switches({ playRecordingReply: how })
    company.face.preload({ calls: 40, days: 1 })
    const recorded = (await history()).find(({ recording }) => recording !== undefined)
    const download = await bench.session.recordings!.download(recorded!.recording!, 'bytes=0-99', forever)
    const pieces: Uint8Array[] = []
    for await (const piece of download.body) pieces.push(piece)
    expect(download).toMatchObject({ status: 206, contentType: 'audio/mpeg' })
    expect(Buffer.concat(pieces)).toHaveLength(100)
    const asked = JSON.stringify(company.face.mediaRequests())
    for (const ours of ['x-auth', 'appId', company.account.secrets['appSecret']!]) expect(asked).not.toContain(ours)
  })

  it('that is not there is said to be so', async () => {
    await expect(bench.session.recordings!.download({ id: 'none.mp3' }, undefined, forever)).rejects.toMatchObject({
      failure: { code: 'not-found', params: { what: 'recording' } },
    })
  })

  it.each(['ftp://127.0.0.1/a', 'http://name:word@127.0.0.1/a'])('is not fetched from %s', async (mediaUrlOverride) => {
    company.face.switches({ mediaUrlOverride })
    company.face.preload({ calls: 40, days: 1 })
    const recorded = (await history()).find(({ recording }) => recording !== undefined)
    await expect(bench.session.recordings!.download(recorded!.recording!, undefined, forever)).rejects.toMatchObject({
      failure: { code: 'provider/protocol' },
    })
  })
})
