import type { CallResult } from '../../world/call.ts'
import { fateOf } from '../../world/fate.ts'
import type { CallStatus, MessageStatus } from './history.ts'

/**
 * The button that this person presses by herself. ASSUMPTION: the manual has no test numbers; here …003 listens and presses none,
 * …009 presses 9, everybody else what the switch says.
 */
export function buttonOf(number: string, autoButton: number | null): number | null {
  if (number.endsWith('003')) return null
  return number.endsWith('009') ? 9 : autoButton
}

export function statusOf(result: CallResult | undefined): CallStatus {
  switch (result) {
    case 'answered':
      return 'completed'
    case 'busy':
    case 'rejected':
      return 'busy'
    case 'failed':
      return 'failed'
    case 'cancelled':
      return 'canceled'
    case 'missed':
    case 'no-answer':
    case undefined:
      return 'no-answer'
  }
}

/** What the call of a number ends in if nobody interferes. */
export function usualResult(number: string): CallResult {
  const results = { answers: 'answered', busy: 'busy', 'never-answers': 'no-answer', fails: 'failed' } as const
  return results[fateOf(number)]
}

/** A number that cannot be called gets no message either. */
export function messageStatusOf(number: string): MessageStatus {
  return fateOf(number) === 'fails' ? 'undelivered' : 'delivered'
}
