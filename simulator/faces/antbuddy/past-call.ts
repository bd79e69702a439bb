import { createHash } from 'node:crypto'
import type { Call } from '../../world/call.ts'
import type { User } from './company.ts'
import type { AntBuddySwitches } from './switches.ts'

/** The words of status_detail; "other errors" is a switch. */
export type StatusDetail = 'IVR' | 'SUCCESS' | 'CANCELLED' | 'BUSY' | 'OTHER'

/** An ended call as the company's history keeps it. Times in ms since 1970. */
export interface PastCall {
  readonly startedAt: number
  readonly endedAt: number
  /** Absent: nobody answered. */
  readonly answeredAt?: number
  readonly direction: 'in' | 'out'
  readonly user: User
  /** The other party as it was dialled or as it called. */
  readonly number: string
  readonly status: StatusDetail
  /** File name, or '' */
  readonly recording: string
}

export function talkSeconds({ answeredAt, endedAt }: PastCall): number {
  return answeredAt === undefined ? 0 : Math.round((endedAt - answeredAt) / 1000)
}

/** What the history keeps of a call; undefined while it is not over. ASSUMPTION: calls that go on are not listed. */
export function pastCallOf(call: Call, user: User, switches: AntBuddySwitches, now: number): PastCall | undefined {
  const { endedAt, answeredAt, startedAt, direction, number } = call
  if (endedAt === undefined) return undefined
  const recorded = answeredAt !== undefined && switches.recordCalls && now >= endedAt + switches.recordingDelayMs
  return {
    ...{ startedAt, endedAt, direction, user, number, status: statusOf(call) },
    ...(answeredAt === undefined ? {} : { answeredAt }),
    recording: recorded ? recordingName(`${call.id} ${startedAt}`) : '',
  }
}

/** `call_recording_` and twenty letters and digits, as in the document's example. */
export function recordingName(seed: string): string {
  const digest = createHash('sha256').update(seed).digest('hex')
  return `call_recording_${BigInt(`0x${digest}`).toString(36).slice(0, 20)}.mp3`
}

/**
 * ASSUMPTION: the document has CANCELLED and BUSY for outgoing calls only, so a call in that nobody took, whoever ended it, is IVR ("did
 * not pick up"); a call out that the other side refused is BUSY.
 */
function statusOf({ result, direction }: Call): StatusDetail {
  switch (result ?? 'failed') {
    case 'answered':
      return 'SUCCESS'
    case 'busy':
      return 'BUSY'
    case 'cancelled':
      return 'CANCELLED'
    case 'rejected':
      return direction === 'in' ? 'IVR' : 'BUSY'
    case 'missed':
    case 'no-answer':
      return 'IVR'
    case 'failed':
      return 'OTHER'
  }
}
