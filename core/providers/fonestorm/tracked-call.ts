import type { CallResult, CallState } from '../../../contract/model/call.ts'

/** After a BEGIN nothing rings for longer; what has not ended by then is taken for a call in progress. A call that we placed and nobody told of is lost. */
export const settingUpLimitMs = 60_000
/** A call in progress whose END never came. */
export const inProgressLimitMs = 4 * 60 * 60_000

export interface TrackedCall {
  readonly key: string
  readonly direction: 'in' | 'out'
  readonly state: CallState
  /** The other side's, as the service gave it, else as we dialled it; empty when withheld. */
  readonly number: string
  /** Milliseconds since 1970 in UTC, all times; callbacks carry none, so they are when we heard. */
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly result?: CallResult
  readonly talkSeconds?: number
  /** The vendor's last word about it. */
  readonly word?: string
  /** The service's name for it in callbacks, once one told of it. */
  readonly uid?: string
  /** We asked for it, by this ticket. */
  readonly ticket?: string
  /** Nobody will tell us how it ends. */
  readonly endUnseen?: boolean
  /** Last news of it. */
  readonly newsAt: number
}

/** What a callback says, in our words. */
export interface CallNotice {
  readonly uid: string
  readonly direction: 'in' | 'out'
  readonly status: 'begin' | 'end'
  readonly number: string
  /** The vendor's word for how it ended, or for how it stands. */
  readonly word: string
  readonly result?: CallResult
  readonly billableSeconds?: number
}

export function isLive({ state }: TrackedCall): boolean {
  return state !== 'ended' && state !== 'unknown'
}

/** BEGIN: it rings here, or is dialled there. News that comes after the end of the call, or again, changes nothing. */
export function begin(call: TrackedCall, notice: CallNotice, now: number): TrackedCall {
  if (call.state === 'ended' || (call.uid === notice.uid && isLive(call))) return call
  return {
    ...call,
    uid: notice.uid,
    state: isLive(call) ? call.state : setUpState(call.direction),
    number: notice.number || call.number,
    word: notice.word,
    newsAt: now,
    ...(call.endUnseen && { endUnseen: false }),
  }
}

/** END. The answer is told nowhere; it was `billable_seconds` before the end. */
export function end(call: TrackedCall, notice: CallNotice, now: number): TrackedCall {
  if (call.state === 'ended') return call
  const { result, billableSeconds } = notice
  const talked = result === 'answered' ? billableSeconds : undefined
  const { answeredAt: _guess, ...known } = call
  return {
    ...known,
    uid: notice.uid,
    state: 'ended',
    number: notice.number || call.number,
    word: notice.word,
    endedAt: now,
    newsAt: now,
    ...(result && { result }),
    ...(talked !== undefined && {
      talkSeconds: talked,
      answeredAt: Math.max(call.startedAt, now - talked * 1000),
    }),
    ...(call.endUnseen && { endUnseen: false }),
  }
}

export function setUpState(direction: 'in' | 'out'): CallState {
  return direction === 'in' ? 'ringing' : 'dialing'
}

export function lose(call: TrackedCall, now: number): TrackedCall {
  return isLive(call) ? { ...call, state: 'unknown', newsAt: now } : call
}

/** When the limit of its state runs out, in milliseconds since 1970; undefined for what may stay as it is. */
export function deadlineOf(call: TrackedCall): number | undefined {
  if (!isLive(call)) return undefined
  return call.newsAt + (call.state === 'active' ? inProgressLimitMs : settingUpLimitMs)
}

/** The call after a limit of its state ran out; the same object where none did. */
export function overTime(call: TrackedCall, now: number): TrackedCall {
  const deadline = deadlineOf(call)
  if (deadline === undefined || deadline > now) return call
  if (call.state === 'active' || call.uid === undefined) return lose(call, now)
  return { ...call, state: 'active', newsAt: now }
}
