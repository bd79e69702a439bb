import { cast } from '../../world/cast.ts'
import { buttonOf, messageStatusOf, statusOf, usualResult } from './callees.ts'
import type { CallRow, History } from './history.ts'
import type { Rule } from './rules.ts'

const second = 1000
const day = 24 * 3600 * second

interface PreloadOptions {
  /** How many calls. */
  readonly calls: number
  /** Over how many days before `before` they are spread. */
  readonly days: number
  /** Milliseconds since 1970. */
  readonly before: number
  readonly timeZoneMinutes: number
}

/** Numbers that end badly, so that a long history has every outcome: busy, never answered, not to be reached, no button, 9. */
const otherNumbers = ['+81312345000', '+81312345001', '+81312345002', '+81312345003', '+81312345009'] as const
const numbers = [...cast.map((person) => person.number), ...otherNumbers]

const callsPerFiring = 4

/** Writes a long past: firings at equal distances, rules and numbers in turn, so that it is the same every time. How many firings. */
export function preload(history: History, rules: readonly Rule[], options: PreloadOptions): number {
  const { calls, days, before, timeZoneMinutes } = options
  const firings = Math.ceil(calls / callsPerFiring)
  const distance = Math.floor((days * day) / Math.max(1, firings))
  for (let index = 0; index < firings; index += 1) {
    const rule = rules[index % rules.length]
    if (!rule) break
    const firing = history.begin(rule.id, before - (firings - index) * distance, timeZoneMinutes)
    const first = index * callsPerFiring
    for (let call = first; call < Math.min(first + callsPerFiring, calls); call += 1) {
      const to = numberOf(call)
      const row = { to, memo: rule.memo, ruleId: rule.id, code: firing.code }
      history.addCall({ ...row, ...outcome(to, firing.at, call) })
      if (rule.sendsMessages) {
        history.addMessage({ ...row, status: messageStatusOf(to), at: firing.at + 3 * second })
      }
    }
  }
  return firings
}

/** Seven has no factor in common with how many there are, so all are called. */
function numberOf(turn: number): string {
  return numbers[(turn * 7) % numbers.length] ?? ''
}

/** Seconds after the firing as in the manual's example: the message after 3, the call after 9. */
function outcome(to: string, firedAt: number, turn: number): Pick<CallRow, 'status' | 'button' | 'at' | 'endedAt'> {
  const at = firedAt + (9 + (turn % 5)) * second
  const result = usualResult(to)
  const button = result === 'answered' ? buttonOf(to, turn % 3 === 0 ? null : 1) : null
  return { status: statusOf(result), button, at, endedAt: at + (5 + (turn % 41)) * second }
}
