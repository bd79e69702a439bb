import { fail } from '../../failure.ts'
import type { DialForm, DialTarget } from '../../provider.ts'

/*
 * "電話番号は数字のみで指定する必要があります … 11桁は国内電話、13桁は国際電話として扱います" (the document, section "call"): digits only; 11 are taken as
 * domestic, 13 as international. Real devices take other lengths too, so another length warns and does not block.
 */
const domesticLength = 11
const documentedLengths: readonly number[] = [domesticLength, 13]

/** The form in which the phone dials a target. @throws FailureError input/invalid where there are no digits, or anything but digits */
export function dialForm(target: DialTarget): DialForm {
  const form = preferred(target)
  const dials = digitsOf(form)
  const warnings: string[] = []
  if (!documentedLengths.includes(dials.length)) warnings.push('unusual-length')
  if (form.startsWith('+') && dials.length === domesticLength) warnings.push('read-as-domestic')
  if (target.extension) warnings.push('extension-not-dialled')
  return { dials, warnings }
}

/**
 * Without its plus, +81 90 1234 5678 would be 12 digits that the phone takes for neither kind, and +81 3 1234 5678 would be 11 and taken for domestic: so a
 * Japanese number goes out in its national form.
 */
function preferred({ text, national, e164 }: DialTarget): string {
  const written = plain(text)
  if (national === undefined || !written.startsWith('+')) return written
  return (e164 ?? written).startsWith('+81') ? plain(national) : written
}

function digitsOf(text: string): string {
  const digits = text.startsWith('+') ? text.slice(1) : text
  if (/^\d{1,32}$/.test(digits)) return digits
  const reason = digits === '' ? 'no-digits' : digits.length > 32 ? 'too-long' : 'digits-only'
  throw fail('input/invalid', { provider: 'device-connect', params: { field: 'number', reason } })
}

/** Full-width digits and signs become plain ones; separators go. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー]/g, '')
}

/** How many last digits tell two numbers apart well enough: `09012345678` and `819012345678` share ten. */
const tellingDigits = 9

/** Whether two forms mean the same number: what we dialled and what the phone reports may differ in country code and trunk prefix. */
export function sameNumber(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')]
  if (a === '' || b === '') return false
  if (a === b) return true
  return a.length >= tellingDigits && b.length >= tellingDigits && a.slice(-tellingDigits) === b.slice(-tellingDigits)
}
