import type { Reply } from '../../wire/message.ts'
import type { CallRecords } from './call-records.ts'
import { company, presentedNumber, type User, userAt } from './company.ts'
import { OapiError } from './errors.ts'
import { type PastCall, talkSeconds } from './past-call.ts'
import type { AntBuddySwitches } from './switches.ts'

/** The parameters that are signed besides appId, in the document's order. */
export const signedByHistories = ['created_from', 'created_to', 'limit', 'page'] as const

const longestRangeMs = 31 * 24 * 60 * 60 * 1000
const defaultLimit = 20
const largestLimit = 100

/** GET call/histories. @throws OapiError for more than 31 days, more than 100 rows, or what is no date or number */
export function histories(query: URLSearchParams, records: CallRecords, switches: AntBuddySwitches): Reply {
  const from = readDate(query.get('created_from'))
  const to = readDate(query.get('created_to'))
  if (to - from > longestRangeMs) throw new OapiError('TIME_RANGE_EXCEEDED')
  if (to < from) throw new OapiError('INVALID_INPUT')
  const limit = readLimit(query.get('limit'), switches)
  const page = readCount(query.get('page'), 1)

  const calls = records.between(from, to)
  if (switches.historyOrder === 'newest-first') calls.reverse()
  const rows = calls.slice((page - 1) * limit, page * limit).map((call) => rowOf(call, switches))
  return { status: 200, body: wrap(rows, calls.length, page, limit, switches) }
}

/** ASSUMPTION: both dates must be given (no default is documented), in ISO 8601 with a time zone, as in the vendor's worked example. */
function readDate(text: string | null): number {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text ?? ''))
    throw new OapiError('INVALID_INPUT')
  const time = Date.parse(text ?? '')
  if (Number.isNaN(time)) throw new OapiError('INVALID_INPUT')
  return time
}

function readLimit(text: string | null, { overlongLimit }: AntBuddySwitches): number {
  const limit = readCount(text, defaultLimit)
  if (limit > largestLimit && overlongLimit === 'refuse') throw new OapiError('LIMIT_EXCEEDED')
  return Math.min(limit, largestLimit)
}

function readCount(text: string | null, fallback: number): number {
  if (text === null) return fallback
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new OapiError('INVALID_INPUT')
  return Number(text)
}

function rowOf(call: PastCall, switches: AntBuddySwitches): object {
  const other = userAt(call.number)
  const ours = userParty(call.user)
  const theirs = other ? userParty(other) : { number: presentedNumber(call.number), type: 'realnumber' }
  const incoming = call.direction === 'in'
  const number = switches.historyNumbersAsStrings ? String : Number
  return {
    caller: incoming ? theirs : ours,
    callee: incoming ? ours : theirs,
    class: other ? 'one_one' : 'trunking',
    did_number: incoming && !other ? company.didNumber : null,
    direction: incoming ? 'to_ab' : 'from_ab',
    status_detail: call.status === 'OTHER' ? switches.errorWord : call.status,
    duration_seconds: number(Math.round((call.endedAt - call.startedAt) / 1000)),
    unix_timestamp: number(Math.floor(call.startedAt / 1000)),
    billing_seconds: number(talkSeconds(call)),
    recording: call.recording,
  }
}

function userParty({ sipUser, username }: User): object {
  return { number: sipUser, type: 'user', username }
}

/** ASSUMPTION: the names around a wrapped list. */
function wrap(
  rows: object[],
  total: number,
  page: number,
  limit: number,
  { historyWrapper }: AntBuddySwitches,
): unknown {
  return historyWrapper === 'bare' ? rows : { [historyWrapper]: rows, total, page, limit }
}
