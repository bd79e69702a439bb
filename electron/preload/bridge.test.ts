import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { api } from '../../contract/api.ts'
import { bridgeOf } from './bridge.ts'

function setUp() {
  const emitter = new EventEmitter()
  const invoke = vi.fn((): Promise<unknown> => Promise.resolve({ ok: true, value: undefined }))
  const messages = {
    invoke,
    on: (channel: string, listener: (event: unknown, payload: unknown) => void) => emitter.on(channel, listener),
    removeListener: (channel: string, listener: (event: unknown, payload: unknown) => void) =>
      emitter.removeListener(channel, listener),
  }
  return { emitter, invoke, bridge: bridgeOf(api, messages) }
}

describe('the bridge', () => {
  it('has a function for every definition, and functions only', () => {
    const { bridge } = setUp()
    for (const [topic, definitions] of Object.entries(api)) {
      const functions = bridge[topic as keyof typeof api]
      expect(Object.keys(functions)).toEqual(Object.keys(definitions))
      for (const one of Object.values(functions)) expect(one).toBeTypeOf('function')
    }
  })

  it('asks on the channel of the definition, whatever else the page passes', async () => {
    const { bridge, invoke } = setUp()
    await (bridge.calls.hangUp as (...input: unknown[]) => Promise<unknown>)({ id: '7' }, 'state.snapshot')
    expect(invoke).toHaveBeenCalledExactlyOnceWith('calls.hangUp', { id: '7' })
  })

  it('gives a listener the payload and never the event', () => {
    const { bridge, emitter } = setUp()
    const listener = vi.fn()
    bridge.state.changed(listener)
    emitter.emit('state.changed', { sender: 'a way into Electron' }, { number: 1 })
    expect(listener).toHaveBeenCalledExactlyOnceWith({ number: 1 })
  })

  it('takes a listener away with what the subscription returned', () => {
    const { bridge, emitter } = setUp()
    const [kept, gone] = [vi.fn(), vi.fn()]
    bridge.state.changed(kept)
    const unsubscribe = bridge.state.changed(gone)
    unsubscribe()
    unsubscribe()
    emitter.emit('state.changed', {}, {})
    expect(gone).not.toHaveBeenCalled()
    expect(kept).toHaveBeenCalledOnce()
    expect(emitter.listenerCount('state.changed')).toBe(1)
  })
})
