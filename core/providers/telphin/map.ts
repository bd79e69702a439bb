import type { CallDirection, CallResult } from '../../../contract/model/call.ts'
import type { CallbackFields } from '../../net/callback-fields.ts'
import type { CallFact } from '../../provider.ts'
import { eventSeconds, eventTimeOf, timeOf } from './dates.ts'
import type { CurrentCall, HistoryRow } from './wire.ts'

/*
 * The vendor's words in ours. A call is `in` or `out` by its flow, also between two extensions: whether one's phone rings is what matters. A call that was passed on
 * (`transfer`) goes out to whom it was passed.
 */

/** Ids of calls come in capitals in the history and in small letters elsewhere. */
export function idOf(text: string): string {
  return text.trim().toLowerCase()
}

/** The results of the history, "busy, answered, not answered, failed, rejected, bridged", and those of its parts. */
const results: Readonly<Record<string, CallResult>> = {
  bridged: 'answered',
  answered: 'answered',
  busy: 'busy',
  failed: 'failed',
  rejected: 'rejected',
  'answered elsewhere': 'answered-elsewhere',
}

/** A row of the history as a fact; undefined where it has no time. `ownExtension` is the id of the account's extension. */
export function factOfRow(row: HistoryRow, ownExtension: string | undefined): CallFact | undefined {
  const startedAt = timeOf(row.init_time_gmt) ?? timeOf(row.start_time_gmt)
  if (startedAt === undefined) return undefined
  const direction: CallDirection = row.flow === 'in' ? 'in' : 'out'
  const number = (direction === 'in' ? row.from_username : row.to_username) ?? ''
  const name = direction === 'in' && row.from_screen_name !== number ? row.from_screen_name : undefined
  const result = resultOfRow(row, direction, ownExtension)
  const bridgedAt = result === 'answered' && row.bridged !== false ? timeOf(row.bridged_time_gmt) : undefined
  const endedAt = timeOf(row.hangup_time_gmt)
  const record = row.record_uuid ?? row.cdr?.find(({ record_uuid: uuid }) => Boolean(uuid))?.record_uuid
  return {
    type: 'call',
    key: idOf(row.call_uuid),
    direction,
    state: 'ended',
    number,
    ...(name && { name }),
    startedAt,
    ...(bridgedAt !== undefined && { answeredAt: bridgedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(result !== undefined && { result }),
    ...(typeof row.duration === 'number' && { durationSeconds: row.duration }),
    ...(result === 'answered' && typeof row.bridged_duration === 'number' && { talkSeconds: row.bridged_duration }),
    ...(record && { recording: { id: record } }),
    ...(row.result && { providerStatus: row.result }),
  }
}

function resultOfRow(row: HistoryRow, direction: CallDirection, own: string | undefined): CallResult | undefined {
  const word = row.result?.trim().toLowerCase().replaceAll('_', ' ') ?? ''
  if (direction === 'in' && wasElsewhere(row, own)) return 'answered-elsewhere'
  // A menu that answers is no person: the call was never bridged to anybody.
  if (word === 'answered' && row.bridged === false && row.cdr?.some(isMenu)) return 'voice-menu'
  if (word === 'not answered' || word === 'no answer') return direction === 'in' ? 'missed' : 'cancelled'
  if (word === '') return row.bridged === true ? 'answered' : undefined
  return Object.hasOwn(results, word) ? results[word] : undefined
}

type Part = NonNullable<HistoryRow['cdr']>[number]

/** It rang here too, and somebody else was quicker: the part of this extension says so, and none of its parts was answered. */
function wasElsewhere({ cdr }: HistoryRow, own: string | undefined): boolean {
  const parts = (cdr ?? []).filter(({ extension_id: id }) => own !== undefined && id === own)
  return parts.some(lost) && !parts.some(({ result }) => result === 'answered' || result === 'bridged')
}

function lost({ result, hangup_cause: cause }: Part): boolean {
  return /elsewhere/i.test(result ?? '') || /^(?:LOSE_RACE|PICKED_OFF)$/i.test(cause ?? '')
}

function isMenu({ application, extension_type: type }: Part): boolean {
  return application === 'ivr' || type === 'ivr'
}

/** A call of the list of those that go on now. */
export interface LiveRow {
  readonly apiId: string
  readonly callId: string | undefined
  readonly direction: 'in' | 'out'
  readonly number: string
  readonly name: string | undefined
  readonly startedAt: number | undefined
  readonly answeredAt: number | undefined
  readonly recording: string | undefined
}

export function liveRowOf(row: CurrentCall): LiveRow {
  const direction = row.call_flow === 'in' ? 'in' : 'out'
  const number = (direction === 'in' ? row.caller_id_number : row.called_number) ?? ''
  return {
    apiId: idOf(row.call_api_id),
    callId: row.callback_id ? idOf(row.callback_id) : undefined,
    direction,
    number,
    name: direction === 'in' && row.caller_id_name !== number ? (row.caller_id_name ?? undefined) : undefined,
    startedAt: timeOf(row.init_time_gmt),
    answeredAt: timeOf(row.answer_time_gmt),
    recording: row.record_uuid ?? undefined,
  }
}

/** A webhook about a call. */
export interface CallEvent {
  readonly type: 'dial-in' | 'dial-out' | 'answer' | 'hangup'
  readonly callId: string
  /** The leg; the same CallID has several of them. */
  readonly subCallId: string | undefined
  readonly apiId: string | undefined
  /** It belongs to a callback request. */
  readonly callbackId: string | undefined
  /** Undefined where only what is known of the call tells. */
  readonly direction: 'in' | 'out' | undefined
  /** The extension that the leg belongs to. */
  readonly extensionId: string | undefined
  readonly extensionName: string | undefined
  readonly number: string
  readonly name: string | undefined
  readonly at: number | undefined
  readonly status: string
  readonly bridged: boolean | undefined
  readonly durationSeconds: number | undefined
  readonly talkSeconds: number | undefined
  readonly recording: string | undefined
}

const callEvents: ReadonlySet<string> = new Set(['dial-in', 'dial-out', 'answer', 'hangup'])

/** Reads a webhook's fields; undefined for what is not about a call (texts, voicemail), or nothing that we know. */
export function readEvent(fields: CallbackFields): CallEvent | undefined {
  const all = new Map(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value.trim()]))
  const get = (name: string): string | undefined => all.get(name) || undefined
  const type = get('eventtype')?.toLowerCase()
  const callId = get('callid') ?? get('callapiid')
  if (type === undefined || !callEvents.has(type) || callId === undefined || callId.length > 128) return undefined
  const direction = directionOf(get('callflow'), type, get)
  const mine = direction === 'out' ? 'caller' : 'called'
  const number = (direction === 'out' ? get('callednumber') : get('calleridnum')) ?? get('remotenumber') ?? ''
  const name = get('calleridname')
  return {
    type: type as CallEvent['type'],
    callId: idOf(callId),
    subCallId: get('subcallid') && idOf(get('subcallid') ?? ''),
    apiId: get('callapiid') && idOf(get('callapiid') ?? ''),
    callbackId: get('callbackid') && idOf(get('callbackid') ?? ''),
    direction,
    extensionId: get(`${mine}extensionid`),
    extensionName: get(`${mine}extension`)?.split('@')[0],
    number,
    name: direction === 'in' && name !== number ? name : undefined,
    at: eventTimeOf(get('eventtime')),
    status: get('callstatus')?.toUpperCase() ?? '',
    bridged: get('bridged') === undefined ? undefined : /^(?:true|1|yes)$/i.test(get('bridged') ?? ''),
    durationSeconds: eventSeconds(get('duration')),
    talkSeconds: eventSeconds(get('bridgedduration')),
    recording: get('recid'),
  }
}

function directionOf(flow: string | undefined, type: string, get: (name: string) => string | undefined) {
  if (flow === 'in' || flow === 'out') return flow
  if (type === 'dial-in') return 'in'
  if (type === 'dial-out') return 'out'
  if (get('calledextensionid') !== undefined) return 'in'
  return get('callerextensionid') === undefined ? undefined : 'out'
}

/** CallStatus of a leg that ended without an answer. */
export function resultOfStatus(status: string, direction: CallDirection): CallResult | undefined {
  switch (status) {
    case 'BUSY':
      return 'busy'
    case 'NOANSWER':
    case 'CANCEL':
      return direction === 'in' ? 'missed' : 'cancelled'
    case 'CONGESTION':
    case 'CHANUNAVAIL':
      return 'failed'
    default:
      return undefined
  }
}
