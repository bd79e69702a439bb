import type { CallResult } from '../../../contract/model/call.ts'
import type { CallFact } from '../../provider.ts'
import { resultOfStatus } from './map.ts'
import type { CallEvent, LiveRow } from './map.ts'

/*
 * One call as webhooks, the list of current calls and our own dialling tell it, in any order, twice or late.
 *
 *   place, dial-out ──► dialing ──answer──► active ──hangup, gone from the list──► ended
 *   dial-in ──────────► ringing ──answer──► active           ▲
 *                          │  hangup of its last leg here    │ what comes late only adds what was not known
 *                          ├─────────────────────────────────┘
 *                          └─ answer at another extension: the hangup here then means answered-elsewhere
 *   any live state ──► unknown    nobody tells us any more, or the dialling's answer was lost; news brings it back
 */
export interface TrackedCall {
  readonly key: string
  readonly callId: string | undefined
  readonly apiId: string | undefined
  readonly direction: 'in' | 'out'
  readonly state: 'dialing' | 'ringing' | 'active' | 'ended' | 'unknown'
  readonly number: string
  readonly name: string | undefined
  readonly startedAt: number
  readonly answeredAt?: number | undefined
  readonly endedAt?: number | undefined
  readonly result?: CallResult | undefined
  readonly durationSeconds?: number | undefined
  readonly talkSeconds?: number | undefined
  readonly recording?: string | undefined
  readonly word?: string | undefined
  /** Legs of the own extension that have begun, and those of them that are over. */
  readonly legs: readonly string[]
  readonly legsOver: readonly string[]
  /** Another extension has answered it. */
  readonly elsewhere: boolean
  /** Only another extension has told of it so far: it is none of ours. */
  readonly foreign: boolean
  /** The list of current calls had it. */
  readonly listed: boolean
  /** When it was last heard of. */
  readonly newsAt: number
}

export function newCall(
  what: Pick<TrackedCall, 'key' | 'callId' | 'apiId' | 'direction' | 'number' | 'startedAt'>,
  now: number,
): TrackedCall {
  const state = what.direction === 'in' ? 'ringing' : 'dialing'
  const fresh = { legs: [], legsOver: [], elsewhere: false, foreign: false, listed: false }
  return { ...what, ...fresh, state, name: undefined, newsAt: now }
}

export function isLive({ state }: TrackedCall): boolean {
  return state !== 'ended' && state !== 'unknown'
}

/** An event of one of the own extension's legs. */
export function hearOwn(known: TrackedCall, event: CallEvent, now: number): TrackedCall {
  const at = reasonable(event.at, now)
  const call = begun({ ...learn(known, event, now), foreign: false }, event, at)
  switch (event.type) {
    case 'dial-in':
    case 'dial-out':
      return revive(call)
    case 'answer':
      return hearAnswer(call, event, at)
    case 'hangup':
      return hearHangup(call, event, at)
  }
}

/** An event of another extension's leg of the same call. */
export function hearForeign(call: TrackedCall, event: CallEvent, now: number): TrackedCall {
  if (event.type !== 'answer' || call.direction !== 'in' || call.answeredAt !== undefined) return call
  const over = call.state === 'ended' && call.result !== 'busy' && call.result !== 'rejected'
  return { ...call, newsAt: now, elsewhere: true, ...(over && { result: 'answered-elsewhere' as const }) }
}

/** The call is in the list of those that go on now. What webhooks ended stays ended: the list may be older. */
export function hearListed(call: TrackedCall, row: LiveRow, now: number): TrackedCall {
  if (call.state === 'ended') return call
  const learnt = {
    ...call,
    apiId: call.apiId ?? row.apiId,
    callId: call.callId ?? row.callId,
    number: call.number || row.number,
    name: call.name ?? row.name,
    startedAt: Math.min(call.startedAt, row.startedAt ?? call.startedAt),
    recording: call.recording ?? row.recording,
    listed: true,
    foreign: false,
    newsAt: now,
  }
  if (row.answeredAt === undefined) return revive(learnt)
  return { ...learnt, state: 'active', answeredAt: call.answeredAt ?? row.answeredAt }
}

/** The list has it no more. How it really ended, the history may correct. */
export function hearGone(call: TrackedCall, now: number): TrackedCall {
  return { ...call, state: 'ended', endedAt: now, newsAt: now, result: call.result ?? resultOfGone(call) }
}

