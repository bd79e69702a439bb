import { beforeEach, describe, expect, it } from 'vitest'
import { FakeClock } from '../../testing/fake-clock.ts'
import { FakeNotebook } from '../../testing/fake-callbacks.ts'
import { FakeLog } from '../../testing/fake-ports.ts'
import type { CallFact } from '../../provider.ts'
import { CallTracker } from './call-tracker.ts'
import { KnownCalls } from './known-calls.ts'

const us = 'thutran'
let clock: FakeClock
let tracker: CallTracker
let notebook: FakeNotebook
let facts: CallFact[]

beforeEach(() => {
  clock = new FakeClock()
  notebook = new FakeNotebook()
  facts = []
  tracker = newTracker((fact) => facts.push(fact))
  tracker.sightBack()
})

function newTracker(emit: (fact: CallFact) => void): CallTracker {
  const log = new FakeLog()
  return new CallTracker({ clock, log, sipUser: us, known: new KnownCalls(notebook, log), emit })
}

type Fields = Readonly<Record<string, unknown>>

/** Kazoo's fields; `kind` CREATE, ANSWER or DESTROY. */
async function hear(kind: string, callId: string, fields: Fields): Promise<void> {
  const Timestamp = Math.floor(clock.now() / 1000) + 62_167_219_200
  tracker.hearEvent(`CHANNEL_${kind}`, { 'Call-ID': callId, Timestamp, ...fields })
  await clock.settle()
}

const told = () =>
  facts.map(({ direction, state, number, result }) => [direction, state, number, result].filter(Boolean).join(' '))

const network = {
  'Call-Direction': 'inbound',
  From: '0901112233@carrier',
  To: `${us}@realm`,
  'Caller-ID-Number': '0901112233',
}
const ourPhone = { ...network, 'Call-Direction': 'outbound', 'Other-Leg-Call-ID': 'A' }
const colleague = { ...ourPhone, To: 'huy@realm' }

describe('a call in', () => {
  it('rings, is answered and ends, each told once however often the events come', async () => {
    for (let times = 0; times < 2; times += 1) {
      await hear('CREATE', 'A', network)
      await hear('CREATE', 'B', ourPhone)
    }
    await clock.advance(5_000)
    await hear('ANSWER', 'B', ourPhone)
    await hear('ANSWER', 'A', network)
    await clock.advance(60_000)
    await hear('DESTROY', 'B', { ...ourPhone, 'Hangup-Cause': 'NORMAL_CLEARING' })
    await hear('DESTROY', 'A', { ...network, 'Hangup-Cause': 'NORMAL_CLEARING' })
    expect(told()).toEqual(['in ringing 0901112233', 'in active 0901112233', 'in ended 0901112233 answered'])
    const { startedAt, answeredAt, endedAt } = facts.at(-1)!
    expect([answeredAt! - startedAt, endedAt! - answeredAt!]).toEqual([5_000, 60_000])
    expect(new Set(facts.map(({ key }) => key))).toEqual(new Set(['A']))
  })

  it('is one call in whatever order its channels are told', async () => {
    await hear('CREATE', 'B', ourPhone)
    await hear('CREATE', 'A', network)
    await hear('ANSWER', 'A', { ...network, 'Other-Leg-Call-ID': 'B' })
    await hear('DESTROY', 'A', { ...network, 'Hangup-Cause': 'ORIGINATOR_CANCEL' })
    await hear('DESTROY', 'B', { ...ourPhone, 'Hangup-Cause': 'ORIGINATOR_CANCEL' })
    expect(told()).toEqual(['in ringing 0901112233', 'in ended 0901112233 missed'])
    expect(facts[0]?.key).toBe('A')
  })

  it('is one call where the channels do not name each other', async () => {
    await hear('CREATE', 'A', network)
    const { 'Other-Leg-Call-ID': _other, ...alone } = ourPhone
    await hear('CREATE', 'B', alone)
    await hear('ANSWER', 'B', alone)
    expect(told()).toEqual(['in ringing 0901112233', 'in active 0901112233'])
  })

  it('that a colleague takes was answered elsewhere', async () => {
    await hear('CREATE', 'A', network)
    await hear('CREATE', 'B', ourPhone)
    await hear('CREATE', 'C', colleague)
    await hear('ANSWER', 'C', colleague)
    await hear('ANSWER', 'A', network)
    await hear('DESTROY', 'B', { ...ourPhone, 'Hangup-Cause': 'LOSE_RACE' })
    expect(told()).toEqual(['in ringing 0901112233', 'in ended 0901112233 answered-elsewhere'])
  })

  it.each([
    ['CALL_REJECTED', 'rejected'],
    ['USER_BUSY', 'busy'],
    ['NO_ANSWER', 'missed'],
    ['A_WORD_NOBODY_KNOWS', 'missed'],
  ])('that our phone leaves with %s is %s', async (cause, result) => {
    await hear('CREATE', 'A', network)
    await hear('CREATE', 'B', ourPhone)
    await hear('DESTROY', 'B', { ...ourPhone, 'Hangup-Cause': cause })
    expect(facts.at(-1)).toMatchObject({ state: 'ended', result, providerStatus: cause })
  })

  it('that is seen only on one channel is answered there', async () => {
    await hear('CREATE', 'A', network)
    await hear('ANSWER', 'A', network)
    expect(told()).toEqual(['in ringing 0901112233', 'in active 0901112233'])
  })

  it('does not ring for ever', async () => {
    await hear('CREATE', 'A', network)
    await clock.advance(3 * 60_000)
    expect(facts.at(-1)).toMatchObject({ state: 'unknown' })
    expect(clock.pending).toBe(0)
  })
})

