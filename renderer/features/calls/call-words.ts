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

/** What came of a call, or how it stands while it goes on. Our own call that nobody took was not answered: only others' calls are missed. */
export function resultWord(call: Call, t: Translate): string {
  if (call.result === 'missed' && call.direction !== 'in') return t('history.result.notAnswered')
  if (call.result) return t(results[call.result])
  return call.state === 'ended' || call.state === 'unknown' ? t('history.result.none') : stateWord(call, t)
}

/** Who it is: the name, else the number, else that it was withheld. */
export function whoIs(call: Call, t: Translate): string {
  return call.name ?? (call.number || t('calls.withheld'))
}
