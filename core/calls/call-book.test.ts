import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../../contract/model/call.ts'
import type { CallFact } from '../provider.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { FakeLog } from '../testing/fake-ports.ts'
import { FakeStore } from '../testing/fake-telephony-ports.ts'
import { CallBook, endedLingerMs, unknownLingerMs } from './call-book.ts'
import { Journal } from './journal.ts'
import { NumberDisplay } from './number-display.ts'

const owner = { account: 'desk', provider: 'device-connect' } as const
let clock: FakeClock
let store: FakeStore
let book: CallBook
let changed: Call[]
let display: NumberDisplay
let left: string[]

beforeEach(() => {
  clock = new FakeClock()
  store = new FakeStore()
  changed = []
  display = new NumberDisplay(() => 'JP')
  left = []
  const log = new FakeLog()
  book = new CallBook({
    clock,
    log,
    journal: new Journal(store, log, () => undefined),
    display,
    offeredBy: () => ['hang-up'],
    listener: { changed: (call) => changed.push(call), left: (id) => left.push(id) },
  })
})

function tell(state: CallFact['state'], key = 'k1', more: Partial<CallFact> = {}): void {
  book.apply(
    { type: 'call', key, direction: 'in', number: '0312345678', startedAt: clock.now(), state, ...more },
    owner,
  )
}

describe('the live calls', () => {
  it('show an ended call for a moment, then let it go', async () => {
    tell('ringing')
    tell('ended')
    expect(book.list()).toMatchObject([{ state: 'ended', result: 'missed' }])
    await clock.advance(endedLingerMs)
    expect(book.list()).toEqual([])
    expect(left).toEqual(['desk:k1'])
  })

  it('do not tell a fact that changes nothing', () => {
    const startedAt = clock.now()
    tell('ringing', 'k1', { startedAt })
    tell('ringing', 'k1', { startedAt })
    expect(changed).toHaveLength(1)
  })

  it('never show a call again that has ended and left, whatever comes late', async () => {
    tell('active')
    tell('ended')
    await clock.advance(endedLingerMs)
    tell('ringing')
    expect(book.list()).toEqual([])
    expect(changed.at(-1)).toMatchObject({ state: 'ended' })
  })

  it('keep a lost call until it is found again or has been shown long enough', async () => {
    tell('active')
    tell('unknown')
    await clock.advance(unknownLingerMs - 1)
    tell('active')
    await clock.advance(unknownLingerMs * 10)
    expect(book.list()).toMatchObject([{ state: 'active' }])
    tell('unknown')
    await clock.advance(unknownLingerMs)
    expect(book.list()).toEqual([])
    tell('active')
    expect(book.list()).toMatchObject([{ state: 'active' }])
  })

  it('are shown as people write the number, and kept as the service gave it', async () => {
    await display.load()
    tell('ringing', 'k1', { number: '+81312345678' })
    await clock.settle()
    expect(book.list()).toMatchObject([{ number: '+81312345678', shown: '03-1234-5678' }])
    expect(store.calls.get('desk:k1')).not.toHaveProperty('shown')
  })

  it('stand side by side: a second call does not overwrite the first', () => {
    tell('active', 'k1')
    tell('ringing', 'k2', { number: '0398765432' })
    expect(book.list().map((call) => [call.id, call.state])).toEqual([
      ['desk:k1', 'active'],
      ['desk:k2', 'ringing'],
    ])
  })

  it('are dismissed by hand, and written down as unknown if they still counted as live', async () => {
    tell('active', 'k1', { endUnseen: true })
    expect(book.list()[0]?.actions).toEqual(['hang-up', 'dismiss'])
    expect(book.dismiss('desk:k1')).toBe(true)
    await clock.settle()
    expect(store.calls.get('desk:k1')).toMatchObject({ state: 'unknown' })
    expect(book.dismiss('desk:k1')).toBe(false)
  })

  it('become unknown when their account is closed under them', () => {
    tell('active')
    book.loseSight('desk')
    expect(book.list()).toMatchObject([{ state: 'unknown' }])
  })

  it('leave no timer behind', () => {
    tell('ended')
    book.close()
    expect(clock.pending).toBe(0)
  })
})

describe('the journal', () => {
  it('has every call, without what can be done with it now', async () => {
    tell('active')
    await clock.settle()
    expect(store.calls.get('desk:k1')).toMatchObject({ state: 'active' })
    expect(store.calls.get('desk:k1')).not.toHaveProperty('actions')
  })

  it('loses nothing while the disk refuses: the next change writes it too', async () => {
    store.broken = new Error('full')
    tell('active', 'k1')
    await clock.settle()
    store.broken = undefined
    tell('active', 'k2')
    await clock.settle()
    expect([...store.calls.keys()]).toEqual(['desk:k1', 'desk:k2'])
  })
})
