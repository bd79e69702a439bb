import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { systemClock } from './clock.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

it('calls once, after the delay, unless it was cancelled', () => {
  const told: string[] = []
  systemClock.after(100, () => told.push('kept'))
  const cancel = systemClock.after(50, () => told.push('cancelled'))
  cancel()
  cancel()
  vi.advanceTimersByTime(99)
  expect(told).toEqual([])
  vi.advanceTimersByTime(500)
  expect(told).toEqual(['kept'])
})

it('a delay of more than 24.8 days does not fire at once', () => {
  let fired = false
  systemClock.after(2 ** 31 + 5, () => (fired = true))
  vi.advanceTimersByTime(1_000_000)
  expect(fired).toBe(false)
})

it('knows the time, and makes identifiers and chance', () => {
  vi.setSystemTime(1234)
  expect(systemClock.now()).toBe(1234)
  expect(systemClock.newId()).not.toBe(systemClock.newId())
  expect(systemClock.random()).toBeLessThan(1)
})
