import { expect, it } from 'vitest'
import { compare, median, percentile } from './statistics.ts'

it('takes the middle, or the middle of the two in the middle', () => {
  expect([median([9, 1, 5]), median([4, 1, 3, 100])]).toEqual([5, 3.5])
})

it('takes the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index)
  expect([percentile(hundred, 0.95), percentile(hundred, 0.01), percentile([7], 0.95)]).toEqual([95, 1, 7])
})

it('compares round by round: a machine that slows down in between changes the times and not the ratio', () => {
  const quick = { ours: [2, 2, 2], bare: [1, 1, 1] }
  const slow = { ours: [20, 20, 20], bare: [10, 10, 10] }
  expect(compare([quick, slow])).toEqual({
    ours: { p50: 11, p95: 20 },
    bare: { p50: 5.5, p95: 10 },
    ratio: { median: 2, lowest: 2, highest: 2 },
  })
})