it('events are read as text, in a wrapper, and with the names of later releases', async () => {
  const later = { call_id: 'A', call_direction: 'inbound', from: '0901112233@carrier', to: `${us}@realm` }
  tracker.hearEvent('CHANNEL_CREATE', JSON.stringify({ data: later }))
  tracker.hearEvent('CHANNEL_DESTROY', { ...later, hangup_cause: 'ORIGINATOR_CANCEL' })
  await clock.settle()
  expect(told()).toEqual(['in ringing 0901112233', 'in ended 0901112233 missed'])
})

describe('a call that we placed', () => {
  const own = {
    'Call-Direction': 'outbound',
    From: '0901234567@realm',
    To: `${us}@realm`,
    'Caller-ID-Number': '0901234567',
  }
  const far = {
    'Call-Direction': 'outbound',
    From: `${us}@realm`,
    To: '0901234567@carrier',
    'Callee-ID-Number': '0901234567',
    'Other-Leg-Call-ID': 'A',
  }

  it('is the own phone first, and active when the other side answers', async () => {
    tracker.placed('ours', '+84901234567')
    await hear('CREATE', 'A', own)
    await clock.advance(4_000)
    await hear('ANSWER', 'A', own)
    await hear('CREATE', 'B', far)
    await clock.advance(10_000)
    expect(facts.at(-1)?.state).toBe('dialing')
    await hear('ANSWER', 'B', far)
    await hear('DESTROY', 'B', { ...far, 'Hangup-Cause': 'NORMAL_CLEARING' })
    const states = facts.map(({ key, state }) => `${key} ${state}`)
    expect([...new Set(states)]).toEqual(['ours dialing', 'ours active', 'ours ended'])
    expect(facts.at(-1)).toMatchObject({ number: '+84901234567', result: 'answered' })
  })

  it.each([
    ['USER_BUSY', 'busy'],
    ['NO_ANSWER', 'cancelled'],
    ['NO_ROUTE_DESTINATION', 'failed'],
  ])('ends with %s as %s', async (cause, result) => {
    tracker.placed('ours', '0901234567')
    await hear('CREATE', 'A', own)
    await hear('ANSWER', 'A', own)
    await hear('CREATE', 'B', far)
    await hear('DESTROY', 'B', { ...far, 'Hangup-Cause': cause })
    await hear('DESTROY', 'A', { ...own, 'Hangup-Cause': 'NORMAL_CLEARING' })
    expect(facts.at(-1)).toMatchObject({ key: 'ours', state: 'ended', result, providerStatus: cause })
  })

  it('on an exchange that shows one channel only is active soon after it was picked up', async () => {
    tracker.placed('ours', '0901234567')
    await hear('CREATE', 'A', own)
    await hear('ANSWER', 'A', own)
    await clock.advance(3_000)
    expect(facts.at(-1)).toMatchObject({ key: 'ours', state: 'active' })
  })

  it('in another process is known by its note', async () => {
    const elsewhere: CallFact[] = []
    newTracker((fact) => elsewhere.push(fact)).placed('ours', '0901234567')
    await clock.settle()
    await hear('CREATE', 'A', own)
    expect(facts).toMatchObject([{ key: 'ours', direction: 'out', state: 'dialing' }])
  })

  it('does not swallow a call in from somebody else', async () => {
    tracker.placed('ours', '0901234567')
    await hear('CREATE', 'A', network)
    await hear('CREATE', 'B', ourPhone)
    expect(told()).toEqual(['out dialing 0901234567', 'in ringing 0901112233'])
  })

  it('and was refused is over', () => {
    tracker.placed('ours', '0901234567')
    tracker.placeRefused('ours')
    expect(told()).toEqual(['out dialing 0901234567', 'out ended 0901234567 failed'])
    expect(clock.pending).toBe(0)
  })
})

