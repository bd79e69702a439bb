import type { Call, CallAction, CallDirection, CallResult, CallState } from '../../../contract/model/call.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import type { Translate } from '../../i18n/useText.ts'

const states: Record<CallState, MessageKey> = {
  dialing: 'calls.state.dialing',
  ringing: 'calls.state.ringing',
  active: 'calls.state.active',
  held: 'calls.state.held',
  ended: 'calls.state.ended',
  unknown: 'calls.state.unknown',
}

const directions: Record<CallDirection, MessageKey> = {
  in: 'calls.incoming',
  out: 'calls.outgoing',
  internal: 'calls.internal',
}

const actions: Record<CallAction, MessageKey> = {
  answer: 'calls.action.answer',
  reject: 'calls.action.reject',
  'hang-up': 'calls.action.hangUp',
  dismiss: 'calls.action.dismiss',
}

const results: Record<CallResult, MessageKey> = {
  answered: 'history.result.answered',
  missed: 'history.result.missed',
  busy: 'history.result.busy',
  cancelled: 'history.result.cancelled',
  rejected: 'history.result.rejected',
  failed: 'history.result.failed',
  'answered-elsewhere': 'history.result.answeredElsewhere',
  'voice-menu': 'history.result.voiceMenu',
}

export const stateWord = (call: Call, t: Translate): string => t(states[call.state])
export const directionWord = (call: Call, t: Translate): string => t(directions[call.direction])
export const actionWord = (action: CallAction, t: Translate): string => t(actions[action])

export function isCallResult(word: string): word is CallResult {
  return Object.hasOwn(results, word)
}

/** What came of a call that somebody here made: only others' calls are missed. */
export function outgoingResultWord(result: CallResult, t: Translate): string {
  return t(result === 'missed' ? 'history.result.notAnswered' : results[result])
}

/** What came of a call, or how it stands while it goes on. */
export function resultWord(call: Call, t: Translate): string {
  if (call.result) return call.direction === 'in' ? t(results[call.result]) : outgoingResultWord(call.result, t)
  return call.state === 'ended' || call.state === 'unknown' ? t('history.result.none') : stateWord(call, t)
}

/** The number as people of the region write it; empty when withheld. What is dialled or copied is `call.number`. */
export function shownNumber(call: Call): string {
  return call.shown ?? call.number
}

/** Who it is: the name, else the number, else that it was withheld. */
export function whoIs(call: Call, t: Translate): string {
  return call.name ?? (shownNumber(call) || t('calls.withheld'))
}
