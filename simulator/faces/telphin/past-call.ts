import type { Call, CallResult } from '../../world/call.ts'
import type { Application, CallNames } from './call-book.ts'
import type { RecordFormat } from './recording-formats.ts'

/** `result` of a whole call. ASSUMPTION: `bridged` when two people spoke, `answered` when only a voice menu did. */
export type Outcome = 'bridged' | 'answered' | 'busy' | 'not answered' | 'failed' | 'rejected'

export interface Recording {
  readonly uuid: string
  readonly format: RecordFormat
}

/** A call that is over, as the history keeps it. Times are milliseconds since 1970. */
export interface PastCall {
  readonly callUuid: string
  readonly extensionId: number
  readonly flow: 'in' | 'out'
  /** The other party; '' when withheld. */
  readonly number: string
  readonly name: string | undefined
  readonly startedAt: number
  readonly answeredAt: number | undefined
  readonly endedAt: number
  readonly outcome: Outcome
  readonly cause: string
  readonly disposition: Disposition
  readonly application: Application | 'ivr'
  /** Another extension at which the same call rang and was answered. */
  readonly answeredAtExtension: number | undefined
  /** Where it was passed on to. */
  readonly transferredTo: string | undefined
  readonly ani: string | null
  recording: Recording | null
}

/** Who ended it: the called or the calling side, before or after the answer, or the server. */
export type Disposition = 'callee_bye' | 'caller_bye' | 'caller_cancel' | 'callee_refuse' | 'internal_cancel'

/** FreeSWITCH's words. ASSUMPTION: which belongs to which; the recorded replies show NORMAL_CLEARING only. */
const causes: Record<CallResult, string> = {
  answered: 'NORMAL_CLEARING',
  missed: 'ORIGINATOR_CANCEL',
  busy: 'USER_BUSY',
  cancelled: 'ORIGINATOR_CANCEL',
  rejected: 'CALL_REJECTED',
  'no-answer': 'NO_ANSWER',
  failed: 'NO_ROUTE_DESTINATION',
}

/** ASSUMPTION: the words are the vendor's, which call gets which is not said. */
const outcomes: Record<CallResult, Outcome> = {
  answered: 'bridged',
  missed: 'not answered',
  busy: 'busy',
  cancelled: 'not answered',
  rejected: 'rejected',
  'no-answer': 'not answered',
  failed: 'failed',
}

/** What the history keeps of a call of the world that has ended. */
export function pastCallOf(call: Call, names: CallNames, format: RecordFormat | null): PastCall {
  const result = call.result ?? 'failed'
  return {
    callUuid: names.callUuid,
    extensionId: names.extensionId,
    flow: call.direction,
    number: call.number,
    name: call.name,
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt ?? call.startedAt,
    outcome: outcomes[result],
    cause: causes[result],
    disposition: dispositionOf(call),
    application: names.application,
    answeredAtExtension: undefined,
    transferredTo: names.transferredTo,
    ani: names.ani,
    recording: format === null || call.answeredAt === undefined ? null : { uuid: names.recordUuid, format },
  }
}

/** The same call, answered at another extension than the one where it was looked for: the recording is that one's too. */
export function takenBy(call: PastCall, extensionId: number): PastCall {
  const { recording } = call
  const moved = recording && { ...recording, uuid: recording.uuid.replace(/^\d+/, String(extensionId)) }
  return { ...call, answeredAtExtension: extensionId, recording: moved }
}

/** Where the talk was, and so its recording. */
export function talkExtension({ answeredAtExtension, extensionId }: PastCall): number {
  return answeredAtExtension ?? extensionId
}

function dispositionOf(call: Call): Disposition {
  if (call.endedBy === 'network') return 'internal_cancel'
  const callerEndedIt = (call.direction === 'out') === (call.endedBy === 'near')
  if (call.answeredAt !== undefined) return callerEndedIt ? 'caller_bye' : 'callee_bye'
  return callerEndedIt ? 'caller_cancel' : 'callee_refuse'
}
