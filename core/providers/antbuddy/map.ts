import type { CallDirection, CallResult } from '../../../contract/model/call.ts'
import type { CallFact } from '../../provider.ts'
import type { HistoryRow, Party } from './wire.ts'

/** A row of the history as a call, under a key that every reading gives it. */
export interface PastCall {
  readonly fact: CallFact
  /** Whose SIP device was in it: those of the parties that are users of the company. */
  readonly users: readonly string[]
}

/**
 * "IVR: Cuộc gọi vào / ra đến hệ thống đầu cuối nhưng người nhận chưa bắt máy. SUCCESS: thành công. CANCELLED: thực hiện cuộc gọi ra và gác máy trước khi người
 * nhận nhận cuộc gọi. BUSY: ... đầu nhận bận máy. ERROR: các lỗi khác" (the document); docs.antbuddy.us has UNSUCCESS in place of ERROR.
 */
const results: Readonly<Record<string, CallResult>> = {
  IVR: 'voice-menu',
  SUCCESS: 'answered',
  CANCELLED: 'cancelled',
  BUSY: 'busy',
  ERROR: 'failed',
  UNSUCCESS: 'failed',
}

/** @param sipUser the person's own device, which is never the other party */
export function callOfRow(row: HistoryRow, sipUser: string): PastCall {
  const direction = directionOf(row)
  const other = otherParty(row, direction, sipUser)
  const startedAt = timeOf(row.unix_timestamp)
  const duration = seconds(row.duration_seconds)
  const result = resultOf(row)
  const talk = result === 'answered' ? Math.min(seconds(row.billing_seconds) ?? 0, duration ?? Infinity) : undefined
  const endedAt = startedAt + (duration ?? 0) * 1000
  const name = other?.username ?? undefined
  const fact: CallFact = {
    type: 'call',
    key: rowKey(row, startedAt),
    direction,
    state: 'ended',
    number: presented(other?.number),
    ...(name && name !== other?.number && { name }),
    startedAt,
    ...(talk !== undefined && { answeredAt: endedAt - talk * 1000, talkSeconds: talk }),
    endedAt,
    ...(duration !== undefined && { durationSeconds: duration }),
    ...(result && { result }),
    ...recordingOf(row.recording),
    ...(row.status_detail && { providerStatus: row.status_detail }),
  }
  return { fact, users: [row.caller, row.callee].flatMap((party) => (isUser(party) ? (party?.number ?? []) : [])) }
}

/** Rows have no id: the second, the way and the two parties stand for one. Nothing of it changes later, as the recording does. */
function rowKey({ direction, caller, callee }: HistoryRow, startedAt: number): string {
  const parties = [caller?.number, callee?.number].map((number) => number ?? '').join('-')
  return `row-${Math.floor(startedAt / 1000)}-${direction ?? ''}-${parties}`.slice(0, 200)
}

/** "from_ab: gọi ra. to_ab: gọi vào"; "one_one: gọi nội bộ". A word that nobody knows leaves it to the parties. */
function directionOf({ direction, class: kind, caller }: HistoryRow): CallDirection {
  if (kind === 'one_one') return 'internal'
  if (direction === 'from_ab') return 'out'
  if (direction === 'to_ab') return 'in'
  return isUser(caller) ? 'out' : 'in'
}

/** Between the company and the world the real number is the other party, in whichever place it stands; within the company whoever is not us. */
function otherParty(row: HistoryRow, direction: CallDirection, sipUser: string): Party | undefined {
  const caller = row.caller ?? undefined
  const callee = row.callee ?? undefined
  const real = [caller, callee].filter((party) => party?.type === 'realnumber')
  if (direction !== 'internal' && real.length === 1) return real[0]
  if (caller?.number === sipUser) return callee
  if (callee?.number === sipUser) return caller
  return direction === 'in' ? caller : callee
}

function isUser(party: Party | null | undefined): boolean {
  return party?.type === 'user'
}

/** What the word says; a word that nobody knows is not guessed at, but talk is talk. */
function resultOf({ status_detail, billing_seconds }: HistoryRow): CallResult | undefined {
  const known = results[(status_detail ?? '').trim().toUpperCase()]
  if (known !== undefined) return known
  return (billing_seconds ?? 0) > 0 ? 'answered' : undefined
}

/** "File ghi âm. Trường hợp không có ghi âm thì trường này rỗng." */
function recordingOf(file: string | null | undefined): Pick<CallFact, 'recording'> {
  const id = file?.trim()
  if (!id) return {}
  const format = /\.([a-z0-9]{2,5})$/i.exec(id)?.[1]?.toLowerCase()
  return { recording: { id, ...(format && { format }) } }
}

/** In milliseconds; the document's example is in seconds. */
function timeOf(timestamp: number): number {
  return Math.round(timestamp > 1e11 ? timestamp : timestamp * 1000)
}

function seconds(value: number | null | undefined): number | undefined {
  return typeof value === 'number' && value >= 0 ? Math.round(value) : undefined
}

const withheld: readonly string[] = ['anonymous', 'unknown', 'private', 'restricted', 'unavailable', 'withheld', 'null']

/** Empty where the number was withheld. */
export function presented(number: string | null | undefined): string {
  const text = number?.trim() ?? ''
  return withheld.includes(text.toLowerCase()) ? '' : text
}
