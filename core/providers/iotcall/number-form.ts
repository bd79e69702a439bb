import type { Recipient } from '../../../contract/model/broadcast.ts'
import type { DialForm, DialTarget } from '../../provider.ts'
import { countryOf, japan } from './countries.ts'
import { invalid } from './failures.ts'

/** A number as a rule's list wants it: "電話番号(一なしの連番)", national digits, and the country's place in the list. */
export type ListNumber = Pick<Recipient, 'tel' | 'international_prefix_id'>

/** As few digits as a Japanese number can have, trunk prefix included; shorter ones are codes of some network. */
const shortestUsual = 9
const longest = 15

/** The form in which a rule's list holds a target. @throws FailureError input/invalid for anything but digits, and for countries that the list lacks */
export function dialForm(target: DialTarget): DialForm {
  const { tel } = listNumber(target)
  const warnings: string[] = []
  if (tel.length < shortestUsual) warnings.push('unusual-length')
  if (target.extension) warnings.push('extension-not-dialled')
  return { dials: tel, warnings }
}

/**
 * A number with a country code belongs to the list's country of that code. One without is Japanese, as the service is.
 * @throws FailureError input/invalid
 */
export function listNumber({ text, national, e164 }: DialTarget): ListNumber {
  const written = plain(text)
  const international = e164 ?? (written.startsWith('+') ? written : undefined)
  if (international === undefined) return { tel: digits(written), international_prefix_id: japan }
  const country = countryOf(plain(international))
  if (country === undefined) throw invalid('number', 'country-not-listed')
  const behindPrefix = plain(international).slice(country.prefix.length)
  const trunk = country.id === japan ? '0' : ''
  const tel = national === undefined ? trunk + behindPrefix : plain(national)
  return { tel: digits(tel), international_prefix_id: country.id }
}

function digits(text: string): string {
  if (/^\d{1,15}$/.test(text)) return text
  const onlyDigits = /^\d*$/.test(text)
  throw invalid('number', text === '' ? 'no-digits' : onlyDigits && text.length > longest ? 'too-long' : 'digits-only')
}

/** Full-width digits and signs become plain ones; separators go. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー－]/g, '')
}
