import type { Call, CallAction, CallResult, CallState } from '../../contract/model/call.ts'
import type { ProviderId } from '../../contract/model/provider-id.ts'
import type { CallFact } from '../provider.ts'

/*
 * One call's life, whatever the service.
 *
 *   out:  dialing ──► active ◄──► held          any live state ──► ended     (the service said so)
 *   in:   ringing ──► active ◄──► held          any live state ──► unknown   (we lost sight of it)
 *                                               unknown ──► any state        (we saw it again)
 *
 * Facts come from a machine we do not control: a jump forward that skips states is accepted, a step back (ringing after active) is a
 * late fact and keeps the further state, and `ended` is final - later facts only add what was not known.
 */

/** How far along a call is; a fact never takes it back. `unknown` is no distance at all. */
const progress: Record<CallState, number> = { unknown: 0, dialing: 1, ringing: 1, active: 2, held: 2, ended: 3 }

export type Step = 'first' | 'forward' | 'same' | 'late'

export interface Advanced {
  readonly call: Call
  readonly step: Step
}

export interface CallOwner {
  readonly account: string
  readonly provider: ProviderId
}

/** A call that is neither over nor lost. */
export function isLive(call: Call): boolean {
  return call.state !== 'ended' && call.state !== 'unknown'
}

/** Names a call across accounts and processes. Accounts have no colon in their ids. */
export function callIdOf(account: string, key: string): string {
  return `${account}:${key}`
}

/** The other way round; undefined for what is no call id. */
export function splitCallId(id: string): { account: string; key: string } | undefined {
  const colon = id.indexOf(':')
  return colon > 0 && colon < id.length - 1 ? { account: id.slice(0, colon), key: id.slice(colon + 1) } : undefined
}

/** The call after a fact about it. Pure; applying a fact twice changes nothing the second time. */
export function advance(known: Call | undefined, fact: CallFact, owner: CallOwner): Advanced {
  const step = stepOf(known, fact)
  const state = step === 'late' && known !== undefined ? known.state : fact.state
  const base: Call = {
    id: callIdOf(owner.account, fact.key),
    account: owner.account,
    provider: owner.provider,
    direction: known?.direction ?? fact.direction,
    state,
    number: fact.number || known?.number || '',
    startedAt: earlier(known?.startedAt, isoOf(fact.startedAt)),
  }
  const call = withEnding({ ...base, ...detailsOf(known, fact) })
  return { call, step }
}

function stepOf(known: Call | undefined, fact: CallFact): Step {
  if (known === undefined) return 'first'
  if (known.state === 'unknown' || fact.state === 'unknown') return known.state === 'ended' ? 'late' : 'forward'
  if (progress[fact.state] < progress[known.state]) return 'late'
  return fact.state === known.state ? 'same' : 'forward'
}

/** Everything optional: the fact's word, else what was known. */
function detailsOf(known: Call | undefined, fact: CallFact): Partial<Call> {
  const answeredAt = known?.answeredAt ?? (fact.answeredAt === undefined ? undefined : isoOf(fact.answeredAt))
  const endedAt = known?.endedAt ?? (fact.endedAt === undefined ? undefined : isoOf(fact.endedAt))
  return present({
    name: fact.name ?? known?.name,
    answeredAt,
    endedAt,
    result: fact.result ?? known?.result,
    durationSeconds: fact.durationSeconds ?? known?.durationSeconds,
    talkSeconds: fact.talkSeconds ?? known?.talkSeconds,
    recording: fact.recording === undefined ? known?.recording : present({ ...fact.recording }),
    providerStatus: fact.providerStatus ?? known?.providerStatus,
    endUnseen: fact.endUnseen ?? known?.endUnseen,
  })
}

/** What follows from an end: a result and durations, where the service named none. */
function withEnding(call: Call): Call {
  if (call.state !== 'ended') return call
  const ended = { ...call }
  delete ended.endUnseen
  ended.result ??= resultOf(call)
  if (call.endedAt !== undefined) {
    ended.durationSeconds ??= secondsBetween(call.startedAt, call.endedAt)
    if (call.answeredAt !== undefined) ended.talkSeconds ??= secondsBetween(call.answeredAt, call.endedAt)
  }
  return ended
}

function resultOf(call: Call): CallResult {
  if (call.answeredAt !== undefined) return 'answered'
  return call.direction === 'in' ? 'missed' : 'cancelled'
}

/** The call without what is made for the moment: what is kept, and compared. */
export function recordOf({ actions: _actions, shown: _shown, ...record }: Call): Call {
  return record
}

/** What can be done with a call, given what its service offers. A call whose end stays unseen can be taken off the list by hand. */
export function actionsOf(call: Call, offered: readonly CallAction[]): CallAction[] {
  const actions: CallAction[] = []
  if (call.state === 'ringing' && call.direction === 'in') {
    if (offered.includes('answer')) actions.push('answer')
    if (offered.includes('reject')) actions.push('reject')
  } else if (isLive(call) && offered.includes('hang-up')) actions.push('hang-up')
  if (call.endUnseen === true || call.state === 'unknown' || call.state === 'ended') actions.push('dismiss')
  return actions
}

function isoOf(time: number): string {
  return new Date(time).toISOString()
}

function earlier(one: string | undefined, other: string): string {
  return one !== undefined && one < other ? one : other
}

function secondsBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000))
}

/** Without the fields that are undefined. */
function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
