import { describe, expect, it } from 'vitest'
import type { DialTarget } from '../../provider.ts'
import { dialForm, sameNumber } from './number-form.ts'

const us = { e164: '+13215551801', national: '3215551801' }

describe('what is dialled', () => {
  it.each<[string, DialTarget, string, readonly string[]]>([
    ['the document’s form as it is', { text: '3215551801' }, '3215551801', []],
    ['a US number without its country code', { text: '+13215551801', ...us }, '3215551801', []],
    ['the same as it is dialled within the USA', { text: '13215551801' }, '3215551801', []],
    ['separators go', { text: '(321) 555-1801' }, '3215551801', []],
    ['another country with 011', { text: '+81312345678', e164: '+81312345678' }, '01181312345678', []],
    ['one of ten digits too', { text: '+4930123456', e164: '+4930123456' }, '0114930123456', []],
    ['one that was written nationally', { text: '0312345678', e164: '+81312345678' }, '01181312345678', []],
    ['one that was dialled with 011', { text: '01181312345678' }, '01181312345678', []],
    ['a short number, with a warning', { text: '112' }, '112', ['unusual-length']],
    ['an extension is not dialled', { text: '3215551801', extension: '7' }, '3215551801', ['extension-not-dialled']],
  ])('%s', (_what, target, dials, warnings) => {
    expect(dialForm(target)).toEqual({ dials, warnings })
  })

  it.each([
    ['*43#', 'digits-only'],
    ['', 'no-digits'],
    ['9'.repeat(40), 'too-long'],
  ])('%s is refused', (text, reason) => {
    expect(() => dialForm({ text })).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ params: { field: 'number', reason } }) }),
    )
  })
})

describe('the same number', () => {
  it.each([
    ['3215551801', '+13215551801', true],
    ['3215551801', '1 (321) 555-1801', true],
    ['01181312345678', '+81312345678', true],
    ['3215551801', '3215551081', false],
    ['', '', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(sameNumber(one, other)).toBe(same)
  })
})
