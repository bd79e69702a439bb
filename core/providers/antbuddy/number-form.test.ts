import { describe, expect, it } from 'vitest'
import { dialForm, sameNumber } from './number-form.ts'

describe('what is dialled', () => {
  it.each([
    ['0901 234 567', '0901234567'],
    ['+84 (90) 123-4567', '+84901234567'],
    ['０９０１２３４５６７', '0901234567'],
    ['102', '102'],
  ])('for %s is %s', (text, dials) => {
    expect(dialForm({ text })).toEqual({ dials, warnings: [] })
  })

  it.each([
    ['', 'no-digits'],
    ['+', 'no-digits'],
    ['*43#', 'digits-only'],
    ['0901/../auth', 'digits-only'],
    ['1'.repeat(21), 'too-long'],
  ])('for "%s" is nothing: %s', (text, reason) => {
    expect(() => dialForm({ text })).toThrow(reason)
  })

  it('says that an extension is not dialled', () => {
    expect(dialForm({ text: '0901234567', extension: '12' }).warnings).toEqual(['extension-not-dialled'])
  })
})

it.each([
  ['0901234567', '+84901234567', true],
  ['huy', 'huy', true],
  ['102', '1102', false],
  ['', '', false],
])('%s and %s: the same number? %s', (one, other, same) => {
  expect(sameNumber(one, other)).toBe(same)
})
