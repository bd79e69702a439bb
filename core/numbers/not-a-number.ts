import { DATE_MASKS } from './dates.ts'
import { LETTERED_MASKS, REFERENCE_MASKS } from './references.ts'
import type { RefusalReason } from './types.ts'

/** One kind of thing that has digits and must never be dialled. */
export interface Mask {
  readonly reason: RefusalReason
  /** With the `g` flag. */
  readonly pattern: RegExp
  /** Looks at the match and its groups; false leaves the text alone. */
  readonly check?: (match: readonly string[]) => boolean
}

/** Stands where something was taken out. A control character, so it is in no cleaned text and in no number. */
export const GAP = '\u0001'

/** Dotted quads; a leading zero in front (044.234.18.00) is a Swiss number rather than an address. */
function isIpv4(match: readonly string[]): boolean {
  const octets = match.slice(1, 5)
  if (octets.every((octet) => octet.length === 3)) return true
  return octets.every((octet) => Number(octet) <= 255) && !/^0\d/.test(match[1] ?? '')
}

function isIpv6OrMac([match = '']: readonly string[]): boolean {
  const colons = match.split(':').length - 1
  return match.includes('::') || colons === 7 || (colons === 5 && /^[\da-f]{2}(?::[\da-f]{2}){5}$/i.test(match))
}

function isVersion([match = '']: readonly string[]): boolean {
  return /^v/i.test(match) || match.replace(/\D/g, '').length <= 6
}

const CURRENCY_BEFORE = '[$€£¥￥₫₽₩฿₹]|(?<![a-z])(?:usd|eur|gbp|jpy|rub|vnd)'
const CURRENCY_BEHIND =
  '[$€£¥￥₫₽%‰]|円|元|원|đồng|(?:usd|eur|gbp|jpy|rub|vnd|yen|dollars?|euros?|руб\\p{L}*|đ)(?!\\p{L})'

const ADDRESS_MASKS: readonly Mask[] = [
  { reason: 'link', pattern: /(?<![\p{L}\d])(?!(?:tel|callto|sidetone):)[a-z][a-z\d+.-]*:\/\/\S*/giu },
  { reason: 'link', pattern: /(?<![\p{L}\d])(?:sips?|skype|mailto|javascript|data|file|www\.)[:.]?\S*[:@/.]\S+/giu },
  { reason: 'address', pattern: /[^\s@<>(),;]+@[^\s@<>(),;]+/g },
]

/** Numbers with stars or crosses for digits: cards on receipts, half-hidden phones. */
const MASKED: Mask = {
  reason: 'masked',
  pattern: /(?:\+?\d[\d\s().-]*)?(?:[*x•]{3,}|(?<=\d-)[*x]{2})(?:[\s-]*[*x•]{2,})*[\s-]*\d[\d\s-]*/gi,
}

const NETWORK_MASKS: readonly Mask[] = [
  {
    reason: 'address',
    pattern: /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[:/]\d{1,5})?(?![\d.]*\d)/g,
    check: isIpv4,
  },
  {
    reason: 'address',
    pattern: /(?<![\w:])(?:[\da-f]{0,4}:){2,7}[\da-f]{0,4}(?:%\w+)?(?:\/\d+)?(?![\w:])/gi,
    check: isIpv6OrMac,
  },
  { reason: 'address', pattern: /〒\s?\d{3}-?\d{4}/g },
  { reason: 'address', pattern: /(?<![\d-])\d{1,2}(?:-\d){2}(?![\d-])|(?<![\d-])\d-\d\d-\d(?![\d-])/g },
  // Coordinates: 35.6812, 139.7671
  { reason: 'address', pattern: /[-+]?\d{1,3}\.\d{3,}\s?°?\s?[ns]?\s?[, ]\s?[-+]?\d{1,3}\.\d{3,}(?!\d)/gi },
]

const QUANTITY_MASKS: readonly Mask[] = [
  { reason: 'amount', pattern: new RegExp(`(?:${CURRENCY_BEFORE})\\s?\\d[\\d.,']*(?: \\d{3})*(?![\\d-])`, 'giu') },
  { reason: 'amount', pattern: new RegExp(`(?<![\\d.,+-])\\d[\\d.,']*(?: \\d{3})*\\s?(?:${CURRENCY_BEHIND})`, 'giu') },
  { reason: 'amount', pattern: /(?<![\d.,+-])\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?(?![\d,-])/g },
  { reason: 'amount', pattern: /(?<![\d.,+-])\d{1,3}(?:[. ]\d{3})+,\d{1,2}(?!\d)/g },
  { reason: 'amount', pattern: /(?<![\d.,+-]|[\d+)] )[1-9]\d*\.\d{2}(?![\d.,-])/g },
  { reason: 'amount', pattern: /(?<![\d.,+-])\d{1,2}(?:\.\d{3})+(?![\d.-])/g },
  {
    reason: 'amount',
    pattern: /(?<![\d.,-]|[\d+)] )\d{1,6}[.,]\d{1,2}(?![\d.,-])|(?<![\d.,-]|[\d+)] )\d\.\d{3,}(?![\d.,-])/g,
  },
  { reason: 'version', pattern: /(?<![\d.\p{L}-])v?\d{1,3}(?:\.\d{1,3}){2,3}(?![\d-]|\.\d)/giu, check: isVersion },
  // 10.0.26100.1742: no number has a single digit as a later group.
  { reason: 'version', pattern: /(?<![\d.+-])\d{1,3}(?:\.\d+)*\.\d(?:\.\d+)+(?![\d-]|\.\d)/g },
  { reason: 'version', pattern: /(?<![\d.\p{L}-])v\d+(?:\.\d+)*[\w.-]*/giu },
]

const MASKS: readonly Mask[] = [
  ...ADDRESS_MASKS,
  MASKED,
  ...NETWORK_MASKS,
  ...LETTERED_MASKS,
  ...DATE_MASKS,
  ...QUANTITY_MASKS,
  ...REFERENCE_MASKS,
]

export interface Masked {
  /** The line with a gap where something was taken out. */
  readonly rest: string
  /** What was taken out first in the order of the list, if anything. */
  readonly reason: RefusalReason | undefined
}

/**
 * Takes out of a line whatever has digits but is no number. This comes before any phone library, which would dial dates.
 * Two rounds, because in `21.11.2026-22.11.2026` the second date only shows once the first is gone.
 */
export function maskWhatIsNoNumber(line: string): Masked {
  let reason: RefusalReason | undefined
  let rest = line
  for (const mask of [...MASKS, ...DATE_MASKS]) {
    rest = rest.replace(mask.pattern, (...found: unknown[]) => {
      const groups = found.map((part) => (typeof part === 'string' ? part : ''))
      if (mask.check && !mask.check(groups)) return groups[0] ?? ''
      reason ??= mask.reason
      return GAP
    })
  }
  return { rest, reason }
}
