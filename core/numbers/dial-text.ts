import type { ReadingContext } from './describe-number.ts'
import { findNumbers } from './find-in-text.ts'
import { GAP, maskWhatIsNoNumber } from './not-a-number.ts'
import { cleanInput } from './plain-text.ts'
import { readServiceCode } from './service-code.ts'
import { refuse, type DialNumber, type DialReading } from './types.ts'
import { findVanity } from './vanity.ts'

/** `1. 03-1234-5678`, `2) 03-1234-5678`: the place in a list is no part of the number. */
const LIST_MARK = /^\d{1,2}[.)]\s+(?=\D*\d(?:\D*\d){6})/

/** The same line said twice ("+81 3 4567 0000 (03-4567-0000)") is one number. */
function distinct(numbers: readonly DialNumber[]): DialNumber[] {
  const seen = new Map<string, DialNumber>()
  for (const number of numbers) {
    const key = `${number.e164 ?? number.text};${number.extension ?? ''}`
    if (!seen.has(key)) seen.set(key, number)
  }
  return [...seen.values()]
}

export function readingOf(numbers: readonly DialNumber[]): DialReading | undefined {
  const different = distinct(numbers)
  const [number] = different
  if (number === undefined) return undefined
  return different.length === 1 ? { kind: 'number', number } : { kind: 'several', numbers: different }
}

/**
 * Reads one line of plain characters.
 *
 * The order is the point: what a command line would take for an option, service codes, letters on keys, then dates, cards,
 * papers and addresses are taken out, and only what is left meets the numbering plans.
 *
 * @param wholeOnly for links: the number must be all there is, instead of being found in text.
 */
export function readLine(line: string, context: ReadingContext, wholeOnly = false): DialReading {
  if (/^-\S/.test(line)) return refuse('option')
  const code = readServiceCode(line)
  if (code) return { kind: 'number', number: code }
  const vanity = findVanity(line.replace(LIST_MARK, ''), GAP, context.region, context.plan)
  const masked = maskWhatIsNoNumber(vanity.rest)
  const found = findNumbers(masked.rest, context)
  const onlyVanity = vanity.rest === GAP
  if (wholeOnly && !onlyVanity && !found.nothingElse) return refuse(masked.reason ?? 'no-number')
  return readingOf([...vanity.numbers, ...found.numbers]) ?? refuse(masked.reason ?? found.reason ?? 'no-number')
}

/** Numbers in typed, pasted, selected or clipboard text: lines and table cells are read one by one. */
export function readText(text: string, context: ReadingContext): DialReading {
  const cleaned = cleanInput(text)
  if (typeof cleaned !== 'string') return cleaned
  const readings = cleaned
    .split(/[\n\t]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => readLine(line, context))
  const numbers = readings.flatMap((reading) => {
    if (reading.kind === 'number') return [reading.number]
    return reading.kind === 'several' ? reading.numbers : []
  })
  return readingOf(numbers) ?? readings[0] ?? refuse('no-number')
}
