import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSimulator } from '../../../simulator/index.ts'
import type { Simulator } from '../../../simulator/index.ts'
import type { AccountSettings } from '../../../contract/model/account.ts'
import type { ProviderSession } from '../../provider.ts'
import { networkAgents } from '../../node/agents.ts'
import { nodeHttp } from '../../node/http/node-http.ts'
import { fakeProviderPorts } from '../../testing/fake-ports.ts'
import { forever } from './fixtures/paper-service.ts'
import { iotCall } from './index.ts'

// The simulated service in each of the ways in which the real one may differ, over real HTTP.

let simulator: Simulator
let session: ProviderSession
const agents = networkAgents()

beforeAll(async () => {
  simulator = await startSimulator()
})
beforeEach(async () => {
  const { settings, secrets } = simulator.accounts.iotcall
  const ports = { ...fakeProviderPorts(secrets), http: nodeHttp(agents) }
  session = await iotCall.connect({ id: 'iot', label: 'IoT', settings: settings as AccountSettings }, ports, forever)
})
afterEach(async () => {
  simulator.control.face('iotcall').clear()
  await session.close()
})
afterAll(async () => {
  agents.close()
  await simulator.stop()
})

const face = () => simulator.control.face('iotcall')
const target = { text: '0312345678', e164: '+81312345678', national: '0312345678' }

async function pastCalls() {
  const calls = []
  for await (const batch of session.history!.read({ since: 0, until: Number.MAX_SAFE_INTEGER }, forever)) {
    calls.push(...batch.calls)
  }
  return calls
}

describe('number lists', () => {
  it.each([
    { telShape: 'call_to_tels' },
    { telShape: 'array' },
    { telValues: 'strings' },
    { groupSpelling: 'letter' },
  ] as const)('of a service with %j are read, and put back as they were', async (switches) => {
    face().switches(switches)
    const before = face().rule({ name: 'dial' }).recipients
    await session.dialing!.place(target, {}, forever)
    expect(face().rule({ name: 'dial' }).recipients).toEqual(before)
    expect((await session.broadcast!.recipients('evacuation', forever))[3]).toEqual({
      tel: '02079460018',
      group: 3,
      check: false,
      international_prefix_id: 4,
    })
  })

  it('of a service that takes no empty ones do not hold up dialling', async () => {
    face().switches({ emptyList: 'refused' })
    face().rule({ name: 'dial', recipients: [] })
    await session.dialing!.place(target, {}, forever)
    await session.dialing!.place(target, {}, forever)
    expect(face().rule({ name: 'dial' }).recipients).toHaveLength(1)
    face().rule({ name: 'dial', recipients: [{ tel: '0312345678', group: 1, check: true, countryId: 1 }] })
  })

  it('of a rule that wants two numbers cannot be used to dial, and stay', async () => {
    const before = face().rule({ name: 'dial', kind: 'rotation' }).recipients
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'provider/refused' },
    })
    expect(face().rule({ name: 'dial', kind: 'normal' }).recipients).toEqual(before)
  })
})

describe('histories', () => {
  it.each([
    {},
    { calllogAlias: true },
    { durationType: 'number', responseNoType: 'string' },
    { historyOrder: 'newest-first' },
  ] as const)('of a service with %j are whole', async (switches) => {
    face().switches(switches)
    face().preload({ calls: 2_000 })
    const calls = await pastCalls()
    expect(new Set(calls.map(({ key }) => key)).size).toBe(2_000)
    expect(calls.every((call, index) => index === 0 || call.startedAt <= calls[index - 1]!.startedAt)).toBe(true)
    expect(new Set(calls.map(({ result }) => result))).toEqual(new Set(['answered', 'busy', 'missed', 'failed']))
  })

  it('of the last firing and of a firing by its id say the same, in every shape', async () => {
    face().switches({ latestDelayMs: 0, dialDelayMs: 0, messageDelayMs: 0, speechMs: 40 })
    face().behaviour({ autoAnswerMs: 10 })
    const firing = face().fire({ rule: 'evacuation' })
    await expect.poll(() => face().firings().at(-1)?.over).toBe(true)
    const expected = await session.broadcast!.results('evacuation', { latest: true }, forever)
    expect(expected.calls).toHaveLength(3)
    expect(expected.messages).toHaveLength(3)
    expect(expected.calls.every((call) => call.firing === firing && call.button === 1)).toBe(true)
    for (const firingShape of ['numbered', 'one-entry', 'flat', 'list', 'fragments'] as const) {
      face().switches({ firingShape })
      expect(await session.broadcast!.results(undefined, { firing }, forever)).toEqual(expected)
    }
  })
})

describe('errors', () => {
  const refused = [
    ['json', /^auth\/rejected$/],
    ['http-200', /^auth\/rejected$/],
    ['laravel', /^auth\/rejected$/],
    ['html', /^auth\/rejected$/],
    ['empty', /^auth\/rejected$/],
  ] as const

  it.each(refused)('a refused AuthCode as %s', async (errorShape, code) => {
    const { authCode = '' } = simulator.accounts.iotcall.secrets
    face().switches({ errorShape })
    face().changeAuthCode({ authCode: 'another' })
    await expect(session.check(forever)).rejects.toMatchObject({ failure: { code: expect.stringMatching(code) } })
    face().changeAuthCode({ authCode })
  })

  it.each(['json', 'http-200', 'laravel', 'html', 'empty'] as const)('a used-up limit as %s', async (errorShape) => {
    face().switches({ errorShape, callingLimitSeconds: 0 })
    const before = face().rule({ name: 'dial' }).recipients
    await expect(session.dialing!.place(target, {}, forever)).rejects.toMatchObject({
      failure: { code: 'provider/refused', provider: 'iotcall' },
    })
    expect(face().rule({ name: 'dial' }).recipients).toEqual(before)
  })
})

describe('on the wire', () => {
  it('a dialling is four requests, as the document prints them', async () => {
    await session.dialing!.place(target, {}, forever)
    const { secrets } = simulator.accounts.iotcall
    const [get, put, post, back] = face().requests()
    for (const request of [get, put, post, back]) expect(request?.headers['authorization']).toBe(secrets['authCode'])
    expect([get, put, post, back].map((request) => `${request?.method} ${request?.path.split('/').at(-1)}`)).toEqual([
      'GET tel',
      'PUT tel',
      'POST call',
      'PUT tel',
    ])
    expect(put?.headers['content-type']).toBe('application/x-www-form-urlencoded')
    expect(post?.body.length).toBe(0)
    expect(post?.headers['content-type']).toBeUndefined()
    expect(face().requests()).toHaveLength(4)
  })

  it('a range is in the query, its space as %20', async () => {
    await session.broadcast!.results('delivery', { since: '2023-11-30T00:00:00+09:00' }, forever)
    const [request] = face().requests()
    expect(request?.rawQuery).toBe('start_datetime=2023-11-30%2000%3A00%3A00')
    expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  })
})
