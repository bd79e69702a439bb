import type { DialNumber, DialPlan } from '../../contract/model/dial.ts'

/** A reading that is good enough for tests and for looking: the real one is the core's. */
export function readPlainly(text: string): DialPlan {
  if (text.trim() === '') return { reading: { kind: 'refused', reason: 'empty' }, warnings: [] }
  if (/^\d{4}-\d\d-\d\d$/.test(text.trim())) return { reading: { kind: 'refused', reason: 'date' }, warnings: [] }
  const numbers = text
    .split(';')
    .map((part) => part.replace(/[^0-9*#+]/g, ''))
    .filter((part) => part !== '')
    .map((digits): DialNumber => ({ text: digits, kind: kindOf(digits), warnings: [] }))
  const [first] = numbers
  if (!first) return { reading: { kind: 'refused', reason: 'no-number' }, warnings: [] }
  if (numbers.length > 1) return { reading: { kind: 'several', numbers }, warnings: [] }
  return { reading: { kind: 'number', number: first }, dials: first.text, warnings: [] }
}

function kindOf(digits: string): DialNumber['kind'] {
  if (/[*#]/.test(digits)) return 'service'
  if (digits.startsWith('+')) return 'international'
  return digits.length <= 6 ? 'short' : 'national'
}
