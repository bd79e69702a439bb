import { describe, expect, it } from 'vitest'
import { dialForm, sameNumber } from './number-form.ts'

describe('what is dialled', () => {
  it.each([
    [{ text: '8 (987) 654-32-10', national: '89876543210', e164: '+79876543210' }, '+79876543210'],
    [{ text: '+7 987 654-32-10', e164: '+79876543210' }, '+79876543210'],
    [{ text: '102' }, '102'],
    [{ text: '*43#' }, '*43#'],
    [{ text: '10150*102' }, '10150*102'],
    [{ text: '０３−１２３４' }, '031234'],
  ])('%j', (target, dials) => {
    expect(dialForm(target)).toEqual({ dials, warnings: [] })
  })

  it('is not the extension behind the number', () => {
    expect(dialForm({ text: '+79876543210', extension: '12' }).warnings).toEqual(['extension-not-dialled'])
  })

  it.each([
    ['', 'no-digits'],
    ['call me', 'digits-only'],
    ['1'.repeat(40), 'too-long'],
  ])('is a number, not %j', (text, reason) => {
    expect(() => dialForm({ text })).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ params: { field: 'number', reason } }) as unknown,
      }) as Error,
    )
  })
})

it('numbers are the same whatever their prefix', () => {
  expect(sameNumber('+79876543210', '89876543210')).toBe(true)
  expect(sameNumber('101', '10101')).toBe(false)
  expect(sameNumber('', '101')).toBe(false)
})
