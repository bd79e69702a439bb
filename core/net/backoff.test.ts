import { expect, it } from 'vitest'
import { backoffDelay } from './backoff.ts'

const backoff = { baseMs: 250, capMs: 2_000 }

it('doubles its ceiling up to the cap', () => {
  const ceilings = [1, 2, 3, 4, 5, 40, 4_000].map((failures) => backoffDelay(failures, backoff, 0.999_999))
  expect(ceilings).toEqual([249, 499, 999, 1_999, 1_999, 1_999, 1_999])
})

it('spreads over everything below the ceiling', () => {
  expect(backoffDelay(4, backoff, 0)).toBe(0)
  expect(backoffDelay(4, backoff, 0.5)).toBe(1_000)
})
