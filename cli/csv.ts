import type { Recipient } from '../contract/model/broadcast.ts'
import type { Call } from '../contract/model/call.ts'

const columns = [
  'id',
  'account',
  'provider',
  'direction',
  'state',
  'result',
  'number',
  'name',
  'startedAt',
  'answeredAt',
  'endedAt',
  'durationSeconds',
  'talkSeconds',
  'providerStatus',
] as const satisfies readonly (keyof Call)[]

/** RFC 4180 with a header line. A cell that a spreadsheet would take for a formula is kept from being one, unless it is a number with a plus. */
export function callsAsCsv(calls: readonly Call[]): string {
  const rows = calls.map((call) => columns.map((column) => cell(call[column])))
  return [columns.join(','), ...rows.map((row) => row.join(','))].map((line) => `${line}\r\n`).join('')
}

/** A rule's number list in the vendor's columns, as `broadcast set` reads it. */
export function recipientsAsCsv(recipients: readonly Recipient[]): string {
  const rows = recipients.map((one) => [one.tel, one.group, one.check ? 1 : 0, one.international_prefix_id].join(','))
  return ['tel,group,check,international_prefix_id', ...rows].map((line) => `${line}\r\n`).join('')
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '')
  const safe = /^[=@\t\r]/.test(text) || (/^[+-]/.test(text) && !/^[+-]\d+$/.test(text)) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
