import type { Call, CallResult } from '../../world/call.ts'
import { account } from './account.ts'
import type { FoneStormSwitches } from './switches.ts'

/** What a callback tells, by the names of the document's table "Callback Data". */
export interface CallbackData {
  readonly uid: string
  readonly account_code: string
  readonly direction: 'OUTBOUND' | 'INBOUND'
  readonly status: CallbackStatus
  readonly from: string
  readonly to: string
  readonly type: 'VOICE'
  /** ANSWERED, NO_ANSWER, BUSY, CANCEL, REJECTED or FAILED:XXX; with END only, like billable_seconds. */
  readonly disposition?: string
  readonly billable_seconds?: number | string
}

/**
 * There is no callback for the answer: between the two nobody can tell ringing from talking.
 * ASSUMPTION: BEGIN comes when it starts to ring, not with the answer.
 */
export type CallbackStatus = 'BEGIN' | 'END'

/** @param foneNumber the account's number that makes or gets the call, ten digits */
export function callbackData(
  call: Call,
  ids: { uid: string; foneNumber: string },
  switches: Readonly<FoneStormSwitches>,
): CallbackData {
  const ours = inNumberForm(ids.foneNumber, switches)
  const theirs = inNumberForm(call.number, switches)
  const inbound = call.direction === 'in'
  const known = {
    uid: ids.uid,
    account_code: account.code,
    direction: inbound ? 'INBOUND' : 'OUTBOUND',
    status: call.state === 'ended' ? 'END' : 'BEGIN',
    // "FoneNumber of sender" in both of the document's tables: of an inbound call it can only be the caller's number.
    from: inbound ? theirs : ours,
    to: inbound ? ours : theirs,
    type: 'VOICE',
  } as const
  if (known.status === 'BEGIN') return known
  const seconds = billableSeconds(call)
  return {
    ...known,
    disposition: dispositionOf(call, switches.failureCode),
    billable_seconds: switches.billableSecondsAsString ? String(seconds) : seconds,
  }
}

/** ASSUMPTION: whole seconds from the answer on, rounded up. */
function billableSeconds({ answeredAt, endedAt }: Call): number {
  return answeredAt === undefined || endedAt === undefined ? 0 : Math.ceil((endedAt - answeredAt) / 1000)
}

/** ASSUMPTION: a call that rang until somebody gave up is NO_ANSWER whoever it was; CANCEL is what our own side took back. */
const dispositions: Readonly<Record<Exclude<CallResult, 'failed'>, string>> = {
  answered: 'ANSWERED',
  busy: 'BUSY',
  cancelled: 'CANCEL',
  rejected: 'REJECTED',
  missed: 'NO_ANSWER',
  'no-answer': 'NO_ANSWER',
}

function dispositionOf({ result = 'failed' }: Call, failureCode: string): string {
  return result === 'failed' ? `FAILED:${failureCode}` : dispositions[result]
}

/** ASSUMPTION: a withheld number is an empty text. */
function inNumberForm(number: string, { numberForm }: Readonly<FoneStormSwitches>): string {
  const national = /^(?:\+?1)?(\d{10})$/.exec(number)?.[1]
  if (national === undefined) return number
  return numberForm === 'e164' ? `+1${national}` : national
}
