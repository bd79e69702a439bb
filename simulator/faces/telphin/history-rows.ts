import { addressOf, clientId, type Extension, sipDomain } from './demo-client.ts'
import { fileTime, formatTime } from './dates.ts'
import { type Outcome, type PastCall, type Recording, talkExtension } from './past-call.ts'
import { type RecordFormat, recordFormats, recordingSize } from './recording-formats.ts'
import { digits } from './call-book.ts'
import type { TelphinSwitches } from './switches.ts'

/** What rows are written with. */
export interface RowContext {
  readonly switches: TelphinSwitches
  /** The external number of the line, E.164. */
  readonly lineNumber: string
  readonly extension: (id: number) => Extension
  /** In which format calls of this extension are recorded; null: they are not. */
  readonly recordFormat: (extensionId: number) => RecordFormat | null
}

/** A number as this service writes it. */
export function shownNumber(number: string, switches: TelphinSwitches): string {
  if (number === '') return switches.withheldNumber
  return switches.plusInNumbers ? number : number.replace(/^\+/, '')
}

/** Whole seconds of talk; 0 without an answer. */
export function talkSeconds({ answeredAt, endedAt }: PastCall): number {
  return answeredAt === undefined ? 0 : Math.max(0, seconds(endedAt) - seconds(answeredAt))
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000)
}

/** Who spoke with whom, as both the call and each of its parts say it. */
function parties(call: PastCall, { lineNumber, switches, extension }: RowContext, extensionId: number) {
  const own = extension(extensionId).name
  const other = shownNumber(call.number, switches)
  const [from, to] = call.flow === 'out' ? [own, other] : [other, own]
  return {
    from_username: from,
    from_domain: sipDomain,
    from_screen_name: call.flow === 'out' ? own : (call.name ?? other),
    to_username: to,
    to_domain: sipDomain,
    did_number: call.flow === 'in' ? lineNumber.replace('+', '') : null,
    did_domain: null,
  }
}

function owner(extension: Extension) {
  return {
    extension_id: extension.id,
    extension_name: addressOf(extension),
    extension_type: extension.type,
    extension_group_owner_id: null,
    ext_number_reg: null,
    client_owner_id: clientId,
  }
}

/** A row of /call_history/: the call, and its parts in `cdr`. */
export function historyRow(call: PastCall, context: RowContext): object {
  const { switches } = context
  const hundredths = switches.fractionalSeconds === 'all'
  const isBridged = call.outcome === 'bridged' && call.answeredAt !== undefined
  return {
    call_uuid: call.callUuid,
    flow: call.flow,
    result: call.outcome,
    ...parties(call, context, call.extensionId),
    ...owner(context.extension(call.extensionId)),
    init_time_gmt: formatTime(call.startedAt, hundredths),
    start_time_gmt: formatTime(call.startedAt, hundredths),
    hangup_time_gmt: formatTime(call.endedAt, hundredths),
    duration: seconds(call.endedAt) - seconds(call.startedAt),
    bridged: isBridged,
    bridged_time_gmt: isBridged ? formatTime(call.answeredAt, hundredths) : null,
    bridged_duration: isBridged ? talkSeconds(call) : null,
    bridged_username: isBridged ? shownNumber(call.number, switches) : null,
    bridged_domain: isBridged ? sipDomain : null,
    hangup_cause: call.cause,
    hangup_disposition: call.disposition,
    ...(switches.extraFields ? { quality_mos: 4.2, tags: ['simulated'] } : {}),
    cdr: partsOf(call, context),
  }
}

/** One part for each extension at which the call was. */
function partsOf(call: PastCall, context: RowContext): object[] {
  const { answeredAtExtension, transferredTo } = call
  if (answeredAtExtension !== undefined) {
    const lost = { ...call, answeredAt: undefined, endedAt: call.answeredAt ?? call.endedAt, recording: null }
    return [
      part({ ...lost, cause: 'LOSE_RACE', disposition: 'internal_cancel' }, context, 'answered elsewhere'),
      part({ ...call, extensionId: answeredAtExtension }, context, 'answered'),
    ]
  }
  const first = part(call, context, call.outcome === 'bridged' ? 'answered' : call.outcome)
  if (transferredTo === undefined) return [first]
  const passedOn = { ...call, number: transferredTo, name: undefined, startedAt: call.endedAt, recording: null }
  return [first, { ...part(passedOn, context, 'answered'), flow: 'transfer', to_username: transferredTo }]
}

type PartResult = Exclude<Outcome, 'bridged'> | 'answered elsewhere'

/** A call data record, with the fields of the recorded replies. */
function part(call: PastCall, context: RowContext, result: PartResult) {
  const { switches, lineNumber, extension } = context
  const all = switches.fractionalSeconds === 'all'
  // In the recorded reply a part starts with the answer and lasts as long as the talk.
  const start = call.answeredAt ?? call.startedAt
  const number = shownNumber(call.number, switches)
  return {
    flow: call.flow as 'in' | 'out' | 'transfer',
    result,
    ...parties(call, context, call.extensionId),
    ...owner(extension(call.extensionId)),
    ...(call.application === 'ivr' ? { extension_type: 'ivr' } : {}),
    init_time_gmt: formatTime(call.startedAt, switches.fractionalSeconds !== 'none'),
    start_time_gmt: formatTime(start, all),
    hangup_time_gmt: formatTime(call.endedAt, all),
    duration: seconds(call.endedAt) - seconds(start),
    application: call.application,
    ani_number: (call.ani ?? lineNumber).replace('+', ''),
    source_number: null,
    source_domain: null,
    dest_number: call.flow === 'out' ? number : null,
    dest_domain: call.flow === 'out' ? sipDomain : null,
    hangup_cause: call.cause,
    hangup_disposition: call.disposition,
    record_uuid: call.recording?.uuid ?? null,
    record_file_size: call.recording ? recordingSize(call.recording.format, talkSeconds(call)) : null,
  }
}

/** A row of /record/: the part of the call that was recorded, and its file. */
export function recordRow(call: PastCall, recording: Recording, context: RowContext): object {
  const row = part({ ...call, extensionId: talkExtension(call) }, context, 'answered')
  return { ...row, call_uuid: call.callUuid, file_name: fileName(call, recording, context), record_transfer: false }
}

/** As in the recorded replies: `2021-01-01-00-00-18-UTC_out_0541_ypgt.mp3`. */
export function fileName(call: PastCall, { uuid, format }: Recording, { extension }: RowContext): string {
  const number = extension(talkExtension(call)).name.split('*')[1] ?? ''
  const { extension: ending } = recordFormats[format]
  return `${fileTime(call.answeredAt ?? call.startedAt)}_${call.flow}_${number}_${digits(uuid).slice(0, 4)}.${ending}`
}
