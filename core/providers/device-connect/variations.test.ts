import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startSimulator } from '../../../simulator/index.ts'
import type { FaceControl, Simulator, SwitchesOf } from '../../../simulator/index.ts'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { openBench } from '../../testing/conformance/bench.ts'
import type { Bench } from '../../testing/conformance/bench.ts'
import type { ConformanceService } from '../../testing/conformance/subject.ts'
import { deviceConnect } from './index.ts'

/** In what known servers and phones differ, one by one and as whole characters, over real HTTP and sockets. */
const forever: AbortSignal = new AbortController().signal
type Switches = Partial<SwitchesOf<'device-connect'>>

let simulator: Simulator
let phone: FaceControl<'device-connect'>
let bench: Bench

beforeAll(async () => {
  simulator = await startSimulator()
  phone = simulator.control.face('device-connect')
})
beforeEach(() => {
  phone.clear()
  phone.revokeTokens()
  phone.behaviour({ autoAnswerMs: null })
})
afterEach(() => bench.close())
afterAll(() => simulator.stop())

async function open(switches: Switches, settings: AccountSettings = {}, secrets: Record<string, string> = {}) {
  phone.switches(switches)
  const account = { settings: { baseUrl: simulator.origins['device-connect'], ...settings }, secrets }
  // The bench asks nothing of the service but its account; these tests play it directly.
  const service = { account } as unknown as ConformanceService
  bench = await openBench(
    { definition: deviceConnect, target: { text: '0312345678' }, start: () => Promise.resolve(service) },
    service,
  )
  return bench
}

async function live(switches: Switches, settings?: AccountSettings, secrets?: Record<string, string>) {
  const { session, untilConnection } = await open(switches, settings, secrets)
  session.watch()
  await untilConnection('live')
  return bench
}

const place = () => bench.session.dialing!.place({ text: '0312345678' }, {}, forever)

/** Everything that a phone with call states can be asked. */
async function useEverything() {
  const { session, untilCall } = bench
  await session.ringer!.set('manner', forever)
  expect(phone.ringerMode()).toBe('manner')
  const { key } = await place()
  phone.answer()
  await untilCall({ key, state: 'active' })
  phone.hangUp()
  await untilCall({ key, state: 'ended', result: 'answered' })
  phone.ring({ from: '+84287301955' })
  const ringing = await untilCall({ direction: 'in', state: 'ringing' })
  await session.callControl!.answer(ringing, forever)
  const active = await untilCall({ key: ringing.key, state: 'active' })
  await session.callControl!.hangUp(active, forever)
  expect(await untilCall({ key: ringing.key, state: 'ended' })).toMatchObject({ result: 'answered' })
}

const variations: readonly (readonly [string, Switches])[] = [
  ['as documented', {}],
  ['without local authorisation', { localOAuth: false }],
  ['errors in the HTTP status, codes as text', { errorsMirrorHttpStatus: true, stringErrorCodes: true }],
  ['services by serviceId', { serviceIdKey: 'serviceId' }],
  ['no serviceinformation', { serviceInformationSupported: false }],
  ['availability wants a key', { availabilityNeedsKey: true }],
  ['events with result and without session key', { eventsCarryResult: true }],
  ['fields that nobody knows', { extraFields: true }],
  ['attributes in lower case', { eventAttributeCase: 'lower' }],
  ['attributes in camel case', { eventAttributeCase: 'camel' }],
  ['onPhoneStateChange', { newerEventSpelling: 'onPhoneStateChange' }],
  [
    'onPhoneStateChange, not announced',
    { newerEventSpelling: 'onPhoneStateChange', serviceInformationSupported: false },
  ],
  ['paths in lower case only', { caseSensitivePaths: true }],
  ['an impatient socket', { requireTokenWithinMs: 500 }],
  ['the first-generation socket only', { legacySocketOnly: true }],
  ['the second-generation socket only', { modernSocketOnly: true }],
  ['iPhone states', { deviceProfile: 'ios' }],
  ['Android states', { deviceProfile: 'android' }],
  [
    'like node-gotapi',
    {
      errorsMirrorHttpStatus: true,
      stringErrorCodes: true,
      caseSensitivePaths: true,
      availabilityNeedsKey: true,
      serviceInformationSupported: false,
      eventsCarryResult: true,
      requireTokenWithinMs: 5_000,
      modernSocketOnly: true,
    },
  ],
]

it.each(variations)('works: %s', async (_name, switches) => {
  await live(switches)
  await useEverything()
})

