import { beforeEach, describe, expect, it } from 'vitest'
import type { InMemoryBridge } from '../../bridge/in-memory-bridge.ts'
import { phoneAccount, sampleFailure } from '../../bridge/in-memory-samples.ts'
import type { ManualClock } from '../../clock/manual-clock.ts'
import { setStage, settle } from '../../testing/stage.ts'
import { useDialerStore } from './dialer.store.ts'

let bridge: InMemoryBridge
let clock: ManualClock

beforeEach(() => {
  ;({ bridge, clock } = setStage({ snapshot: { accounts: [phoneAccount] } }))
  useDialerStore().useAccount('desk-phone')
})

function asked(name: string): unknown[] {
  return bridge.asked.filter((request) => request.name === name).map((request) => request.input)
}

async function write(text: string): Promise<void> {
  useDialerStore().write(text)
  clock.advance(150)
  await settle()
}

describe('reading', () => {
  it('waits for a pause in the typing and asks once', async () => {
    const store = useDialerStore()
    for (const text of ['0', '03', '031']) {
      store.write(text)
      clock.advance(100)
    }
    expect(asked('calls.plan')).toEqual([])
    clock.advance(50)
    await settle()
    expect(asked('calls.plan')).toEqual([{ text: '031', account: 'desk-phone' }])
    expect(store.plan?.dials).toBe('031')
  })

  it('throws away an answer that comes after a newer question', async () => {
    const store = useDialerStore()
    const release = bridge.hold('calls.plan')
    store.write('111')
    clock.advance(150)
    store.write('222')
    release()
    await settle()
    expect(store.plan).toBeNull()
    clock.advance(150)
    await settle()
    expect(store.plan?.dials).toBe('222')
  })

  it('asks nothing about nothing', async () => {
    await write('031')
    await write('')
    expect(useDialerStore().plan).toBeNull()
    expect(asked('calls.plan')).toHaveLength(1)
  })

  it('reads again for another account', async () => {
    await write('031')
    useDialerStore().useAccount('other')
    await settle()
    expect(asked('calls.plan').at(-1)).toEqual({ text: '031', account: 'other' })
  })
})

describe('placing', () => {
  it('sends what stands in the field and empties it', async () => {
    await write('0312345678')
    const call = await useDialerStore().place()
    expect(asked('calls.place')).toEqual([{ text: '0312345678', account: 'desk-phone' }])
    expect(call?.number).toBe('0312345678')
    expect(useDialerStore().text).toBe('')
  })

  it('sends once, however often it is pressed', async () => {
    await write('0312345678')
    const release = bridge.hold('calls.place')
    const store = useDialerStore()
    const first = store.place()
    const second = store.place()
    release()
    await Promise.all([first, second])
    expect(asked('calls.place')).toHaveLength(1)
  })

  it('keeps the number and says why when it fails; the person may try again', async () => {
    await write('0312345678')
    bridge.failNext('calls.place', sampleFailure('net/offline'))
    const store = useDialerStore()
    await store.place()
    expect(store.text).toBe('0312345678')
    expect(store.failure?.code).toBe('net/offline')
    expect(store.canPlace).toBe(true)
  })

  it('does not offer a second call while the first may have gone through', async () => {
    await write('0312345678')
    bridge.failNext('calls.place', sampleFailure('net/timeout', { outcome: 'unknown' }))
    const store = useDialerStore()
    await store.place()
    await store.read()
    expect(store.failure?.outcome).toBe('unknown')
    expect(store.canPlace).toBe(false)
    await write('0312345679')
    expect(store.canPlace).toBe(true)
  })

  it('shows nothing for what was cancelled', async () => {
    await write('0312345678')
    bridge.failNext('calls.place', sampleFailure('aborted'))
    await useDialerStore().place()
    expect(useDialerStore().failure).toBeNull()
  })

  it('sends the message to speak only when there is one', async () => {
    await write('0312345678')
    useDialerStore().say = '  Pump failed '
    await useDialerStore().place()
    expect(asked('calls.place')).toEqual([{ text: '0312345678', account: 'desk-phone', say: 'Pump failed' }])
  })
})

describe('what comes from outside', () => {
  it('is shown, said to be taken, and not dialled', async () => {
    await useDialerStore().take({ id: 'intent-1', text: 'tel:110', source: 'link' })
    expect(useDialerStore().text).toBe('tel:110')
    expect(useDialerStore().source).toBe('link')
    expect(asked('calls.intentTaken')).toEqual([{ id: 'intent-1' }])
    expect(asked('calls.place')).toEqual([])
  })
})
