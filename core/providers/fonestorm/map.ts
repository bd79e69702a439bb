import type { CallResult } from '../../../contract/model/call.ts'
import type { CallbackFields } from '../../net/callback-fields.ts'
import type { CallFact } from '../../provider.ts'
import { sameNumber } from './number-form.ts'
import type { CallNotice, TrackedCall } from './tracked-call.ts'

/** "Callback Data" by the document's names, and by those that its example of a GET template gives them. */
const otherNames: Readonly<Record<string, string>> = { uid: 'id', to: 'recipient', from: 'caller' }
/** Callbacks of the account's messages have a type too; what is not known to be no call is one. */
const noCalls: ReadonlySet<string> = new Set(['SMS', 'MMS', 'FAX', 'MESSAGE'])
const longestWord = 64
const longestUid = 256
/** No call lasts longer than a week. */
const mostSeconds = 7 * 24 * 3_600

/**
 * Reads the fields of a callback; undefined for what is not about a call of this number, or says nothing that we know. Where the template leaves out the
 * direction or the status, they are seen from the rest: one of the two numbers is ours, and only an END has a disposition.
 */
export function readNotice(fields: CallbackFields, foneNumber: string): CallNotice | undefined {
  const said = (name: string): string => sayOf(fields, name)
  const [uid, from, to] = [said('uid'), said('from'), said('to')]
  const [type, disposition] = [said('type').toUpperCase(), said('disposition')]
  const direction = directionOf(said('direction'), { from, to }, foneNumber)
  const status = statusOf(said('status'), disposition)
  if (uid === '' || uid.length > longestUid || noCalls.has(type)) return undefined
  if (direction === undefined || status === undefined) return undefined
  const call = { uid, direction, status, number: direction === 'in' ? from : to }
  if (status === 'begin') return { ...call, word: 'BEGIN' }
  const seconds = secondsOf(said('billable_seconds'))
  const result = resultOf(disposition, direction, seconds)
  return {
    ...call,
    word: disposition.slice(0, longestWord) || 'END',
    ...(result && { result }),
    ...(seconds !== undefined && { billableSeconds: seconds }),
  }
}

/** Exact names first; then in any case, and inside an object (`call.uid`). */
function sayOf(fields: CallbackFields, name: string): string {
  const exact = fields[name] ?? fields[otherNames[name] ?? name]
  if (exact !== undefined) return exact.trim()
  const [, value = ''] =
    Object.entries(fields).find(([written]) => written.toLowerCase().split('.').at(-1) === name) ?? []
  return value.trim()
}

function directionOf(
  word: string,
  { from, to }: { readonly from: string; readonly to: string },
  foneNumber: string,
): 'in' | 'out' | undefined {
  if (/^in/i.test(word)) return 'in'
  if (/^out/i.test(word)) return 'out'
  if (sameNumber(to, foneNumber)) return 'in'
  return sameNumber(from, foneNumber) ? 'out' : undefined
}

function statusOf(word: string, disposition: string): 'begin' | 'end' | undefined {
  if (/^begin$/i.test(word)) return 'begin'
  if (/^end$/i.test(word)) return 'end'
  if (word !== '') return undefined
  return disposition === '' ? 'begin' : 'end'
}

function secondsOf(text: string): number | undefined {
  const seconds = Number(text)
  return text === '' || !Number.isFinite(seconds) || seconds < 0 ? undefined : Math.min(seconds, mostSeconds)
}

/**
 * The document's dispositions. A call that came in and was taken back by the caller is missed all the same; one that we made and nobody answered is not.
 * Of a word that is not known only the billed seconds tell.
 */
function resultOf(disposition: string, direction: 'in' | 'out', seconds: number | undefined): CallResult | undefined {
  const [word = ''] = disposition.toUpperCase().split(':')
  switch (word.trim()) {
    case 'ANSWERED':
      return 'answered'
    case 'NO_ANSWER':
    case 'CANCEL':
      return direction === 'in' ? 'missed' : 'cancelled'
    case 'BUSY':
      return 'busy'
    case 'REJECTED':
      return 'rejected'
    case 'FAILED':
      return 'failed'
    default:
      return seconds !== undefined && seconds > 0 ? 'answered' : undefined
  }
}

/** A call of the board as the rest of Sidetone is told it. */
export function factOf(call: TrackedCall): CallFact {
  return {
    type: 'call',
    key: call.key,
    direction: call.direction,
    state: call.state,
    number: call.number,
    startedAt: call.startedAt,
    ...(call.answeredAt !== undefined && { answeredAt: call.answeredAt }),
    ...(call.endedAt !== undefined && { endedAt: call.endedAt }),
    ...(call.result !== undefined && { result: call.result }),
    ...(call.talkSeconds !== undefined && { talkSeconds: call.talkSeconds }),
    ...(call.word !== undefined && { providerStatus: call.word }),
    ...(call.endUnseen !== undefined && { endUnseen: call.endUnseen }),
  }
}