it('a call from the handset is a call out, answered by the other side', async () => {
  const handset = {
    'Call-Direction': 'inbound',
    From: `${us}@realm`,
    To: '0901234567@realm',
    'Callee-ID-Number': '0901234567',
  }
  const far = { ...handset, 'Call-Direction': 'outbound', 'Other-Leg-Call-ID': 'A' }
  await hear('CREATE', 'A', handset)
  await hear('CREATE', 'B', far)
  await hear('ANSWER', 'B', far)
  expect(told()).toEqual(['out dialing 0901234567', 'out active 0901234567'])
})

it('colleagues and nonsense are not told', async () => {
  await hear('CREATE', 'A', { 'Call-Direction': 'inbound', From: 'huy@realm', To: '0901234567@carrier' })
  await hear('EXPLODE', 'B', network)
  for (const payload of [undefined, null, 7, 'x', [], {}, { 'Call-ID': '' }, { 'Call-ID': {} }])
    tracker.hearEvent('CHANNEL_CREATE', payload)
  await clock.settle()
  expect(facts).toEqual([])
})

it('a call whose end is all that we hear of says when it began', async () => {
  const end = { 'Duration-Seconds': '60', 'Billing-Seconds': '50', 'Hangup-Cause': 'NORMAL_CLEARING' }
  await hear('DESTROY', 'B', { ...ourPhone, ...end })
  await hear('DESTROY', 'A', { ...network, ...end })
  const [{ startedAt, answeredAt, endedAt, key } = facts[0]!] = facts
  expect({ key, ring: answeredAt! - startedAt, talk: endedAt! - answeredAt! }).toEqual({
    key: 'A',
    ring: 10_000,
    talk: 50_000,
  })
  expect(facts).toHaveLength(1)
})

it('without events for half a minute a call is unknown, and comes back with the next one', async () => {
  await hear('CREATE', 'A', network)
  tracker.sightLost()
  await clock.advance(30_000)
  expect(facts.at(-1)?.state).toBe('unknown')
  tracker.sightBack()
  await hear('ANSWER', 'A', network)
  expect(facts.at(-1)?.state).toBe('active')
})
