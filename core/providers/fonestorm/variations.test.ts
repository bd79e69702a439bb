import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CallFact, Fact } from '../../provider.ts'
import { openBench } from '../../testing/conformance/bench.ts'
import type { Bench } from '../../testing/conformance/bench.ts'
import { startSimulator } from '../../../simulator/index.ts'
import type { FaceControl, Simulator } from '../../../simulator/index.ts'
import { foneStorm } from './index.ts'

/*
 * Everything in which servers may differ from the document, over real HTTP: the simulator's service calls the listener that the app's own port opens.
 */

const target = { text: '3215551801' }
const forever: AbortSignal = new AbortController().signal
let simulator: Simulator
let service: FaceControl<'fonestorm'>
let current: Bench | undefined

beforeAll(async () => {
  simulator = await startSimulator()
  service = simulator.control.face('fonestorm')
})
beforeEach(() => {
  service.clear()
  service.restoreFoneNumbers()
  service.behaviour({ autoAnswerMs: null })
  service.switches({
    requestsPerSecond: null,
    tokenReply: 'auth',
    generation: 'document',
    notifyReply: 'callback',
    echoesAnotherUrl: false,
    noneCancels: true,
    uidIsCallId: true,
    getValues: 'encoded',
    postCallbacks: 'form',
    jsonCallbacks: 'body',
    billableSecondsAsString: false,
    numberForm: 'ten-digits',
  })
})
afterEach(() => current?.close())
afterAll(() => simulator.stop())

async function open(settings: Readonly<Record<string, string>> = {}, secrets: Readonly<Record<string, string>> = {}) {
  const demo = simulator.accounts.fonestorm
  const account = {
    settings: { ...demo.settings, ...settings } as Record<string, string>,
    secrets: { ...demo.secrets, ...secrets },
  }
  // Of the service's side the bench itself needs the account only.
  const subject = { definition: foneStorm, target, start: () => Promise.reject(new Error('not needed')) }
  current = await openBench(subject, { account } as unknown as Parameters<typeof openBench>[1])
  return current
}

async function watching(settings?: Readonly<Record<string, string>>, secrets?: Readonly<Record<string, string>>) {
  const bench = await open(settings, secrets)
  bench.session.watch()
  await bench.untilConnection('live')
  return bench
}

function keysOf(facts: readonly Fact[]): Set<string> {
  return new Set(facts.filter((fact): fact is CallFact => fact.type === 'call').map(({ key }) => key))
}

/** A call out that is answered, and one in that is not; each is one call from beginning to end. */
async function bothWays({ session, facts, untilCall, forget }: Bench): Promise<void> {
  const { key } = await session.dialing!.place(target, {}, forever)
  service.answer()
  await service.callbacksSettled()
  service.hangUp()
  expect(await untilCall({ key, state: 'ended' })).toMatchObject({
    direction: 'out',
    result: 'answered',
    providerStatus: 'ANSWERED',
  })
  expect(keysOf(facts)).toEqual(new Set([key]))
  forget()
  service.ring({ from: '+12025550123' })
  const ringing = await untilCall({ direction: 'in' })
  service.hangUp()
  const missed = await untilCall({ key: ringing.key, state: 'ended' })
  expect(missed).toMatchObject({ result: 'missed', providerStatus: 'NO_ANSWER' })
  expect(missed.number).toMatch(/^(\+1)?2025550123$/)
}