describe('a phone of the seed document only', () => {
  it.each([
    ['android', 'unknown', true],
    ['ios', 'ended', true],
    ['full', 'ended', true],
  ] as const)('%s: a call is followed as far as the phone tells', async (deviceProfile, end, endUnseen) => {
    const { session, untilCall, untilConnection, clock } = await live({ deviceProfile, newerAttributes: false })
    expect(session.callControl!.offered()).toEqual([])
    const { key } = await place()
    phone.answer()
    expect(await untilCall({ key, state: 'active' })).toMatchObject({ endUnseen })
    phone.hangUp()
    if (end === 'unknown') {
      phone.dropSockets()
      await untilConnection('reconnecting')
    }
    expect(await untilCall({ key, state: end })).toMatchObject({ startedAt: expect.any(Number) })
    await session.close()
    expect(clock.running).toBe(0)
  })

  it('tells a failed call', async () => {
    const { untilCall } = await live({ deviceProfile: 'full', newerAttributes: false })
    const { key } = await bench.session.dialing!.place({ text: '03123450000' }, {}, forever)
    expect(await untilCall({ key, state: 'ended' })).toMatchObject({ result: 'failed' })
  })
})

describe('signing in', () => {
  it('uses what the vault has, again and again', async () => {
    const { session, vault } = await open({})
    await session.check(forever)
    const token = vault.slots.get('accessToken')!
    await session.close()
    phone.clear()
    await live({}, {}, { accessToken: token })
    expect(phone.requests().some(({ path }) => path.includes('authorization'))).toBe(false)
  })

  it('mends a wrong token with a dialog, also at the socket', async () => {
    const { vault } = await live(
      {},
      { serviceId: 'Host.5f2c8a1d0b7e4936.localhost.deviceconnect.org' },
      { accessToken: 'wrong' },
    )
    expect(vault.slots.get('accessToken')).not.toBe('wrong')
    expect(phone.requests().filter(({ path }) => path.endsWith('accesstoken'))).toHaveLength(1)
  })

  it('waits for the person, and says that it does', async () => {
    const { session, until, untilConnection } = await open({ dialog: 'hold' })
    session.watch()
    await until('waiting', (fact): fact is typeof fact => fact.type === 'connection' && fact.waitingForPerson === true)
    await vi.waitUntil(() => phone.dialogs().length > 0)
    phone.acceptDialog()
    await untilConnection('live')
  })

  it('asks no more after a refusal, until it is told to', async () => {
    const { session, untilConnection } = await open({ dialog: 'refuse' })
    session.watch()
    expect(await untilConnection('refused')).toMatchObject({
      failure: { code: 'auth/rejected', params: { reason: 'dialog-refused' } },
    })
    phone.switches({ dialog: 'accept' })
    session.watch()
    await untilConnection('live')
  })

  it('survives an expiry in the middle of a call', async () => {
    const { session, untilCall } = await live({})
    const { key } = await place()
    phone.answer()
    const active = await untilCall({ key, state: 'active' })
    phone.expireTokens()
    await session.callControl!.hangUp(active, forever)
    expect(await untilCall({ key, state: 'ended' })).toMatchObject({ result: 'answered' })
  })

  it('is refused for an origin that is not let in, and accepted for one that is', async () => {
    const { session } = await open({ allowedOrigins: ['https://sidetone.example'] })
    await expect(session.check(forever)).rejects.toMatchObject({
      failure: { code: 'auth/rejected', params: { reason: 'origin' } },
    })
    await session.close()
    await live({ allowedOrigins: ['https://sidetone.example'] }, { origin: 'https://sidetone.example' })
  })
})

it('waits while another socket holds its origin, and is live when that is gone', async () => {
  const { session: first } = await live({})
  const { session, until, untilConnection } = await open({})
  session.watch()
  await until(
    'already connected',
    (fact): fact is typeof fact =>
      fact.type === 'connection' && fact.failure?.params?.['reason'] === 'already-connected',
  )
  await first.close()
  await untilConnection('live')
})

it('sends each documented request exactly as the document prints it', async () => {
  await live({ newerAttributes: false })
  await place()
  await bench.session.ringer!.set('silent', forever)
  await bench.session.close()
  const documented = phone.requests().filter(({ path }) => path.startsWith('/gotapi/phone/'))
  const query = (extra: string) => expect.stringMatching(new RegExp(`^serviceId=Host[^&]+&accessToken=[^&]+${extra}$`))
  const headers = expect.objectContaining({
    'content-type': 'application/json',
    origin: 'http://sidetone.localhost',
    'x-gotapi-origin': 'http://sidetone.localhost',
  })
  expect(documented).toEqual([
    expect.objectContaining({ method: 'PUT', path: '/gotapi/phone/onconnect', rawQuery: query(''), body: '', headers }),
    expect.objectContaining({
      method: 'POST',
      path: '/gotapi/phone/call',
      rawQuery: query('&phoneNumber=0312345678'),
      body: '',
      headers,
    }),
    expect.objectContaining({
      method: 'PUT',
      path: '/gotapi/phone/set',
      rawQuery: query('&mode=0'),
      body: '',
      headers,
    }),
    expect.objectContaining({
      method: 'DELETE',
      path: '/gotapi/phone/onconnect',
      rawQuery: query(''),
      body: '',
      headers,
    }),
  ])
})
