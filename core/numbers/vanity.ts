import type { NumberPlan } from './number-plan.ts'
import type { DialNumber, Region } from './types.ts'

/** ITU-T E.161: the letters on the keys 2 to 9. */
const KEYS = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** A trunk or country prefix, an area or service code in digits, then letters; upper case and joined by dashes or dots when inside a sentence. */
const IN_TEXT = /(?<![\w.+-])(?:\+?1[ .-]?)?\(?\d{2,4}\)?[ .-]?(?:\d{1,2}[.-]?)?[A-Z][A-Z\d]*(?:[.-][A-Z\d]+)*(?![\w])/g
const ALONE = /^\+?(?:1[ .-]*)?\(?\d{2,4}\)?[ .-]*(?:\d{1,2}[ .-]?)?[a-z][a-z\d]*(?:[ .-][a-z\d]+)*$/i
const OTHER_MEANING = /\d\s*(?:ext|extn|x|p|w|dw)[\s.:]*\d|\b(?:ext|extension|am|pm)\b/i

function toKeypad(text: string): string {
  return text.toLowerCase().replace(/[a-z]/g, (letter) => String(KEYS.findIndex((key) => key.includes(letter)) + 2))
}

function warned(number: Omit<DialNumber, 'warnings'>): DialNumber {
  return { ...number, warnings: ['letters'] }
}

/**
 * North America: ten digits after an optional 1, the area code in digits. Companies print longer words ("1-800-MATTRESS");
 * the network ignores what comes after the tenth digit, so it is cut here.
 */
function northAmerican(source: string, digits: string, plus: boolean): DialNumber | undefined {
  const [, trunk = '', significant = ''] = /^(1?)([2-9]\d{2}\d{7,11})$/.exec(digits) ?? []
  if (significant === '') return undefined
  if (significant.length > 10 && !/[a-z]{2}$/i.test(source)) return undefined
  if (!/^\+?1?[ .(-]*[2-9]\d\d(?!\d{2})/.test(source)) return undefined
  const ten = significant.slice(0, 10)
  const e164 = `+1${ten}`
  return warned({ text: plus ? e164 : trunk + ten, kind: plus ? 'international' : 'national', national: ten, e164 })
}

/** Elsewhere letters are only believed where the plan says that it is a freephone or shared-cost number. */
function elsewhere(
  digits: string,
  plus: boolean,
  region: Region | undefined,
  plan: NumberPlan,
): DialNumber | undefined {
  const found = plan.read(plus ? `+${digits}` : digits, region)
  if (!found?.valid || !['toll-free', 'shared-cost', 'premium', 'other'].includes(found.line ?? '')) return undefined
  const place = {
    national: found.national,
    e164: found.e164,
    ...(found.country !== undefined && { country: found.country }),
  }
  return warned({ text: plus ? found.e164 : digits, kind: plus ? 'international' : 'national', ...place })
}

function readVanity(source: string, region: Region | undefined, plan: NumberPlan): DialNumber | undefined {
  const letters = source.replace(/[^a-z]/gi, '').length
  if (letters < 3 || OTHER_MEANING.test(source)) return undefined
  const digits = toKeypad(source).replace(/\D/g, '')
  const plus = source.startsWith('+')
  return northAmerican(source, digits, plus) ?? elsewhere(digits, plus, region, plan)
}

export interface VanityFound {
  readonly numbers: readonly DialNumber[]
  /** The line with `gap` where they stood. */
  readonly rest: string
}

/** Finds numbers spelled with letters (`1-800-FLOWERS`) in a line. */
export function findVanity(line: string, gap: string, region: Region | undefined, plan: NumberPlan): VanityFound {
  const alone = ALONE.test(line) ? readVanity(line, region, plan) : undefined
  if (alone) return { numbers: [alone], rest: gap }
  const numbers: DialNumber[] = []
  const rest = line.replace(IN_TEXT, (match) => {
    const number = readVanity(match, region, plan)
    if (!number) return match
    numbers.push(number)
    return gap
  })
  return { numbers, rest }
}