describe.each(['JSON', 'POST', 'GET'])('callbacks by %s', (callbackMethod) => {
  it('tell calls both ways', async () => bothWays(await watching({ callbackMethod })))

  it('tell them with uids that are not the ids, E.164 numbers and seconds as text', async () => {
    service.switches({ uidIsCallId: false, numberForm: 'e164', billableSecondsAsString: true, getValues: 'raw' })
    await bothWays(await watching({ callbackMethod }))
  })

  it('tell them twice, the end before the beginning', async () => {
    const bench = await watching({ callbackMethod })
    service.repeatCallbacks({ times: 2 })
    service.reorderCallbacks()
    service.ring({ from: '+12025550123' })
    service.hangUp()
    const { key } = await bench.untilCall({ state: 'ended' })
    await service.callbacksSettled()
    const calls = bench.facts.filter((fact): fact is CallFact => fact.type === 'call')
    expect(calls.map((fact) => [fact.key, fact.state])).toEqual([[key, 'ended']])
  })

  it('pass where a name and a password are asked for, and none without', async () => {
    const bench = await watching({ callbackMethod, callbackUsername: 'storm' }, { callbackPassword: 'pässword' })
    service.ring({ from: '+12025550123' })
    await bench.untilCall({ state: 'ringing' })
    const listener = bench.facts.find((fact) => fact.type === 'listener')
    const stranger = await fetch(`${listener?.url ?? ''}?uid=1&direction=INBOUND&status=BEGIN&from=1&to=2`)
    expect(stranger.status).toBe(401)
    expect(keysOf(bench.facts).size).toBe(1)
  })
})

describe('other ways of the service', () => {
  it.each([{ postCallbacks: 'query-and-json' }, { postCallbacks: 'query-and-json-labelled-form' }] as const)(
    'POST callbacks with $postCallbacks',
    async (switches) => {
      service.switches(switches)
      await bothWays(await watching({ callbackMethod: 'POST' }))
    },
  )

  it.each([
    { jsonCallbacks: 'query-and-body' },
    { tokenReply: 'authorization' },
    { tokenReply: 'bare' },
    { generation: 'newer' },
    { notifyReply: 'fonenumber' },
    { echoesAnotherUrl: true },
  ] as const)('%o', async (switches) => {
    service.switches(switches)
    await bothWays(await watching())
  })

  it('a burst of calls, every one of them told', async () => {
    const bench = await watching()
    const delivered = await service.burst({ calls: 300 })
    expect(delivered).toBe(600)
    await bench.until('the last', (fact): fact is CallFact => keysOf(bench.facts).size === 300 && fact.type === 'call')
    const ended = bench.facts.filter((fact) => fact.type === 'call' && fact.state === 'ended')
    expect(ended).toHaveLength(300)
  })

  it('the limit of ten requests in a second is kept by itself', async () => {
    service.switches({ requestsPerSecond: 10 })
    const { session } = await open()
    await Promise.all(Array.from({ length: 15 }, () => session.dialing!.place(target, {}, forever)))
    expect(service.requests().filter(({ status }) => status === 429)).toEqual([])
  })

  it('a limit that somebody else has used up is one clear failure', async () => {
    const { session } = await open()
    await session.check(forever)
    service.switches({ requestsPerSecond: 0, retryAfterSeconds: 7 })
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'rate/limited', retry: 'after', retryAfterMs: 7_000 },
    })
  })
})

describe('registrations', () => {
  const theirs = { url: 'https://crm.example/hook?to={{to}}', method: 'GET' } as const

  it.each(['document', 'newer'] as const)('of others come back (%s)', async (generation) => {
    service.switches({ generation })
    service.presetNotify({ kind: 'receive', registration: theirs })
    const { session } = await open()
    await session.notify!.set(forever)
    expect(await session.check(forever)).toMatchObject({ callbacks: 'set for this app' })
    await session.notify!.clear(forever)
    expect(await session.check(forever)).toMatchObject({ callbacks: 'set for another address' })
    const last = service.requests().findLast(({ path }) => path.endsWith('/receive_notify'))
    expect(JSON.parse(last?.body ?? '')).toEqual({ fonenumber: '3215551081', ...theirs })
  })

  it('end where there were none', async () => {
    const { session } = await open()
    await session.notify!.set(forever)
    await session.notify!.clear(forever)
    expect(await session.check(forever)).toMatchObject({ callbacks: 'none' })
  })
})
