import { beforeAll, describe, expect, it } from 'vitest'
import {
  loadNumbers,
  readDialArguments,
  readDialInput,
  readDialLink,
  sameNumber,
  showNumber,
  type Numbers,
} from './index.ts'

let numbers: Numbers
beforeAll(async () => {
  numbers = await loadNumbers()
})

describe('what a provider can choose from', () => {
  it('gives the national and the international form of a national number', () => {
    expect(numbers.readDialInput('03-1234-5678', { region: 'JP' })).toEqual({
      kind: 'number',
      number: {
        text: '0312345678',
        kind: 'national',
        national: '0312345678',
        e164: '+81312345678',
        shown: '03-1234-5678',
        country: 'JP',
        line: 'fixed',
        warnings: [],
      },
    })
  })

  it.each([
    ['090-1234-5678', 'JP', 'mobile', '09012345678', '+819012345678'],
    ['090 123 4567', 'VN', 'mobile', '0901234567', '+84901234567'],
    ['028 7301 9555', 'VN', 'fixed', '02873019555', '+842873019555'],
    ['8 (495) 123-45-67', 'RU', 'fixed', '84951234567', '+74951234567'],
    ['495 123-45-67', 'RU', 'fixed', '84951234567', '+74951234567'],
    ['(321) 555-1081', 'US', 'fixed-or-mobile', '3215551081', '+13215551081'],
    ['+1 321 555 1081', 'JP', 'fixed-or-mobile', '3215551081', '+13215551081'],
    ['0120-123-456', 'JP', 'toll-free', '0120123456', '+81120123456'],
    ['1900 1234', 'VN', 'premium', '19001234', '+8419001234'],
    ['050-1234-5678', 'JP', 'voip', '05012345678', '+815012345678'],
  ])('%s in %s is a %s line', (text, region, line, national, e164) => {
    expect(numbers.readDialInput(text, { region })).toMatchObject({ kind: 'number', number: { line, national, e164 } })
  })

  it('guesses no international form where no region says which country it is', () => {
    const reading = numbers.readDialInput('03-1234-5678')
    expect(reading).toEqual({ kind: 'number', number: { text: '0312345678', kind: 'national', warnings: [] } })
  })

  it.each([
    ['184-03-1234-5678', 'hides the caller in Japan'],
    ['1234-5678-9012', 'is in no plan'],
  ])('guesses none for %s, which %s', (text) => {
    const reading = numbers.readDialInput(text, { region: 'JP' })
    expect(reading).toMatchObject({ kind: 'number', number: { warnings: ['not-in-plan'] } })
    expect(reading).not.toHaveProperty('number.e164')
  })

  it.each([
    ['112', 'short'],
    ['1042', 'short'],
    ['*43#', 'service'],
    ['#31#0312345678', 'service'],
    ['0312345678', 'national'],
    ['+81312345678', 'international'],
    ['010 1 321 555 1081', 'international'],
  ])('%s is of the kind %s', (text, kind) => {
    expect(numbers.readDialInput(text, { region: 'JP' })).toMatchObject({ number: { kind } })
  })

  it("does not read a link's local number by the account's region", () => {
    expect(numbers.readDialLink('tel:03-1234-5678;phone-context=+65', { region: 'JP' })).toEqual({
      kind: 'number',
      number: { text: '0312345678', kind: 'national', warnings: ['local-context'] },
    })
    expect(numbers.readDialLink('tel:03-1234-5678;phone-context=+81', { region: 'VN' })).toMatchObject({
      number: { text: '0312345678', e164: '+81312345678', warnings: ['local-context'] },
    })
  })

  it('takes a region in small letters, and none for an unknown one', () => {
    expect(numbers.readDialInput('03-1234-5678', { region: 'jp' })).toMatchObject({ number: { e164: '+81312345678' } })
    expect(numbers.readDialInput('03-1234-5678', { region: 'XX' })).not.toHaveProperty('number.e164')
  })

  it('never takes a link of another scheme, nor text around the number of a link', () => {
    expect(numbers.readDialLink('https://example.com/110')).toEqual({ kind: 'refused', reason: 'link' })
    expect(numbers.readDialLink('0312345678')).toEqual({ kind: 'refused', reason: 'link' })
    expect(numbers.readDialLink('tel:see 0312345678')).toEqual({ kind: 'refused', reason: 'no-number' })
    expect(numbers.readDialLink('tel:+81\t345670000')).toEqual({ kind: 'refused', reason: 'control-characters' })
    expect(numbers.readDialLink(`tel:+81345670000;x=${'a'.repeat(600)}`)).toEqual({
      kind: 'refused',
      reason: 'too-long',
    })
  })

  it('warns of an emergency number of the own country only, and of 112 everywhere', () => {
    expect(numbers.readDialInput('110', { region: 'JP' })).toMatchObject({ number: { warnings: ['emergency'] } })
    expect(numbers.readDialInput('110', { region: 'US' })).toMatchObject({ number: { warnings: [] } })
    expect(numbers.readDialInput('112', { region: 'US' })).toMatchObject({ number: { warnings: ['emergency'] } })
  })
})

