import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { startSimulator } from '../../../simulator/index.ts'
import { openBench } from '../../testing/conformance/bench.ts'
import type { Bench } from '../../testing/conformance/bench.ts'
import type { ConformanceService } from '../../testing/conformance/conformance.ts'
import type { CallFact, Fact, ListenerFact } from '../../provider.ts'
import { telphin } from './index.ts'

/** What deployments of the service differ in, over real HTTP. */
const forever: AbortSignal = new AbortController().signal
const target = { text: '+79876543210', e164: '+79876543210' }

let simulator: Awaited<ReturnType<typeof startSimulator>>
let bench: Bench | undefined
let tunnel: Server | undefined

beforeEach(async () => {
  simulator = await startSimulator()
})

afterEach(async () => {
  await bench?.close()
  tunnel?.close()
  tunnel = undefined
  await simulator.stop()
})

function face() {
  return simulator.control.face('telphin')
}

async function open(settings: AccountSettings = {}): Promise<Bench> {
  const demo = simulator.accounts.telphin
  const account = { settings: { ...(demo.settings as AccountSettings), ...settings }, secrets: demo.secrets }
  // Of a service the bench needs only the account.
  bench = await openBench({ definition: telphin, target, start: () => Promise.reject(new Error('not used')) }, {
    account,
  } as ConformanceService)
  return bench
}

/** The person's tunnel: what comes to its public address goes to the listener. */
async function openWithWebhooks(): Promise<Bench> {
  let listener = ''
  tunnel = createServer((request, response) => {
    const body: Buffer[] = []
    request.on('data', (piece: Buffer) => body.push(piece))
    request.on('end', () => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' }
      const init = { method: 'POST', headers, body: Buffer.concat(body) }
      void fetch(new URL(request.url ?? '', listener), init).then(({ status }) => response.writeHead(status).end())
    })
  })
  await new Promise<void>((resolve) => void tunnel?.listen(0, '127.0.0.1', resolve))
  const current = await open({ callbackUrl: `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}/` })
  current.session.watch()
  const isListener = (fact: Fact): fact is ListenerFact => fact.type === 'listener'
  listener = (await current.until('a listener', isListener)).url
  await current.untilConnection('live')
  return current
}

async function historyOf({ session }: Bench): Promise<CallFact[]> {
  const calls: CallFact[] = []
  for await (const batch of session.history!.read({ since: 0, until: Date.now() + 60_000 }, forever))
    calls.push(...batch.calls)
  return calls
}

describe('signing in and finding out', () => {
  it('with compression demanded, no expiry told and a user of the whole client', async () => {
    face().switches({ gzip: 'demanded', expiresInOmitted: true, userLevel: 'client', extraFields: true })
    const { session } = await open()
    expect(await session.check(forever)).toMatchObject({ extension: '54', number: '101', client: '37649' })
  })

  it('to an application that may not everything', async () => {
    face().switches({ appAccess: 'Call API', callApiDenies: ['phone', 'record', 'user', 'extension'] })
    const { session } = await open()
    expect(await session.check(forever)).toMatchObject({
      extension: '54',
      'phone settings': 'not available to this application',
      recordings: 'not available to this application',
    })
  })

  it('by the number that people dial, on a later page of the list', async () => {
    face().switches({ furtherPhones: 60 })
    const { session } = await open({ extensionId: '10150*1050' })
    expect(await session.check(forever)).toMatchObject({ extension: '1050', number: '1050' })
  })
})

describe('history', () => {
  it.each(['capitals', 'same', 'unrelated'] as const)('has the dialled call once (%s)', async (historyCallUuid) => {
    face().switches({ historyCallUuid, ownPhonePickUpMs: null, fractionalSeconds: 'all' })
    const current = await open()
    const { key } = await current.session.dialing!.place(target, {}, forever)
    face().pickUp()
    face().hangUp()
    expect((await historyOf(current)).map((call) => call.key)).toEqual([key])
  })

  it('is asked for one page at a time, by two at once, within the service’s limits', async () => {
    face().switches({ historyDelayMs: 20 })
    face().preload({ calls: 250 })
    const current = await open()
    const [one, other] = await Promise.all([historyOf(current), historyOf(current)])
    expect(new Set(one.map(({ key }) => key)).size).toBe(one.length)
    expect(one.length).toBeGreaterThan(100)
    expect(other.map(({ key }) => key)).toEqual(one.map(({ key }) => key))
  })
})

describe('recordings', () => {
  it.each([
    ['mp3_mono', 'audio/mpeg'],
    ['mp3_stereo', 'audio/mpeg'],
    ['wav_mono', 'audio/wav'],
    ['wav_stereo', 'audio/wav'],
  ] as const)('come as %s, whole and in part', async (recordFormat, contentType) => {
    face().switches({ recordFormat, gzip: 'offered' })
    face().ring({ from: '+79161234567' })
    face().answer()
    face().hangUp()
    const current = await open()
    const recorded = (await historyOf(current)).find(({ recording }) => recording !== undefined)
    const whole = await current.session.recordings!.download(recorded!.recording!, undefined, forever)
    let bytes = 0
    for await (const piece of whole.body) bytes += piece.length
    expect(whole).toMatchObject({ contentType, status: 200, length: bytes })
    const part = await current.session.recordings!.download(recorded!.recording!, 'bytes=10-19', forever)
    expect(part).toMatchObject({ status: 206, length: 10, contentRange: `bytes 10-19/${bytes}` })
    for await (const piece of part.body) expect(piece.length).toBe(10)
  })
})

describe('webhooks', () => {
  it('tell a call from ringing to its end, and leave no subscription behind', async () => {
    const current = await openWithWebhooks()
    face().switches({ webhookCopies: 2 })
    expect(face().subscriptions()).toHaveLength(4)
    face().ring({ from: '+79161234567' })
    const { key } = await current.untilCall({ state: 'ringing', number: '+79161234567' })
    face().answer()
    await current.untilCall({ key, state: 'active' })
    face().hangUp()
    expect(await current.untilCall({ key, state: 'ended' })).toMatchObject({ result: 'answered' })
    await current.close()
    expect(face().subscriptions()).toEqual([])
  })

  it('that come backwards, and an answer elsewhere', async () => {
    const current = await openWithWebhooks()
    face().holdWebhooks()
    face().ring({ from: '+79161234567' })
    face().hangUp()
    face().releaseWebhooks({ order: 'reversed' })
    const { key } = await current.untilCall({ state: 'ended', result: 'missed' })
    current.forget()
    face().ring({ from: '+79160000000' })
    await current.untilCall({ state: 'ringing', number: '+79160000000' })
    face().answerElsewhere({ talkMs: 1 })
    const elsewhere = await current.untilCall({ result: 'answered-elsewhere' })
    expect(elsewhere.key).not.toBe(key)
  })
})
