import { fail } from '../../failure.ts'
import type { DialForm, DialTarget } from '../../provider.ts'

/*
 * The document writes an outside number as "+79876543210", so that is how one is dialled where its country is known. Whatever is shorter, an extension or a code
 * like *43#, is the telephone system's own business and goes out as it is.
 */

/** The form in which the service dials a target. @throws FailureError input/invalid where it is no number */
export function dialForm({ text, e164, extension }: DialTarget): DialForm {
  const dials = e164 ?? plain(text)
  if (!/^\+?[\d*#]{1,32}$/.test(dials)) {
    const reason = dials === '' ? 'no-digits' : dials.length > 33 ? 'too-long' : 'digits-only'
    throw fail('input/invalid', { provider: 'telphin', params: { field: 'number', reason } })
  }
  return { dials, warnings: extension ? ['extension-not-dialled'] : [] }
}

/** Full-width digits and signs become plain ones; separators go. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー−]/g, '')
}

/** How many last digits tell two numbers apart well enough: `89876543210` and `+79876543210` share ten. */
const tellingDigits = 9

/** Whether two forms mean the same number: what we dialled and what the service reports may differ in plus, country code and trunk prefix. */
export function sameNumber(one: string, other: string): boolean {
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')]
  if (a === '' || b === '') return a === b
  if (a === b) return true
  return a.length >= tellingDigits && b.length >= tellingDigits && a.slice(-tellingDigits) === b.slice(-tellingDigits)
}
