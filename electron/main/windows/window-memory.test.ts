import { describe, expect, it } from 'vitest'
import { recordingLog } from '../testing/recording-log.ts'
import { reachableBounds, WindowMemory } from './window-memory.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('remembered bounds', () => {
  it.each([
    { x: 100, y: 50, width: 420, height: 720 },
    { x: -300, y: 0, width: 420, height: 720 },
    { x: 1800, y: 900, width: 420, height: 720 },
  ])('are used when the window can be taken hold of: %j', (bounds) => {
    expect(reachableBounds(bounds, [screen])).toEqual(bounds)
  })

  it.each([
    { x: 2000, y: 50, width: 420, height: 720 },
    { x: -400, y: 50, width: 420, height: 720 },
    { x: 100, y: -30, width: 420, height: 720 },
    { x: 100, y: 1075, width: 420, height: 720 },
  ])('are forgotten when its title bar would be out of reach: %j', (bounds) => {
    expect(reachableBounds(bounds, [screen])).toBeUndefined()
  })

  it('may be on any screen', () => {
    const right = { x: 1920, y: 0, width: 1280, height: 1024 }
    const bounds = { x: 2000, y: 50, width: 420, height: 720 }
    expect(reachableBounds(bounds, [screen, right])).toEqual(bounds)
    expect(reachableBounds(undefined, [screen])).toBeUndefined()
  })
})

/** A home with one file. */
function homeWith(text: string | undefined) {
  const home = { text }
  return {
    home,
    read: async () => home.text,
    write: async (_name: string, next: string) => {
      home.text = next
    },
  }
}

describe('the window file', () => {
  it('keeps what was remembered for the next run', async () => {
    const files = homeWith(undefined)
    const memory = new WindowMemory(files, recordingLog())
    await memory.load()
    await memory.remember({ toldStillRunning: true })
    await memory.remember({ maximized: true })
    const next = new WindowMemory(files, recordingLog())
    await next.load()
    expect(next.current).toEqual({ toldStillRunning: true, maximized: true })
  })

  it.each(['{', '[]', '{"bounds":{"x":"left"}}'])('starts afresh from %s', async (text) => {
    const log = recordingLog()
    const memory = new WindowMemory(homeWith(text), log)
    await memory.load()
    expect(memory.current).toEqual({})
    expect(log.lines).toMatchObject([{ level: 'warn' }])
  })

  it('does without when it cannot be written', async () => {
    const log = recordingLog()
    const files = { ...homeWith(undefined), write: () => Promise.reject(new Error('disk full')) }
    await new WindowMemory(files, log).remember({ maximized: true })
    expect(log.lines).toMatchObject([{ event: 'window file not written' }])
  })
})
