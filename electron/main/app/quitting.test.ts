import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { Quitting } from './quitting.ts'

/** An app whose quit may be held back, as Electron's. */
class FakeApp extends EventEmitter {
  gone = false
  quit(): void {
    let held = false
    this.emit('before-quit', { preventDefault: () => (held = true) })
    if (!held) this.gone = true
  }
}

function setUp(close: () => Promise<void>) {
  const app = new FakeApp()
  const failed = vi.fn()
  let timeIsUp: () => void = () => undefined
  const after = vi.fn((_delayMs: number, action: () => void) => {
    timeIsUp = action
  })
  const quitting = new Quitting({ app, close, failed, after, limitMs: 3000 })
  return { app, failed, after, quitting, timeIsUp: () => timeIsUp() }
}

describe('quitting', () => {
  it('closes first, then goes', async () => {
    let closed: () => void = () => undefined
    const close = vi.fn(() => new Promise<void>((resolve) => (closed = resolve)))
    const { app, quitting } = setUp(close)
    expect(quitting.begun).toBe(false)
    app.quit()
    expect([quitting.begun, app.gone]).toEqual([true, false])
    app.quit() // an impatient second Ctrl-Q
    closed()
    await vi.waitFor(() => expect(app.gone).toBe(true))
    expect(close).toHaveBeenCalledOnce()
  })

  it('goes when the time is up', async () => {
    const { app, after, timeIsUp } = setUp(() => new Promise(() => undefined))
    app.quit()
    expect(after).toHaveBeenCalledExactlyOnceWith(3000, expect.any(Function))
    timeIsUp()
    await vi.waitFor(() => expect(app.gone).toBe(true))
  })

  it('goes when closing fails, and says why', async () => {
    const error = new Error('journal')
    const { app, failed } = setUp(() => Promise.reject(error))
    app.quit()
    await vi.waitFor(() => expect(app.gone).toBe(true))
    expect(failed).toHaveBeenCalledExactlyOnceWith(error)
  })
})
