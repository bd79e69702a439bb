import type { CallResult, CallState } from '../../../contract/model/call.ts'
import type { CallFact } from '../../provider.ts'
import type { LegEvent, LegRole } from './legs.ts'
import { sameNumber } from './number-form.ts'

/** Without news for so long, nothing rings or dials any more. */
export const settingUpLimitMs = 3 * 60_000
/** Without news for so long, an end must have been missed. */
export const activeLimitMs = 4 * 3_600_000
/** How long a call is kept in its state while the events are cut off. */
export const doubtLimitMs = 30_000
/** The own phone was picked up, and no channel to the other side appears: this service shows only one of the two. */
export const oneLegLimitMs = 3_000
/** How long an event may take to be recognised as the call that we placed. */
export const placedLimitMs = 120_000

export interface Leg {
  readonly callId: string
  readonly role: LegRole
  readonly createdAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly cause?: string
  readonly billed: boolean
}

/**
 * One call: the channels that the switch joined. All times in milliseconds since 1970.
 *
 *   out, placed here   dialing ──► own-phone created, answered ──► far created, answered ──► active ──► either destroyed ──► ended
 *   out, from handset  from-us created: dialing ──► far answered (from-us, where it is alone): active ──► ended
 *   in                 from-far, own-phone created: ringing ──► own-phone answered: active ──► ended
 *                                                    └── own-phone destroyed, somebody else answered ──► ended, answered elsewhere
 *   any ── no news within its limit, or 30 s without events ──► unknown ── news ──► where it is then
 */
export interface LiveCall {
  readonly key: string
  readonly legs: readonly Leg[]
  /** We asked for it: the number that was dialled. */
  readonly placed?: string
  readonly direction: 'in' | 'out'
  readonly startedAt: number
  readonly number: string
  readonly displayName: string
  readonly concernsUs: boolean
  /** When we last heard of it, by our own clock. */
  readonly newsAt: number
  readonly state: CallState
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly result?: CallResult
  readonly word?: string
}

export function isLive({ state }: LiveCall): boolean {
  return state !== 'ended' && state !== 'unknown'
}

export function placedCall(key: string, number: string, now: number): LiveCall {
  const base = { key, legs: [], placed: number, direction: 'out', startedAt: now, number, displayName: '' } as const
  return { ...base, concernsUs: true, newsAt: now, state: 'dialing' }
}

/** A call of which this is the first event. Its key is the calling channel's id, whichever channel is told of first. */
export function callOfEvent(event: LegEvent, now: number): LiveCall {
  const outbound = event.role === 'own-phone' || event.role === 'far'
  const key = (outbound ? event.joined[0] : undefined) ?? event.callId
  const base = { key, legs: [], direction: 'in', startedAt: event.at, number: '', displayName: '' } as const
  return hear({ ...base, concernsUs: false, newsAt: now, state: 'ringing' }, event, now)
}

/** Whether an event that belongs to no known call is the first of the one that we placed. */
export function isPlaced(call: LiveCall, event: LegEvent, now: number): boolean {
  if (call.placed === undefined || call.legs.length > 0 || call.state === 'ended') return false
  if (now - call.startedAt > placedLimitMs || event.role === 'from-far' || !event.concernsUs) return false
  const alone = event.role === 'own-phone' && event.joined.length === 0 && event.number === ''
  return alone || sameNumber(call.placed, event.number)
}

/** Whether an event without a name for the other channel is of this call all the same: the same number at the same time, and a place that is still free. */
export function fits(call: LiveCall, event: LegEvent): boolean {
  if (event.name !== 'CHANNEL_CREATE' || event.joined.length > 0 || !isLive(call) || !event.concernsUs) return false
  if (call.legs.length !== 1 || call.legs[0]?.role === event.role || !sameNumber(call.number, event.number))
    return false
  return call.direction === (event.role === 'own-phone' ? 'in' : 'out') && event.role !== 'from-far'
}

