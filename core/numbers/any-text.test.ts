import { beforeAll, describe, expect, it } from 'vitest'
import { loadNumbers, type DialNumber, type DialReading, type Numbers } from './index.ts'

let numbers: Numbers
beforeAll(async () => {
  numbers = await loadNumbers()
})

const REGIONS = ['', 'JP', 'VN', 'RU', 'US', 'DE']
/** Pieces that mean something to one rule or another, so that random texts reach all of them. */
const PIECES = (
  '0|1|2|3|4|5|6|7|8|9|03|+|+81|+1|(0)|(|)|-|.|/| |  |*|#|,|;|:|x|p|w|ext |доб. |内線|tel:|TEL:|callto:|sidetone://call?number=|;ext=|' +
  ';phone-context=|%2B|%00|%|@|=|_|2026|年|月|INV-|A|é|0312345678|+81312345678|4111 1111 1111 1111|192.168.1.1|１|ー|٣|\n|\t|\r|\u0000|\u200b|' +
  '\u202e|\ud800|😀|--|12:30|1,000|$|円|FLOWERS|1-800-|call |or |constructor|__proto__'
).split('|')

/** A linear congruential generator with a fixed seed: the same texts in every run. */
function* texts(count: number): Generator<string> {
  let state = 20261121
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
  for (let made = 0; made < count; made += 1) {
    yield Array.from({ length: next(14) }, () => PIECES[next(PIECES.length)] ?? '').join('')
  }
}

function dialNumbers(reading: DialReading): readonly DialNumber[] {
  if (reading.kind === 'refused') return []
  return reading.kind === 'number' ? [reading.number] : reading.numbers
}

describe('any text at all', () => {
  it('gives a reading whose numbers hold nothing but what can be dialled', () => {
    let dialled = 0
    for (const text of texts(6000)) {
      const options = { region: REGIONS[dialled % REGIONS.length] ?? '' }
      for (const reading of [numbers.readDialInput(text, options), numbers.readDialLink(text, options)]) {
        for (const number of dialNumbers(reading)) {
          dialled += 1
          expect(number.text, JSON.stringify(text)).toMatch(/^[+*#0-9]*[0-9][+*#0-9]*$/)
          expect(number.text.length, JSON.stringify(text)).toBeLessThanOrEqual(64)
          expect(number.extension ?? '0', JSON.stringify(text)).toMatch(/^\d{1,10}$/)
          expect(number.national ?? '0', JSON.stringify(text)).toMatch(/^\d+$/)
          expect(number.e164 ?? '+1234567', JSON.stringify(text)).toMatch(/^\+[1-9]\d{5,14}$/)
        }
        if (reading.kind === 'several') expect(reading.numbers.length).toBeGreaterThan(1)
      }
    }
    expect(dialled).toBeGreaterThan(500)
  })

  it('means the same once it has been read: what would be dialled dials itself', () => {
    for (const text of texts(6000)) {
      const reading = numbers.readDialInput(text, { region: 'JP' })
      if (reading.kind !== 'number' || reading.number.warnings.includes('local-context')) continue
      const again = numbers.readDialInput(reading.number.text, { region: 'JP' })
      expect(
        dialNumbers(again).map((number) => number.text),
        JSON.stringify(text),
      ).toEqual([reading.number.text])
    }
  })

  it('shows and compares anything without throwing, and everything is its own like', () => {
    for (const text of texts(1000)) {
      expect(typeof numbers.showNumber(text, 'JP')).toBe('string')
      const key = numbers.numberKey(text, 'JP')
      expect(numbers.sameNumber(text, text, 'JP')).toBe(key !== '')
    }
  })

  it.each([
    ['1 '.repeat(32)],
    ['1.'.repeat(32)],
    ['(1'.repeat(32)],
    ['+1'.repeat(32)],
    ['1/'.repeat(32)],
    ['555-1234 '.repeat(7)],
    ['1a'.repeat(32)],
    ['*1'.repeat(32)],
    ['1:'.repeat(32)],
    ['1-A'.repeat(21)],
  ])('%j is answered quickly', (text) => {
    const before = performance.now()
    numbers.readDialInput(text, { region: 'US' })
    // Usually below 2 ms; the bound only has to tell a pattern that explodes.
    expect(performance.now() - before).toBeLessThan(1000)
  })
})
