import type { Mask } from './not-a-number.ts'

/** Short years are 2000-2099; long ones are the years that calendars and invoices are about. */
function isYear(text: string): boolean {
  return text.length === 2 || /^(?:19|20|21)\d\d$/.test(text)
}

function isDay(day: string, month: string): boolean {
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
}

function yearFirst([, year = '', , month = '', day = '']: readonly string[]): boolean {
  return isYear(year) && isDay(day, month)
}

/** Day first (21.11.2026) or month first (11/21/2026). */
function yearLast([, first = '', , second = '', year = '']: readonly string[]): boolean {
  return isYear(year) && (isDay(first, second) || isDay(second, first))
}

const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|' +
  'янв(?:аря|арь)?|фев(?:раля|раль)?|марта?|апр(?:еля|ель)?|ма[йя]|июн[ья]|июл[ья]|авг(?:уста?)?|сен(?:тября|тябрь)?|окт(?:ября|ябрь)?|ноя(?:бря|брь)?|дек(?:абря|абрь)?'
const MONTH = new RegExp(`^(?:${MONTHS})$`, 'iu')

export function isMonth(word: string): boolean {
  return MONTH.test(word)
}

const YEAR = '(?:19|20|21)\\d\\d'

/** Two-digit groups look like the end of Russian numbers, `8 (4852) 21-11-26`: they are a date only with no digits before them. */
const NOTHING_BEFORE = '(?<![\\d)+][-./ ]*)'
const NO_GROUP_BEFORE = '(?<![\\d+)]|\\d[-./])'
const CLOCK = '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?'

/** Calendar dates, then clock times. */
export const DATE_MASKS: readonly Mask[] = [
  {
    reason: 'date',
    pattern: new RegExp(
      `${NO_GROUP_BEFORE}(\\d{4})([-./])(\\d{1,2})\\2(\\d{1,2})(?:[t ]${CLOCK}(?:z|[+-]\\d{2}:?\\d{2})?)?(?!\\d|\\2\\d)`,
      'gi',
    ),
    check: yearFirst,
  },
  {
    reason: 'date',
    pattern: new RegExp(`${NO_GROUP_BEFORE}(\\d{1,2})([-./])(\\d{1,2})\\2(\\d{4})(?!\\d|\\2\\d)`, 'g'),
    check: yearLast,
  },
  {
    reason: 'date',
    pattern: new RegExp(`${NOTHING_BEFORE}(\\d{4})( )(\\d{2}) (\\d{2})(?![\\d-]| \\d)`, 'g'),
    check: yearFirst,
  },
  {
    reason: 'date',
    pattern: new RegExp(`${NOTHING_BEFORE}(\\d{1,2})( )(\\d{1,2}) (\\d{4})(?![\\d-]| \\d)`, 'g'),
    check: yearLast,
  },
  {
    reason: 'date',
    pattern: new RegExp(`${NOTHING_BEFORE}(\\d{2})([-./])(\\d{1,2})\\2(\\d{2})(?!\\d|[-./ ]+\\d)`, 'g'),
    check: (parts) => yearLast(parts) || yearFirst(parts),
  },
  {
    reason: 'date',
    pattern: new RegExp(`${NOTHING_BEFORE}(\\d)([-./])(\\d{1,2})\\2(\\d{2})(?!\\d|[-./ ]+\\d)`, 'g'),
    check: yearLast,
  },
  // 11/21, 24/7, 2026/11, 11/2026, 2026-11
  { reason: 'date', pattern: new RegExp(`${NOTHING_BEFORE}\\d{1,2}/\\d{1,2}(?![\\d/]|[-. ]\\d)`, 'g') },
  {
    reason: 'date',
    pattern: new RegExp(
      `${NOTHING_BEFORE}(?:${YEAR}[-/.](?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/.]${YEAR})(?!\\d|[-./ ]+\\d)`,
      'g',
    ),
  },
  // 2026-325 is the 325th day; © 2026.
  {
    reason: 'date',
    pattern: new RegExp(`${NOTHING_BEFORE}${YEAR}-[0-3]\\d\\d(?!\\d|[-./ ]+\\d)|[©Ⓒ]\\s?${YEAR}`, 'g'),
  },
  // 20261121T123000Z, 20261121123000, 20261121-1230
  {
    reason: 'date',
    pattern:
      /(?<![\d+])(?:19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[t_-]?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?z?(?!\d)/gi,
  },
  {
    reason: 'date',
    pattern:
      /(?:令和|平成|昭和|(?<![a-z])[rhs])?\d{1,4}[年년](?:\s?\d{1,2}[月월](?:\s?\d{1,2}[日일号])?)?|\d{1,2}[月월]\s?\d{1,2}[日일号]|\d{1,2}日/gi,
  },
  { reason: 'date', pattern: /ngày\s\d{1,2}(?:\stháng\s\d{1,2})?(?:[,\s]+năm\s\d{4})?/giu },
  {
    reason: 'date',
    pattern: new RegExp(
      `(?<!\\d)\\d{1,2}(?:st|nd|rd|th)?[ .-]*(?:${MONTHS})(?!\\p{L})\\.?(?:[ ,.-]*(?:${YEAR}|\\d\\d(?!\\d)))?(?![-\\d])`,
      'giu',
    ),
  },
  {
    reason: 'date',
    pattern: new RegExp(`(?<!\\p{L})(?:${MONTHS})\\.?[ -]\\d{1,2}(?:st|nd|rd|th)?(?:,? ${YEAR})?(?![-\\d])`, 'giu'),
  },
  { reason: 'date', pattern: new RegExp(`(?<!\\d)${YEAR}[ -](?:${MONTHS})[ -]\\d{1,2}(?!\\d)`, 'giu') },
  { reason: 'date', pattern: new RegExp(`(?<!\\p{L})(?:${MONTHS})\\.? ${YEAR}(?![-\\d])`, 'giu') },
  {
    reason: 'time',
    pattern: new RegExp(
      `(?<![\\d:])(?:[01]?\\d|2[0-4]):[0-5]\\d(?::[0-5]\\d(?:[.,]\\d+)?)?(?:\\s?[ap]\\.?m\\.?|z)?(?![\\d:])`,
      'gi',
    ),
  },
  { reason: 'time', pattern: /(?<!\d)\d{1,2}[時时시](?:\s?\d{1,2}[分분]|半)?/g },
  { reason: 'time', pattern: /(?<![\d-])\d{1,2}h\d{2}(?!\d)/gi },
  { reason: 'time', pattern: /(?<![\d-]|\d[ .])\d{1,2}(?:\.\d{2})?\s?[ap]\.?m\b\.?/gi },
]
