import { describe, expect, it } from 'vitest'
import { countries, internationalNumber } from './countries.ts'
import { dialForm, listNumber } from './number-form.ts'

describe('the twenty countries of the document', () => {
  it('have their places and prefixes', () => {
    expect(countries.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(countries.map(({ prefix }) => prefix).join(' ')).toBe(
      '+81 +1 +54 +44 +39 +91 +62 +20 +61 +31 +1 +82 +30 +1 +57 +966 +65 +41 +46 +34',
    )
  })

  it('make international numbers of list numbers', () => {
    expect(internationalNumber('08043391234', 1)).toBe('+818043391234')
    expect(internationalNumber('0612345678', 5)).toBe('+390612345678')
    expect(internationalNumber('08043391234', 21)).toBeUndefined()
  })
})

describe('a number in a list', () => {
  it.each([
    [{ text: '080-4339-1234' }, '08043391234', 1],
    [{ text: '０８０４３３９１２３４' }, '08043391234', 1],
    [{ text: '+818043391234' }, '08043391234', 1],
    [{ text: '+818043391234', e164: '+818043391234', national: '08043391234' }, '08043391234', 1],
    [{ text: '3215550181', e164: '+13215550181', national: '3215550181' }, '3215550181', 2],
    [{ text: '+442079460018', e164: '+442079460018', national: '02079460018' }, '02079460018', 4],
    [{ text: '+16715550123' }, '6715550123', 14],
    [{ text: '+966112345678' }, '112345678', 16],
  ])('%j is %s of country %i', (target, tel, country) => {
    expect(listNumber(target)).toEqual({ tel, international_prefix_id: country })
    expect(dialForm(target).dials).toBe(tel)
  })

  it('warns of what is odd', () => {
    expect(dialForm({ text: '117' }).warnings).toEqual(['unusual-length'])
    expect(dialForm({ text: '0312345678', extension: '12' }).warnings).toEqual(['extension-not-dialled'])
    expect(dialForm({ text: '0312345678' }).warnings).toEqual([])
  })

  it.each([
    ['+33123456789', 'country-not-listed'],
    ['*43#', 'digits-only'],
    ['not a number', 'digits-only'],
    ['', 'no-digits'],
    ['1234567890123456', 'too-long'],
  ])('is not %s', (text, reason) => {
    const refusal = expect.objectContaining({ code: 'input/invalid', params: { field: 'number', reason } })
    expect(() => dialForm({ text })).toThrow(expect.objectContaining({ failure: refusal }))
  })
})
