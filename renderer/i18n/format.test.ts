import { describe, expect, it } from 'vitest'
import { formatDay, formatDuration, formatTime, formatTimer } from './format.ts'
import { languageFor } from './i18n.ts'

const NOON = Date.parse('2026-11-22T03:00:00Z')

describe('days', () => {
  it.each([
    ['2026-11-22', 'en', 'Today'],
    ['2026-11-21', 'en', 'Yesterday'],
    ['2026-11-20', 'en', 'Friday, November 20'],
    ['2025-12-31', 'en', 'Wednesday, December 31, 2025'],
    ['2026-11-22', 'ja', '今日'],
    ['2026-11-21', 'ja', '昨日'],
    ['2026-11-20', 'ja', '11月20日金曜日'],
  ] as const)('%s in %s is %s', (day, language, expected) => {
    expect(formatDay(day, NOON, language, 'Asia/Tokyo')).toBe(expected)
  })

  it('begin at midnight where the person is', () => {
    expect(formatDay('2026-11-21', Date.parse('2026-11-21T14:59:00Z'), 'en', 'Asia/Tokyo')).toBe('Today')
    expect(formatDay('2026-11-21', Date.parse('2026-11-21T15:01:00Z'), 'en', 'Asia/Tokyo')).toBe('Yesterday')
  })
})

it.each([
  [0, '0:00'],
  [7, '0:07'],
  [750, '12:30'],
  [3723, '1:02:03'],
  [-5, '0:00'],
])('a timer at %s seconds shows %s', (seconds, expected) => {
  expect(formatTimer(seconds)).toBe(expected)
})

it.each([
  [82, 'en', '1m 22s'],
  [3600, 'en', '1h'],
  [82, 'ja', '1 分 22 秒'],
  [0, 'ja', '0 秒'],
] as const)('%s seconds in %s are %s', (seconds, language, expected) => {
  expect(formatDuration(seconds, language)).toBe(expected)
})

it('times are those of the language', () => {
  expect(formatTime('2026-11-22T05:07:00Z', 'ja', 'Asia/Tokyo')).toBe('14:07')
  expect(formatTime('2026-11-22T05:07:00Z', 'en', 'Asia/Tokyo')).toMatch(/^2:07\sPM$/)
})

it.each([
  ['system', 'ja-JP', 'ja'],
  ['system', 'vi-VN', 'en'],
  ['en', 'ja-JP', 'en'],
  ['ja', 'en-US', 'ja'],
] as const)('wish %s on a %s system gives %s', (wish, system, expected) => {
  expect(languageFor(wish, system)).toBe(expected)
})
