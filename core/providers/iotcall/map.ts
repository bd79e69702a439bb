import type { BroadcastCall, BroadcastMessage } from '../../../contract/model/broadcast.ts'
import type { CallResult } from '../../../contract/model/call.ts'
import type { CallFact } from '../../provider.ts'
import { timeOf } from './tokyo-time.ts'
import type { CallRow, MessageRow } from './wire.ts'

/**
 * What the service's words mean. The document knows only `completed` ("通話完了"); the others are those that services of this kind use. Any other word is shown as
 * it is and decides nothing.
 */
const results: Readonly<Record<string, CallResult>> = {
  completed: 'answered',
  answered: 'answered',
  busy: 'busy',
  'no-answer': 'missed',
  noanswer: 'missed',
  unanswered: 'missed',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  rejected: 'rejected',
  failed: 'failed',
  error: 'failed',
}

/** When a call was, in milliseconds since 1970. */
interface Times {
  readonly start: number
  readonly end: number | undefined
  readonly seconds: number | undefined
}

/** A call of a history; undefined for one without any time, which cannot stand in a history. */
export function callFact(row: CallRow, key = keyOf(row)): CallFact | undefined {
  const times = timesOf(row)
  if (times === undefined) return undefined
  const { start, end, seconds } = times
  const result = resultOf(row)
  const talked = result === 'answered'
  return {
    type: 'call',
    key,
    direction: 'out',
    state: 'ended',
    number: row.to,
    startedAt: start,
    // "通話開始時間": the conversation's beginning.
    ...(talked && { answeredAt: start }),
    ...(end !== undefined && { endedAt: end }),
    result,
    ...(seconds !== undefined && { durationSeconds: seconds }),
    ...(talked && seconds !== undefined && { talkSeconds: seconds }),
    ...(row.status && { providerStatus: row.status }),
  }
}

/**
 * The same for the same call wherever it was read. Times as the service wrote them, so that no opinion about time zones changes it. A number that is called twice in
 * one firing has two starts.
 */
export function keyOf({ code, rule_id: rule, to, start_time: start, end_time: end }: CallRow): string {
  const digits = (text: string | null | undefined) => (text ?? '').replace(/\D/g, '')
  return [(code || rule) ?? '', digits(to), digits(start || end)].join('.')
}

/** A call as the results of a broadcast show it. */
export function broadcastCall(row: CallRow): BroadcastCall | undefined {
  const times = timesOf(row)
  if (times === undefined) return undefined
  const { start, end, seconds } = times
  return {
    to: row.to,
    status: row.status ?? '',
    result: resultOf(row),
    button: row.response_no ?? null,
    startedAt: isoOf(start),
    ...(end !== undefined && { endedAt: isoOf(end) }),
    ...(seconds !== undefined && { durationSeconds: seconds }),
    ...origin(row),
  }
}

/** A message as the results of a broadcast show it. */
export function broadcastMessage(row: MessageRow): BroadcastMessage | undefined {
  const sentAt = timeOf(row.created_at) ?? firingTimeOf(row.code)
  if (sentAt === undefined) return undefined
  return { to: row.to, status: row.status ?? '', sentAt: isoOf(sentAt), ...origin(row) }
}

function origin({ code, rule_id: rule, memo }: CallRow | MessageRow) {
  return { ...(memo && { memo }), ...(code && { firing: code }), ...(rule && { rule }) }
}

/** A pressed button or seconds of conversation prove that somebody answered, whatever the word; `completed` without a second proves nothing. */
function resultOf({ status, response_no: button, duration }: CallRow): CallResult {
  const word = (status ?? '')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  const known = Object.hasOwn(results, word) ? results[word] : undefined
  if (known !== undefined && known !== 'answered') return known
  if ((button ?? undefined) !== undefined || (duration ?? 0) > 0) return 'answered'
  if (known === 'answered') return duration === 0 ? 'missed' : 'answered'
  return 'failed'
}

function timesOf({ start_time, end_time, duration, code }: CallRow): Times | undefined {
  const seconds = duration ?? undefined
  const end = timeOf(end_time)
  const start = timeOf(start_time) ?? (end === undefined ? firingTimeOf(code) : end - (seconds ?? 0) * 1000)
  if (start === undefined) return undefined
  return { start, end: end ?? (seconds === undefined ? undefined : start + seconds * 1000), seconds }
}

/** For a row without a time only: the firing id ends in when the rule was fired ("ルールID + 年下2桁 + 月2桁 + …"). Not all of the document's examples keep to that. */
function firingTimeOf(code: string | null | undefined): number | undefined {
  const [, year, month, day, hour, minute, second] = /(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(code ?? '') ?? []
  return timeOf(`20${year}-${month}-${day} ${hour}:${minute}:${second}`)
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}
