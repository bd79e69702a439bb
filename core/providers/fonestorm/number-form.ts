import type { DialForm, DialTarget } from '../../provider.ts'
import { invalid } from './failures.ts'

/*
 * `to` is a "phone number to call"; every example has the ten digits of a US number. The vendor's newer page takes other countries too, as they are dialled
 * from the USA: 011, country code, number. So a US number goes out as its ten digits, any other international one with 011, everything else as it was written.
 */
const abroad = '011'
const longest = 32

/** The form in which the service dials a target. @throws FailureError input/invalid where there are no digits, or anything but digits */
export function dialForm(target: DialTarget): DialForm {
  const dials = digitsOf(plain(target.e164 ?? target.text))
  const warnings: string[] = []
  if (!isDocumented(dials)) warnings.push('unusual-length')
  if (target.extension) warnings.push('extension-not-dialled')
  return { dials, warnings }
}

/** Ten digits where it is a US number, else the digits as they are: without signs, without the country code 1. */
export function tenDigits(text: string): string {
  const written = plain(text).replace(/^\+/, '')
  return /^1\d{10}$/.test(written) ? written.slice(1) : written
}

/** Whether two forms mean the same number: what we dialled and what a callback says may differ in country code and prefix. */
export function sameNumber(one: string, other: string): boolean {
  const [a, b] = [comparable(one), comparable(other)]
  return a !== '' && a === b
}

function digitsOf(text: string): string {
  const digits = text.startsWith('+') ? text.slice(1) : text
  if (!/^\d+$/.test(digits)) throw invalid('number', digits === '' ? 'no-digits' : 'digits-only')
  if (digits.length > longest) throw invalid('number', 'too-long')
  const us = tenDigits(digits)
  if (us.length === 10 && (us !== digits || !text.startsWith('+'))) return us
  return text.startsWith('+') ? `${abroad}${digits}` : digits
}

function isDocumented(digits: string): boolean {
  return digits.length === 10 || (digits.startsWith(abroad) && digits.length > 10 && digits.length <= 18)
}

function comparable(text: string): string {
  const digits = text.replace(/\D/g, '')
  return tenDigits(digits.startsWith(abroad) ? digits.slice(abroad.length) : digits)
}

/** Full-width digits and signs become plain ones; separators go. */
function plain(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー]/g, '')
}
