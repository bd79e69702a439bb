import type { Call, CallResult } from '../../world/call.ts'
import type { Fact } from '../../world/exchange.ts'
import { type CallNames, digits } from './call-book.ts'
import { addressOf } from './demo-client.ts'
import { type RowContext, shownNumber } from './history-rows.ts'

/** Events that can be subscribed to for one extension. */
export const extensionEventTypes = [
  ...['dial-in', 'dial-out', 'answer', 'hangup', 'message-in', 'message-out', 'voicemail'],
] as const

/** The account's own list has one more. */
export const clientEventTypes = [...extensionEventTypes, 'extension-call-status'] as const

export type EventFields = Readonly<Record<string, string>>

/** Something to tell those who subscribed. */
export interface TelephoneEvent {
  readonly type: string
  readonly extensionId: number
  readonly fields: EventFields
}

/** Which leg an event is about, if not the own phone's. */
export interface Leg {
  readonly extensionId: number
  readonly subCallId: string
}

/** CallStatus of a call that has ended. */
const endings: Record<CallResult, string> = {
  answered: 'ANSWER',
  missed: 'CANCEL',
  busy: 'BUSY',
  cancelled: 'CANCEL',
  // ASSUMPTION: who refuses sends the same signal as who is busy.
  rejected: 'BUSY',
  'no-answer': 'NOANSWER',
  // ASSUMPTION: what cannot be reached is an error on the way; CHANUNAVAIL is for phones that are not registered.
  failed: 'CONGESTION',
}

/** The events that a fact of the world means here; none for hold and resume, which the document does not have. */
export function eventsOf({ kind, call }: Fact, names: CallNames, context: RowContext, now: number): TelephoneEvent[] {
  function event(type: string, status: string, more: EventFields = {}): TelephoneEvent {
    return makeEvent({ type, status, call, names, now, more }, context)
  }
  switch (kind) {
    case 'started':
      if (call.direction === 'in') return [event('dial-in', 'CALLING')]
      if (call.state === 'dialing') return [event('dial-out', 'CALLING')]
      // ASSUMPTION: the own phone that rings for a callback tells nothing, or a dial-in of a leg of its own.
      return context.switches.callbackRingsAsDialIn
        ? [makeEvent({ type: 'dial-in', status: 'CALLING', call, names, now, leg: ownLeg(names) }, context)]
        : []
    case 'dialed':
      return [event('dial-out', 'CALLING')]
    case 'answered':
      return [event('answer', 'ANSWER')]
    case 'ended':
      return [event('hangup', endingOf(call, context), hangupFields(call, names, context))]
    case 'held':
    case 'resumed':
      return []
  }
}

function ownLeg({ extensionId, subCallId }: CallNames): Leg {
  return { extensionId, subCallId: digits(`${subCallId}/own`) }
}

function endingOf({ result = 'failed' }: Call, { switches }: RowContext): string {
  return result === 'failed' && !switches.phoneRegistered ? 'CHANUNAVAIL' : endings[result]
}

/** Durations here are microseconds, although those of the history are seconds. */
function hangupFields(call: Call, names: CallNames, { recordFormat, switches }: RowContext): EventFields {
  const { startedAt, answeredAt, endedAt = startedAt } = call
  const isRecorded = answeredAt !== undefined && recordFormat(names.extensionId) !== null
  return {
    // ASSUMPTION: Duration runs from the beginning, BridgedDuration from the answer; how booleans are written.
    Duration: microseconds(endedAt - startedAt),
    Bridged: String(answeredAt !== undefined),
    BridgedDuration: microseconds(answeredAt === undefined ? 0 : endedAt - answeredAt),
    Transfered: String(names.transferredTo !== undefined),
    RemoteNumber: shownNumber(call.number, switches),
    ...(isRecorded ? { RecID: names.recordUuid } : {}),
  }
}

function microseconds(milliseconds: number): string {
  return String(milliseconds * 1000)
}

/** The fields of one event, as they are sent. */
export function makeEvent(
  what: {
    type: string
    status: string
    call: Call
    names: CallNames
    now: number
    leg?: Leg
    more?: EventFields
  },
  context: RowContext,
): TelephoneEvent {
  const { type, status, call, names, now, leg, more } = what
  const extensionId = leg?.extensionId ?? names.extensionId
  const fields = {
    EventType: type,
    CallID: names.callId,
    SubCallID: leg?.subCallId ?? names.subCallId,
    ...partyFields(call, names, context, extensionId),
    CallStatus: status,
    CallFlow: call.direction,
    CallAPIID: names.apiId,
    ...(names.application === 'callback' ? { CallBackID: names.callId } : {}),
    EventTime: microseconds(now),
    ...more,
    ...(context.switches.extraFields ? { NodeName: 'pbx-7', Tag: '' } : {}),
  }
  return { type, extensionId, fields }
}

function partyFields(call: Call, names: CallNames, context: RowContext, extensionId: number): EventFields {
  const { switches, lineNumber, extension } = context
  const own = extension(extensionId)
  const other = shownNumber(call.number, switches)
  if (call.direction === 'in') {
    return {
      CallerIDNum: other,
      CallerIDName: call.name ?? other,
      // ASSUMPTION: CalledNumber is the extension that rings, CalledDID the public number that was dialled.
      CalledNumber: own.name,
      CalledDID: lineNumber.replace('+', ''),
      CalledExtension: addressOf(own),
      CalledExtensionID: String(extensionId),
    }
  }
  return {
    CallerIDNum: names.ani ?? own.name,
    CallerIDName: own.label,
    CalledNumber: other,
    CallerExtension: addressOf(own),
    CallerExtensionID: String(extensionId),
  }
}

/** ASSUMPTION: what extension-call-status carries; the document names the event and no fields. */
export function statusEvent(call: Call, names: CallNames, context: RowContext, now: number): TelephoneEvent {
  const isTalking = call.state === 'active' || call.state === 'held'
  const own = context.extension(names.extensionId)
  return {
    type: 'extension-call-status',
    extensionId: names.extensionId,
    fields: {
      EventType: 'extension-call-status',
      Extension: addressOf(own),
      ExtensionID: String(own.id),
      ExtensionStatus: call.state === 'ended' ? 'IDLE' : isTalking ? 'TALKING' : 'RINGING',
      CallID: names.callId,
      EventTime: microseconds(now),
    },
  }
}