/** The call after an event of one of its channels. */
export function hear(call: LiveCall, event: LegEvent, now: number): LiveCall {
  const known = call.legs.find(({ callId }) => callId === event.callId)
  const leg = legAfter(known, event)
  const legs = known ? call.legs.map((other) => (other === known ? leg : other)) : [...call.legs, leg]
  const outgoing = call.placed !== undefined || event.role === 'from-us' || (event.role === 'far' && event.concernsUs)
  // The clock of the switch tells all times of a call, so that they fit each other.
  const startedAt = call.legs.length === 0 ? leg.createdAt : Math.min(call.startedAt, leg.createdAt)
  const next: LiveCall = {
    ...call,
    legs,
    startedAt,
    direction: outgoing ? 'out' : call.direction,
    number: call.number || event.number,
    displayName: call.displayName || (event.displayName === event.number ? '' : event.displayName),
    concernsUs: call.concernsUs || event.concernsUs,
    newsAt: now,
  }
  return settle(next, now, event.at)
}

/** Two calls that turn out to be one: the older key stays. */
export function joined(one: LiveCall, other: LiveCall, now: number): LiveCall {
  const merged: LiveCall = {
    ...one,
    legs: [...one.legs, ...other.legs.filter((leg) => !one.legs.some(({ callId }) => callId === leg.callId))],
    direction: one.direction === 'out' || other.direction === 'out' ? 'out' : 'in',
    startedAt: Math.min(one.startedAt, other.startedAt),
    number: one.number || other.number,
    displayName: one.displayName || other.displayName,
    concernsUs: one.concernsUs || other.concernsUs,
  }
  return settle(merged, now, now)
}

function legAfter(known: Leg | undefined, event: LegEvent): Leg {
  const { at, durationSeconds, billingSeconds = 0, cause } = event
  const leg: Leg = known ?? {
    callId: event.callId,
    role: event.role,
    // A channel whose end is the first that we hear of it says how long it lasted.
    createdAt: event.name === 'CHANNEL_DESTROY' ? at - (durationSeconds ?? 0) * 1000 : at,
    billed: false,
  }
  switch (event.name) {
    case 'CHANNEL_CREATE':
      return { ...leg, createdAt: Math.min(leg.createdAt, at) }
    case 'CHANNEL_ANSWER':
      return { ...leg, answeredAt: leg.answeredAt ?? at }
    case 'CHANNEL_DESTROY': {
      const unseen = known === undefined && billingSeconds > 0
      const answeredAt = leg.answeredAt ?? (unseen ? at - billingSeconds * 1000 : undefined)
      return {
        ...leg,
        ...(answeredAt !== undefined && { answeredAt }),
        endedAt: leg.endedAt ?? at,
        ...(cause && { cause }),
        billed: leg.billed || billingSeconds > 0,
      }
    }
  }
}

/** How the call stands, from its channels. An ended call stays as it ended. */
export function settle(call: LiveCall, now: number, at: number): LiveCall {
  if (call.state === 'ended' || call.legs.length === 0) return call
  const answeredAt = call.answeredAt ?? answerOf(call, now)
  const answered = answeredAt === undefined ? call : { ...call, answeredAt: Math.max(answeredAt, call.startedAt) }
  if (isOver(call)) {
    const endedAt = Math.max(at, answered.answeredAt ?? answered.startedAt)
    const cause = causeOf(call)
    return { ...answered, state: 'ended', endedAt, result: resultOf(answered, cause), ...(cause && { word: cause }) }
  }
  const settingUp = call.direction === 'out' ? 'dialing' : 'ringing'
  return { ...answered, state: answered.answeredAt === undefined ? settingUp : 'active' }
}

function legsOf(call: LiveCall, ...roles: readonly LegRole[]): readonly Leg[] {
  return call.legs.filter(({ role }) => roles.includes(role))
}

/** When the two people began to talk. */
function answerOf(call: LiveCall, now: number): number | undefined {
  const far = legsOf(call, 'far')
  const own = legsOf(call, 'own-phone')
  if (call.direction === 'in') {
    // Without a channel to our phone, somebody may have answered for us: unless there is no other channel at all.
    return firstAnswer(own) ?? (own.length + far.length === 0 ? firstAnswer(legsOf(call, 'from-far')) : undefined)
  }
  if (far.length > 0) return firstAnswer(far)
  const handset = firstAnswer(legsOf(call, 'from-us'))
  if (handset !== undefined) return handset
  const picked = firstAnswer(own)
  const alone = picked !== undefined && (now - call.newsAt >= oneLegLimitMs || own.some((leg) => leg.billed))
  return alone ? picked : undefined
}

