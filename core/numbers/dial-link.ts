import type { ReadingContext } from './describe-number.ts'
import { readLine } from './dial-text.ts'
import { cleanInput } from './plain-text.ts'
import { readLinkParameters, type LinkParameters } from './link-parameters.ts'
import { refuse, type DialNumber, type DialReading, type DialWarning, type Refusal } from './types.ts'

const LINK = /^\s*(tel|callto|sidetone):(.*)$/isu
/** Longer links are refused unread; the number inside is held to the shorter limit for text. */
const LONGEST_LINK = 512
/** Decoded number and parameters together, which leaves room for a domain as phone-context. Code points. */
const LONGEST_BODY = 128
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

/** True for text that is one link and nothing else. */
export function isDialLink(text: string): boolean {
  return /^\s*(?:tel|callto|sidetone):\S*\s*$/i.test(text)
}

/** Undoes percent-encoding once. What is still encoded then was encoded twice, to slip past somebody's checks. */
function decode(text: string): string | Refusal {
  try {
    const decoded = decodeURIComponent(text)
    if (CONTROL.test(decoded)) return refuse('control-characters')
    return /%[\da-f]{2}/i.test(decoded) ? refuse('link') : decoded
  } catch (error) {
    if (error instanceof URIError) return refuse('link')
    throw error
  }
}

/** Reads the number of a link, which must be all there is: nothing is searched for in a link. */
function readNumber(text: string, context: ReadingContext): DialReading {
  const cleaned = cleanInput(text)
  if (typeof cleaned !== 'string') return cleaned
  return readLine(cleaned, context, true)
}

function withParameters(reading: DialReading, parameters: LinkParameters, context: ReadingContext): DialReading {
  if (reading.kind !== 'number') return reading
  let number: DialNumber = reading.number
  const warnings: DialWarning[] = [...number.warnings]
  if (parameters.extension !== undefined) number = { ...number, extension: parameters.extension }
  if (parameters.subaddress) warnings.push('subaddress')
  if (parameters.postDial) warnings.push('post-dial')
  number = { ...number, warnings }
  if (parameters.context === undefined || number.kind === 'international') return { kind: 'number', number }
  return { kind: 'number', number: inContext(number, parameters.context, context) }
}

/**
 * A local number belongs to the context its link names, not to the account's region (RFC 3966 5.1.5). A domain is a private
 * plan: the digits stand for themselves. A global prefix may be glued in front only where that gives a number that exists.
 */
function inContext(local: DialNumber, prefix: string, context: ReadingContext): DialNumber {
  const { e164: _e164, national: _national, country: _country, line: _line, shown: _shown, ...own } = local
  const warnings = own.warnings.filter((warning) => warning !== 'not-in-plan')
  if (!prefix.startsWith('+')) return { ...own, warnings }
  const glued = context.plan.read(prefix.replace(/[^+\d]/g, '') + own.text.replace(/\D/g, ''))
  const place = glued?.valid && own.kind !== 'service' ? { e164: glued.e164, national: glued.national } : {}
  return { ...own, ...place, warnings: [...warnings, 'local-context'] }
}

/** `tel:` (RFC 3966, and the older forms found in the wild) and `callto:`. */
function readPhoneLink(body: string, context: ReadingContext): DialReading {
  const [path = '', ...query] = body.replace(/^\/+/, '').split('?')
  const decoded = decode(path.replace(/\/+$/, ''))
  if (typeof decoded !== 'string') return decoded
  if (/^\s*-/.test(decoded)) return refuse('option')
  if (decoded.includes('@')) return refuse('address')
  if ([...decoded].length > LONGEST_BODY) return refuse('too-long')
  const [main = '', ...rest] = decoded.split(';')
  const asked = new URLSearchParams(query.join('?'))
  const extension = asked.get('ext') ?? asked.get('extension')
  const parameters = readLinkParameters(extension === null ? rest : [...rest, `ext=${extension}`])
  if ('reason' in parameters) return parameters
  return withParameters(readNumber(main, context), parameters, context)
}

/** `sidetone://call?number=...&extension=...`. A literal `+` in front of a number is a plus, whatever forms make of it. */
function readOwnLink(body: string, context: ReadingContext): DialReading {
  const [, action = '', path = '', query = ''] = /^\/*([^/?#]*)\/?([^?#]*)\??([^#]*)/.exec(body) ?? []
  if (action.toLowerCase() !== 'call') return refuse('link')
  const pairs = query.split('&').map((pair) => pair.split('='))
  const values = (names: readonly string[]) =>
    pairs.filter(([name = '']) => names.includes(name.toLowerCase())).map(([, ...value]) => value.join('='))
  const numbers = [...values(['number']), ...(path === '' ? [] : [path])]
  const extensions = values(['extension', 'ext'])
  if (numbers.length > 1 || extensions.length > 1) return refuse('link')
  const decoded = decode((numbers[0] ?? '').replace(/(?!^)\+/g, '%20'))
  if (typeof decoded !== 'string') return decoded
  const extension = decode(extensions[0] ?? '')
  if (typeof extension !== 'string') return extension
  const parameters = readLinkParameters(extension === '' ? [] : [`ext=${extension}`])
  if ('reason' in parameters) return parameters
  return withParameters(readNumber(decoded, context), parameters, context)
}

/** The number that a `tel:`, `callto:` or `sidetone:` link means. Any other scheme is refused. */
export function readLink(url: string, context: ReadingContext): DialReading {
  if (url.length > LONGEST_LINK) return refuse('too-long')
  if (CONTROL.test(url.trim())) return refuse('control-characters')
  if (/^\s*-/.test(url)) return refuse('option')
  const [, scheme = '', body = ''] = LINK.exec(url.trim()) ?? []
  if (scheme === '') return refuse(url.trim() === '' ? 'empty' : 'link')
  return scheme.toLowerCase() === 'sidetone' ? readOwnLink(body, context) : readPhoneLink(body, context)
}
