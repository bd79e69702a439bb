import { describe, expect, it } from 'vitest'
import { phoneAccount, sampleCall, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { setStage, settle } from '../../testing/stage.ts'
import { useLiveStore } from './live.store.ts'

describe('the live picture', () => {
  it('is what the snapshot says', async () => {
    setStage({ snapshot: { number: 7, accounts: [phoneAccount] } })
    const live = useLiveStore()
    expect(live.picture).toBeNull()
    await live.start()
    expect(live.accounts).toEqual([phoneAccount])
    expect(live.picture?.number).toBe(7)
  })

  it('follows changes in their order', async () => {
    const { bridge } = setStage()
    const live = useLiveStore()
    await live.start()
    bridge.change({ type: 'call', call: sampleCall() })
    bridge.progress('call-a', { state: 'active' })
    expect(live.calls.map((call) => call.state)).toEqual(['active'])
    expect(bridge.asked.filter((request) => request.name === 'state.snapshot')).toHaveLength(1)
  })

  it('keeps changes that come while the snapshot is under way, and skips those it contains', async () => {
    const { bridge } = setStage()
    const live = useLiveStore()
    const release = bridge.hold('state.snapshot')
    const started = live.start()
    bridge.change({ type: 'call', call: sampleCall({ id: 'first' }) })
    bridge.tell({ number: 2, change: { type: 'call', call: sampleCall({ id: 'second' }) } })
    release()
    await started
    expect(live.calls.map((call) => call.id)).toEqual(['first', 'second'])
    expect(live.picture?.number).toBe(2)
  })

  it('applies a change that is told twice once', async () => {
    const { bridge } = setStage()
    const live = useLiveStore()
    await live.start()
    bridge.change({ type: 'call', call: sampleCall({ state: 'ringing' }) })
    bridge.change({ type: 'call', call: sampleCall({ state: 'active' }) })
    bridge.tell({ number: 1, change: { type: 'call', call: sampleCall({ state: 'ringing' }) } })
    expect(live.calls.map((call) => call.state)).toEqual(['active'])
  })

  it('asks for a snapshot when the numbers have a gap', async () => {
    const { bridge } = setStage()
    const live = useLiveStore()
    await live.start()
    bridge.world.snapshot = { ...bridge.world.snapshot, number: 4, calls: [sampleCall({ id: 'missed it' })] }
    bridge.tell({ number: 5, change: { type: 'history', revision: 9 } })
    await settle()
    expect(live.calls.map((call) => call.id)).toEqual(['missed it'])
    expect(live.historyRevision).toBe(9)
    expect(live.picture?.number).toBe(5)
  })

  it('says why there is no picture, and can start again', async () => {
    const { bridge } = setStage({ snapshot: { accounts: [phoneAccount] } })
    const live = useLiveStore()
    bridge.failNext('state.snapshot', sampleFailure('store/unavailable'))
    await live.start()
    expect(live.failure?.code).toBe('store/unavailable')
    await live.start()
    expect(live.failure).toBeNull()
    expect(live.accounts).toEqual([phoneAccount])
  })

  it('hears nothing after it was stopped', async () => {
    const { bridge } = setStage()
    const live = useLiveStore()
    await live.start()
    live.stop()
    bridge.change({ type: 'call', call: sampleCall() })
    expect(live.calls).toEqual([])
  })
})