describe('showing numbers', () => {
  it.each([
    ['+81312345678', 'JP', '03-1234-5678'],
    ['0312345678', 'JP', '03-1234-5678'],
    ['+81312345678', 'US', '+81 3 1234 5678'],
    ['84951234567', 'RU', '8 (495) 123-45-67'],
    ['+842873019555', 'VN', '028 7301 9555'],
    ['+13215551081', undefined, '+1 321 555 1081'],
    ['+81312345678;ext=102', 'JP', '03-1234-5678 x102'],
    ['1042', 'JP', '1042'],
    ['*43#', 'JP', '*43#'],
    ['112', 'US', '112'],
    ['anonymous', 'JP', 'anonymous'],
    ['2026-11-21', 'JP', '2026-11-21'],
    ['', 'JP', ''],
  ])('%j in region %j reads %j', (text, region, shown) => {
    expect(numbers.showNumber(text, region)).toBe(shown)
  })
})

describe('the same line, however written', () => {
  it.each([
    ['+81312345678', '03-1234-5678', 'JP', true],
    ['０３－１２３４－５６７８', '+81 (0)3 1234 5678', 'JP', true],
    ['81312345678', '+81312345678', 'US', true],
    ['8 (495) 123-45-67', '+74951234567', 'RU', true],
    ['(321) 555-1081', '13215551081', 'US', true],
    ['+13215551081;ext=12', '+13215551081', 'US', true],
    ['+13215551081;ext=12', '+13215551081;ext=13', 'US', false],
    ['03-1234-5678', '+81312345678', undefined, false],
    ['1042', '1042', 'JP', true],
    ['1042', '1043', 'JP', false],
    ['*43#', '*44#', 'JP', false],
    ['anonymous', 'Anonymous', 'JP', true],
    ['', '', 'JP', false],
    ['+81312345678', '+81312345679', 'JP', false],
  ])('%j and %j in region %j: %s', (a, b, region, same) => {
    expect(numbers.sameNumber(a, b, region)).toBe(same)
    expect(numbers.sameNumber(b, a, region)).toBe(same)
  })

  it('has one key for all spellings', () => {
    const keys = ['03-1234-5678', '+81 3 1234 5678', '010 81 3 1234 5678', '81312345678'].map((text) =>
      numbers.numberKey(text, 'JP'),
    )
    expect(new Set(keys)).toEqual(new Set(['+81312345678']))
  })
})

describe('the arguments that a desktop starts us with', () => {
  it.each([
    [[], { kind: 'none' }],
    [['tel:110'], { kind: 'link', url: 'tel:110' }],
    [['SIDETONE://call?number=110'], { kind: 'link', url: 'SIDETONE://call?number=110' }],
    [['tel:110', 'tel:119'], { kind: 'refused', reason: 'link' }],
    [['tel:110', '--no-sandbox'], { kind: 'refused', reason: 'option' }],
    [['--help'], { kind: 'refused', reason: 'option' }],
    [['-psn_0_1'], { kind: 'refused', reason: 'option' }],
    [[' --help'], { kind: 'refused', reason: 'option' }],
    [['/home/me/file'], { kind: 'refused', reason: 'link' }],
    [['http://example.com'], { kind: 'refused', reason: 'link' }],
    [[''], { kind: 'refused', reason: 'link' }],
  ])('%j', (argv, expected) => {
    expect(readDialArguments(argv)).toEqual(expected)
  })
})

describe('the plain functions', () => {
  it('load the plans themselves', async () => {
    expect(await readDialInput('112')).toMatchObject({ kind: 'number' })
    expect(await readDialLink('tel:')).toEqual({ kind: 'refused', reason: 'empty' })
    expect(await showNumber('+81312345678', 'JP')).toBe('03-1234-5678')
    expect(await sameNumber('0312345678', '+81312345678', 'JP')).toBe(true)
  })
})
