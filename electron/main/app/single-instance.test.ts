import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import type { LaunchIntent } from './launch.ts'
import { SingleInstance } from './single-instance.ts'

class FakeApp extends EventEmitter {
  handed: unknown
  private readonly alone: boolean
  constructor(alone: boolean) {
    super()
    this.alone = alone
  }
  requestSingleInstanceLock(handed: unknown): boolean {
    this.handed = handed
    return this.alone
  }
}

const intent: LaunchIntent = { text: 'tel:1', source: 'link' }

function listening() {
  return { startedAgain: vi.fn(), asked: vi.fn() }
}

describe('one instance a home', () => {
  it('hands what it was asked to the one that runs, and says that it must end', () => {
    const app = new FakeApp(false)
    expect(new SingleInstance(app).claim(intent)).toBe(false)
    expect(app.handed).toEqual({ intent })
  })

  it('keeps what the first start was asked until somebody listens', () => {
    const app = new FakeApp(true)
    const instance = new SingleInstance(app)
    expect(instance.claim(intent)).toBe(true)
    const listener = listening()
    instance.listen(listener)
    expect(listener.asked).toHaveBeenCalledExactlyOnceWith(intent)
    expect(listener.startedAgain).not.toHaveBeenCalled()
  })

  it('tells a second start, with and without something to dial', () => {
    const app = new FakeApp(true)
    const instance = new SingleInstance(app)
    instance.claim(undefined)
    const listener = listening()
    instance.listen(listener)
    app.emit('second-instance', {}, ['sidetone', 'tel:666'], '/', { intent: null })
    expect(listener.startedAgain).toHaveBeenCalledOnce()
    expect(listener.asked).not.toHaveBeenCalled()
    app.emit('second-instance', {}, [], '/', { intent })
    expect(listener.asked).toHaveBeenCalledExactlyOnceWith(intent)
  })

  it.each([
    [undefined],
    [null],
    ['tel:1'],
    [{ intent: { text: 7, source: 'link' } }],
    [{ intent: { text: '1', source: 'tray' } }],
  ])('dials nothing for a handed %j', (handed) => {
    const app = new FakeApp(true)
    const instance = new SingleInstance(app)
    instance.claim(undefined)
    const listener = listening()
    instance.listen(listener)
    app.emit('second-instance', {}, [], '/', handed)
    expect(listener.startedAgain).toHaveBeenCalledOnce()
    expect(listener.asked).not.toHaveBeenCalled()
  })

  it('takes the links that macOS gives, also before anybody listens', () => {
    const app = new FakeApp(true)
    const instance = new SingleInstance(app)
    instance.claim(undefined)
    const preventDefault = vi.fn()
    app.emit('open-url', { preventDefault }, 'tel:1')
    app.emit('open-url', { preventDefault }, 'https://example.com')
    const listener = listening()
    instance.listen(listener)
    expect(listener.asked).toHaveBeenCalledExactlyOnceWith(intent)
    expect(preventDefault).toHaveBeenCalledTimes(2)
  })
})
