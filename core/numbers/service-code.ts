import type { DialNumber, Region } from './types.ts'

/** Dashes and the like inside a code are how people write it; a space right after the first sign is a list bullet or a footnote. */
const SEPARATORS = /(?<=[\d#*])[\s().-]+(?=[\d#*+])/g
/** Supplementary services and USSD (3GPP TS 22.030): `*43#`, `*#06#`, `**21*+81312345678#`; vertical codes: `*67`. */
const CODE = /^(?:\*{1,2}|#{1,2}|\*#|#\*)\d(?:[\d*#]|(?<=[*#])\+(?=\d))*(?<=[\d#])$/
/** A lone `#` before digits is mostly an order number; only short ones that no counter would print are codes (`#9110` in Japan, `#77` in the US). */
const HASH_SHORT = /^#[1-9]\d{1,3}$/

/** A code with `*` or `#`, as it is, without its separators. Undefined when the text is none. */
export function readServiceCode(line: string): DialNumber | undefined {
  if (!/^[*#]/.test(line)) return undefined
  if (HASH_SHORT.test(line)) return service(line)
  const signs = line.replace(/[^*#]/g, '').length
  if (line.startsWith('#') && signs === 1) return undefined
  if (/^[*#]{1,2}\s/.test(line) || /\*{3}|#{3}/.test(line)) return undefined
  const code = line.replace(SEPARATORS, '')
  if (!CODE.test(code)) return undefined
  return service(code)
}

function service(text: string): DialNumber {
  return { text, kind: 'service', warnings: [] }
}

/** Emergency numbers by country. 112 reaches help from mobile networks everywhere. */
const EMERGENCY: Readonly<Record<string, readonly string[]>> = {
  JP: ['110', '118', '119'],
  VN: ['113', '114', '115'],
  RU: ['01', '02', '03', '04', '101', '102', '103', '104'],
  US: ['911'],
  CA: ['911'],
  GB: ['999'],
  AU: ['000'],
}

/** An extension or short code, never corrected. Without a region every country's emergency numbers warn. */
export function shortNumber(digits: string, region: Region | undefined): DialNumber {
  const known = region === undefined ? Object.values(EMERGENCY).flat() : (EMERGENCY[region] ?? [])
  const emergency = digits === '112' || known.includes(digits)
  return { text: digits, kind: 'short', warnings: emergency ? ['emergency'] : [] }
}
