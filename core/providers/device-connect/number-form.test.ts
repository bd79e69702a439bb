import { describe, expect, it } from 'vitest'
import { dialForm, sameNumber } from './number-form.ts'

describe('dialForm', () => {
  it.each([
    ['eleven digits are domestic', { text: '09012345678' }, '09012345678', []],
    ['thirteen are international', { text: '+8613812345678', e164: '+8613812345678' }, '8613812345678', []],
    ['separators go', { text: '090-1234 (5678)' }, '09012345678', []],
    ['full-width digits become plain', { text: '０９０－１２３４－５６７８' }, '09012345678', []],
    [
      'a Japanese number goes out in its national form',
      { text: '+819012345678', national: '09012345678', e164: '+819012345678' },
      '09012345678',
      [],
    ],
    [
      'so does one that would look domestic without its plus',
      { text: '+81312345678', national: '03-1234-5678', e164: '+81312345678' },
      '0312345678',
      ['unusual-length'],
    ],
    [
      "another country's national form means nothing here",
      { text: '+4930123456', national: '030123456', e164: '+4930123456' },
      '4930123456',
      ['unusual-length'],
    ],
    [
      'eleven international digits are dialled with a warning',
      { text: '+15551234567' },
      '15551234567',
      ['read-as-domestic'],
    ],
    [
      'a national number stays as it was written',
      { text: '0312345678', e164: '+81312345678' },
      '0312345678',
      ['unusual-length'],
    ],
    ['short codes too', { text: '117' }, '117', ['unusual-length']],
    ['an extension is not dialled', { text: '09012345678', extension: '12' }, '09012345678', ['extension-not-dialled']],
  ])('%s', (_name, target, dials, warnings) => {
    expect(dialForm(target)).toEqual({ dials, warnings })
  })

  it.each([
    ['*43#', 'digits-only'],
    ['#31#0312345678', 'digits-only'],
    ['abc', 'digits-only'],
    ['+', 'no-digits'],
    ['', 'no-digits'],
    ['0'.repeat(33), 'too-long'],
    ['090&mode=0', 'digits-only'],
  ])('refuses %s', (text, reason) => {
    const refusal = expect.objectContaining({ code: 'input/invalid', params: { field: 'number', reason } })
    expect(() => dialForm({ text })).toThrow(expect.objectContaining({ failure: refusal }))
  })
})

describe('sameNumber', () => {
  it.each([
    ['09012345678', '+819012345678', true],
    ['09012345678', '09012345678', true],
    ['0312345678', '81312345678', true],
    ['117', '117', true],
    ['117', '0117', false],
    ['', '', false],
    ['09012345678', '09012345679', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(sameNumber(one, other)).toBe(same)
  })
})
