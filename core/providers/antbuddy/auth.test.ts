import { expect, it } from 'vitest'
import { expiryOf, renewalDelay } from './auth.ts'

const now = Date.UTC(2026, 10, 21)

it.each([
  [String(now + 60_000), now + 60_000],
  [String(now / 1000 + 60), now + 60_000],
  ['60', now + 60_000],
  [new Date(now + 60_000).toISOString(), now + 60_000],
  ['soon', undefined],
  ['', undefined],
])('expire %s is understood', (expire, expiresAt) => {
  expect(expiryOf(expire, now)).toBe(expiresAt)
})

it.each([
  [3_600_000, 3_540_000],
  [90_000, 45_000],
  [1_000, 5_000],
  [-5_000, 5_000],
  [400 * 24 * 3_600_000, undefined],
])('a token that lives %i ms is renewed after %s', (left, delay) => {
  expect(renewalDelay({ value: 'x', expiresAt: now + left }, now)).toBe(delay)
})

it('a token whose end is not told is not renewed', () => {
  expect(renewalDelay({ value: 'x', expiresAt: undefined }, now)).toBeUndefined()
})
