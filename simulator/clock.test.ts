import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createManualClock, createRealClock, pause } from './clock.ts'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  vi.useRealTimers()
})

it('a real clock keeps appointments and forgets cancelled ones', () => {
  const clock = createRealClock(() => 42)
  const done: string[] = []
  clock.after(1000, () => done.push('kept'))
  const cancel = clock.after(1000, () => done.push('cancelled'))
  cancel()
  vi.advanceTimersByTime(1000)
  expect([done, clock.now()]).toEqual([['kept'], 42])
})

it('a manual clock runs what is due in order, also what came up on the way', () => {
  const clock = createManualClock(0)
  const done: [string, number][] = []
  clock.after(300, () => done.push(['late', clock.now()]))
  clock.after(100, () => {
    done.push(['early', clock.now()])
    clock.after(100, () => done.push(['on the way', clock.now()]))
  })
  clock.after(5000, () => done.push(['not yet', clock.now()]))
  clock.advance(1000)
  expect(done).toEqual([
    ['early', 100],
    ['on the way', 200],
    ['late', 300],
  ])
  expect(clock.now()).toBe(1000)
})

it('a pause ends when its time is over or its signal aborts, whichever is first', async () => {
  const clock = createManualClock(0)
  const abort = new AbortController()
  const pauses = [pause(clock, 1000), pause(clock, 1_000_000, abort.signal), pause(clock, 1, AbortSignal.abort())]
  clock.advance(1000)
  abort.abort()
  await expect(Promise.all(pauses)).resolves.toHaveLength(3)
})
