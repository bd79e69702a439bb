import type { CallResult, CallState } from '../../../contract/model/call.ts'

/** Without news for so long, nothing rings or dials any more: the person's network gave up long before. */
export const settingUpLimitMs = 3 * 60_000
/** A call whose end the phone may never tell. */
export const endUnseenLimitMs = 4 * 60 * 60_000
/** How long a call is kept in its state while we try to see it again. */
export const doubtLimitMs = 30_000
/** We rejected or hung up, the phone said yes and then nothing more. */
export const obeyedLimitMs = 5_000
/** `onconnect` said started, and the call state that should tell more does not come. */
export const startedLimitMs = 5_000
/** How long calls that are over are remembered, to know late news for what they are. */
export const rememberedMs = 10 * 60_000

export interface TrackedCall {
  readonly key: string
  readonly direction: 'in' | 'out'
  readonly state: CallState
  /** As the phone gave it, else as we dialled it; empty when withheld. */
  readonly number: string
  /** Milliseconds since 1970 in UTC, all times. */
  readonly startedAt: number
  readonly answeredAt?: number
  readonly endedAt?: number
  readonly result?: CallResult
  /** The vendor's last word about it. */
  readonly word?: string
  /** When `onconnect` said that it started, while that is not taken for an answer. */
  readonly saidStartedAt?: number
  /** A call state (not only onconnect) was heard of it. */
  readonly hasLineWord: boolean
  readonly endUnseen: boolean
  /** Last news of it. */
  readonly newsAt: number
  /** Since when we do not see it. */
  readonly doubtSince?: number
  /** What we asked of the phone; `obeyedAt` since it said yes. Its events may be faster than that. */
  readonly asked?: { readonly command: 'answer' | 'reject' | 'hang-up'; readonly obeyedAt?: number }
}

/** The newer document's words for how the line stands. */
export type LineWord = 'ringing' | 'dialing' | 'active' | 'on-hold' | 'standby'

export function isLive({ state }: TrackedCall): boolean {
  return state !== 'ended' && state !== 'unknown'
}

export function newCall(
  key: string,
  direction: 'in' | 'out',
  state: CallState,
  number: string,
  now: number,
): TrackedCall {
  return { key, direction, state, number, startedAt: now, hasLineWord: false, endUnseen: false, newsAt: now }
}

export function setUpState(word: LineWord): CallState {
  return word === 'dialing' ? 'dialing' : 'ringing'
}

/** News of a call: whatever doubt there was is gone. */
export function told(call: TrackedCall, word: string, number: string, now: number): TrackedCall {
  const { doubtSince: _seen, ...rest } = call
  return { ...rest, word, number: number || call.number, newsAt: now }
}

export function end(call: TrackedCall, result: CallResult, now: number): TrackedCall {
  const { doubtSince: _over, ...rest } = call
  return { ...rest, state: 'ended', result, endedAt: now, newsAt: now, endUnseen: false }
}

export function lose(call: TrackedCall, now: number): TrackedCall {
  const { doubtSince: _lost, ...rest } = call
  return { ...rest, state: 'unknown', newsAt: now }
}

/** How a call ended that ends now. */
export function resultOf(call: TrackedCall): CallResult {
  if (call.answeredAt !== undefined) return 'answered'
  if (call.direction === 'in')
    return call.asked?.command === 'reject' || call.asked?.command === 'hang-up' ? 'rejected' : 'missed'
  // Started by onconnect and never heard of as dialing: on such a phone that is all the answer there is.
  return call.state === 'active' && !call.hasLineWord ? 'answered' : 'cancelled'
}

/** When the limit of its state runs out, in milliseconds since 1970; undefined for what may stay as it is. */
export function deadlineOf(call: TrackedCall): number | undefined {
  if (!isLive(call)) return undefined
  const limits = [
    call.doubtSince === undefined ? undefined : call.doubtSince + doubtLimitMs,
    obeyedUntil(call),
    call.state === 'ringing' || call.state === 'dialing' ? call.newsAt + settingUpLimitMs : undefined,
    isStartedOnly(call) ? call.saidStartedAt + startedLimitMs : undefined,
    call.state === 'active' && call.endUnseen ? call.newsAt + endUnseenLimitMs : undefined,
  ].filter((limit) => limit !== undefined)
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** When a call that the phone agreed to end counts as over, even without its word. */
function obeyedUntil({ asked }: TrackedCall): number | undefined {
  if (asked?.obeyedAt === undefined || asked.command === 'answer') return undefined
  return asked.obeyedAt + obeyedLimitMs
}

/** A phone that tells call states should have said "dialing" or "active" by itself; until it does, "started" decides nothing. */
function isStartedOnly(call: TrackedCall): call is TrackedCall & { readonly saidStartedAt: number } {
  return call.state === 'dialing' && call.saidStartedAt !== undefined && !call.hasLineWord
}

/** The call after a limit of its state ran out; the same object where none did. */
export function overTime(call: TrackedCall, now: number): TrackedCall {
  const deadline = deadlineOf(call)
  if (deadline === undefined || deadline > now) return call
  const obeyed = obeyedUntil(call)
  if (obeyed !== undefined && obeyed <= now) return end(call, resultOf(call), now)
  if (isStartedOnly(call) && call.saidStartedAt + startedLimitMs <= now) return { ...call, state: 'active' }
  return lose(call, now)
}
