import { fail } from '../../failure.ts'
import type { DialForm, DialTarget } from '../../provider.ts'

/** E.164 has 15 digits at most; exchanges add a prefix of their own. */
const mostDigits = 20

/**
 * The form that goes into the path of click-to-call: digits, with a leading plus where the person wrote one. The document says no more of `:number`; its
 * examples are national (01693608879).
 * @throws FailureError input/invalid where there are no digits, or anything but digits
 */
export function dialForm(target: DialTarget): DialForm {
  const dials = plain(target.text)
  const digits = dials.startsWith('+') ? dials.slice(1) : dials
  if (digits === '') throw invalid('no-digits')
  if (!/^\d+$/.test(digits)) throw invalid('digits-only')
  if (digits.length > mostDigits) throw invalid('too-long')
  return { dials, warnings: target.extension ? ['extension-not-dialled'] : [] }
}

/** Full-width digits and signs become plain ones; separators go. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー]/g, '')
}

function invalid(reason: string) {
  return fail('input/invalid', { provider: 'antbuddy', params: { field: 'number', reason } })
}

/** How many last digits tell two numbers apart well enough: `0901234567` and `+84901234567` share nine. */
const tellingDigits = 9

/** Whether two forms mean the same number: what we dialled and what the exchange reports may differ in country code and trunk prefix. */
export function sameNumber(one: string, other: string): boolean {
  if (one !== '' && one === other) return true
  const [a, b] = [one.replace(/\D/g, ''), other.replace(/\D/g, '')]
  if (a === '' || b === '') return false
  if (a === b) return true
  return a.length >= tellingDigits && b.length >= tellingDigits && a.slice(-tellingDigits) === b.slice(-tellingDigits)
}
