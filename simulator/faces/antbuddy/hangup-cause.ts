import type { Call } from '../../world/call.ts'

/** Hangup-Cause, in FreeSWITCH's words, which are Kazoo's. ASSUMPTION: both legs of a call give the same one. */
export function hangupCauseOf({ result, endedBy }: Call): string {
  switch (result ?? 'failed') {
    case 'answered':
      return 'NORMAL_CLEARING'
    case 'busy':
      return 'USER_BUSY'
    case 'no-answer':
      return 'NO_ANSWER'
    case 'cancelled':
      return 'ORIGINATOR_CANCEL'
    case 'missed':
      return endedBy === 'network' ? 'NO_ANSWER' : 'ORIGINATOR_CANCEL'
    case 'rejected':
      return 'CALL_REJECTED'
    case 'failed':
      return 'NO_ROUTE_DESTINATION'
  }
}