function firstAnswer(legs: readonly Leg[]): number | undefined {
  const times = legs.flatMap(({ answeredAt }) => answeredAt ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

function isOver(call: LiveCall): boolean {
  const ended = (leg: Leg) => leg.endedAt !== undefined
  const own = legsOf(call, 'own-phone')
  if (call.legs.every(ended)) return true
  if (call.direction === 'in') return legsOf(call, 'from-far').some(ended) || (own.length > 0 && own.every(ended))
  const talked = legsOf(call, 'far').some((leg) => ended(leg) && leg.answeredAt !== undefined)
  return talked || legsOf(call, 'from-us', 'own-phone').some(ended)
}

/** The cause of the channel that decided: the other side's for a call out, our phone's for a call in. */
function causeOf(call: LiveCall): string | undefined {
  const deciding = call.direction === 'out' ? legsOf(call, 'far') : legsOf(call, 'own-phone')
  return [...deciding, ...call.legs].find(({ cause }) => cause !== undefined)?.cause
}

/** FreeSWITCH's words, which are Kazoo's. */
const elsewhere: readonly string[] = ['LOSE_RACE', 'PICKED_OFF', 'ANSWERED_ELSEWHERE']
const unanswered: readonly string[] = [
  'NORMAL_CLEARING',
  'ORIGINATOR_CANCEL',
  'NO_ANSWER',
  'NO_USER_RESPONSE',
  'ALLOTTED_TIMEOUT',
  'PROGRESS_TIMEOUT',
  'NORMAL_UNSPECIFIED',
]

function resultOf(call: LiveCall, cause: string | undefined): CallResult {
  const incoming = call.direction === 'in'
  if (call.answeredAt !== undefined) return 'answered'
  const takenByOther = incoming && legsOf(call, 'far').some(({ answeredAt }) => answeredAt !== undefined)
  if (takenByOther || (incoming && cause !== undefined && elsewhere.includes(cause))) return 'answered-elsewhere'
  if (cause === 'CALL_REJECTED') return 'rejected'
  if (cause === 'USER_BUSY') return 'busy'
  if (incoming) return 'missed'
  return cause === undefined || unanswered.includes(cause) || elsewhere.includes(cause) ? 'cancelled' : 'failed'
}

/** When the limit of its state runs out, by our clock; undefined for what may stay as it is. */
export function deadlineOf(call: LiveCall, doubtSince: number | undefined): number | undefined {
  if (!isLive(call)) return undefined
  const limits = [call.newsAt + (call.state === 'active' ? activeLimitMs : settingUpLimitMs)]
  if (doubtSince !== undefined) limits.push(Math.max(doubtSince, call.newsAt) + doubtLimitMs)
  if (
    call.state === 'dialing' &&
    firstAnswer(legsOf(call, 'own-phone')) !== undefined &&
    legsOf(call, 'far').length === 0
  )
    limits.push(call.newsAt + oneLegLimitMs)
  return Math.min(...limits)
}

/** The call after a limit ran out; the same object where none did. */
export function overTime(call: LiveCall, doubtSince: number | undefined, now: number): LiveCall {
  const deadline = deadlineOf(call, doubtSince)
  if (deadline === undefined || deadline > now) return call
  const settled = settle(call, now, now)
  if (settled.state !== call.state) return { ...settled, newsAt: now }
  return { ...call, state: 'unknown' }
}

export function factOf(call: LiveCall, watched: boolean): CallFact {
  return {
    type: 'call',
    key: call.key,
    direction: call.direction,
    state: call.state,
    number: call.placed ?? call.number,
    ...(call.displayName && { name: call.displayName }),
    startedAt: call.startedAt,
    ...(call.answeredAt !== undefined && { answeredAt: call.answeredAt }),
    ...(call.endedAt !== undefined && { endedAt: call.endedAt }),
    ...(call.result && { result: call.result }),
    ...(call.word && { providerStatus: call.word }),
    ...(!watched && isLive(call) && { endUnseen: true }),
  }
}