function resultOfGone({ answeredAt, direction, elsewhere }: TrackedCall): CallResult {
  if (answeredAt !== undefined) return 'answered'
  if (direction === 'out') return 'cancelled'
  return elsewhere ? 'answered-elsewhere' : 'missed'
}

export function lose(call: TrackedCall): TrackedCall {
  return isLive(call) ? { ...call, state: 'unknown' } : call
}

/** What every event may add. */
function learn(call: TrackedCall, event: CallEvent, now: number): TrackedCall {
  const leg = event.subCallId
  return {
    ...call,
    callId: call.callId ?? event.callId,
    apiId: call.apiId ?? event.apiId,
    number: call.number || event.number,
    name: call.name ?? event.name,
    recording: event.recording ?? call.recording,
    legs: leg === undefined || call.legs.includes(leg) ? call.legs : [...call.legs, leg].slice(-50),
    newsAt: now,
  }
}

/** The beginning is the earliest that anybody names. */
function begun(call: TrackedCall, event: CallEvent, at: number): TrackedCall {
  const beginning = event.type === 'hangup' ? at - (event.durationSeconds ?? 0) * 1000 : at
  return { ...call, startedAt: Math.min(call.startedAt, beginning) }
}

function revive(call: TrackedCall): TrackedCall {
  if (call.state !== 'unknown') return call
  if (call.answeredAt !== undefined) return { ...call, state: 'active' }
  return { ...call, state: call.direction === 'in' ? 'ringing' : 'dialing' }
}

function hearAnswer(call: TrackedCall, event: CallEvent, at: number): TrackedCall {
  const answered = { ...call, answeredAt: Math.min(call.answeredAt ?? at, at) }
  if (call.state === 'ended') return { ...answered, result: 'answered' }
  return { ...answered, state: 'active', word: event.status || call.word }
}

function hearHangup(call: TrackedCall, event: CallEvent, at: number): TrackedCall {
  const legsOver = event.subCallId === undefined ? call.legs : [...call.legsOver, event.subCallId].slice(-50)
  const told = { ...call, legsOver, word: event.status || call.word }
  // It may ring on at another of our own phones.
  const others = call.direction === 'in' && call.legs.some((leg) => !legsOver.includes(leg))
  const goesOn = others && event.bridged !== true
  if (goesOn && call.state !== 'ended') return told
  return withResult({ ...told, state: 'ended', endedAt: Math.min(call.endedAt ?? at, at) }, event)
}

function withResult(call: TrackedCall, event: CallEvent): TrackedCall {
  const durationSeconds = event.durationSeconds ?? call.durationSeconds
  const over = { ...call, durationSeconds }
  if (call.answeredAt !== undefined || (event.bridged === true && !call.elsewhere)) {
    const { talkSeconds } = event
    const since = talkSeconds === undefined ? undefined : (call.endedAt ?? 0) - talkSeconds * 1000
    return { ...over, result: 'answered', answeredAt: call.answeredAt ?? since, talkSeconds: talkSeconds || undefined }
  }
  const byOthers = call.elsewhere || (event.status === 'ANSWER' && event.bridged === false)
  if (call.direction === 'in' && byOthers) return { ...over, result: 'answered-elsewhere' }
  return { ...over, result: resultOfStatus(event.status, call.direction) }
}

const dayMs = 86_400_000

/** The service's time, unless its clock is off by more than a day. */
function reasonable(at: number | undefined, now: number): number {
  return at !== undefined && Math.abs(at - now) < dayMs ? at : now
}

/** A call as the rest of Sidetone is told it. */
export function factOf(call: TrackedCall): CallFact {
  return {
    type: 'call',
    key: call.key,
    direction: call.direction,
    state: call.state,
    number: call.number,
    startedAt: call.startedAt,
    ...(call.name !== undefined && { name: call.name }),
    ...(call.answeredAt !== undefined && { answeredAt: call.answeredAt }),
    ...(call.endedAt !== undefined && call.state === 'ended' && { endedAt: call.endedAt }),
    ...(call.result !== undefined && { result: call.result }),
    ...(call.durationSeconds !== undefined && { durationSeconds: call.durationSeconds }),
    ...(call.talkSeconds !== undefined && { talkSeconds: call.talkSeconds }),
    // It cannot be had before the call is over.
    ...(call.recording !== undefined && call.state === 'ended' && { recording: { id: call.recording } }),
    ...(call.word !== undefined && { providerStatus: call.word }),
  }
}
