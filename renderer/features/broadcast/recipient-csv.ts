import { parse } from 'csv-parse/browser/esm/sync'
import type { Recipient } from '../../../contract/model/broadcast.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { groupNumber } from './group-letter.ts'

/** The service's own names of the columns, in its order; the command line writes the same. */
const columns = ['tel', 'group', 'check', 'international_prefix_id'] as const
type Column = (typeof columns)[number]

/** The service states no limit; the contract's. */
export const MOST_RECIPIENTS = 10_000

/** A row that cannot be taken over, and why. `row` counts from 1 as a spreadsheet does. */
export interface CsvProblem {
  readonly row: number
  readonly reason: MessageKey
}

export interface CsvReading {
  readonly recipients: readonly Recipient[]
  readonly problems: readonly CsvProblem[]
}

/** Reads a number list as spreadsheets write it: comma, semicolon or tab, with a line of column names or in the service's order. */
export function readRecipients(text: string): CsvReading {
  const rows = rowsOf(text)
  if (rows === null) return { recipients: [], problems: [{ row: 1, reason: 'broadcast.csv.unreadable' }] }
  const [first = []] = rows
  const named = first.some((cell) => cell.trim().toLowerCase() === 'tel')
  const order = named ? first.map((cell) => cell.trim().toLowerCase()) : [...columns]
  const recipients: Recipient[] = []
  const problems: CsvProblem[] = []
  for (const [index, cells] of rows.entries()) {
    if (named && index === 0) continue
    const read = readRow((column) => cells[order.indexOf(column)]?.trim() ?? '')
    if (typeof read === 'string') problems.push({ row: index + 1, reason: read })
    else recipients.push(read)
  }
  if (recipients.length > MOST_RECIPIENTS)
    problems.unshift({ row: MOST_RECIPIENTS + 1, reason: 'broadcast.csv.tooMany' })
  return { recipients: recipients.slice(0, MOST_RECIPIENTS), problems }
}

/** What `readRecipients` and the command line read. */
export function writeRecipients(recipients: readonly Recipient[]): string {
  const rows = recipients.map(({ tel, group, check, international_prefix_id: country }) =>
    [tel, group, check ? 1 : 0, country].join(','),
  )
  return [columns.join(','), ...rows, ''].join('\r\n')
}

/** A number as the list holds it: plain digits. Empty where the text is no such thing. */
export function telOf(text: string): string {
  const digits = text.normalize('NFKC').replace(/[\s()./\-‐-―ー－]/g, '')
  return /^\d{1,15}$/.test(digits) ? digits : ''
}

function rowsOf(text: string): string[][] | null {
  const [line = ''] = text.split(/\r?\n/, 1)
  const delimiter = ['\t', ';'].find((sign) => line.includes(sign)) ?? ','
  try {
    return parse(text, { bom: true, delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true })
  } catch {
    // A quote that never ends, for example: said in the window, not in a log.
    return null
  }
}

function readRow(cell: (column: Column) => string): Recipient | MessageKey {
  const tel = telOf(cell('tel'))
  if (tel === '') return 'broadcast.csv.badNumber'
  const group = cell('group') === '' ? 1 : groupNumber(cell('group'))
  if (!(group >= 1 && group <= 99)) return 'broadcast.csv.badGroup'
  const check = checkOf(cell('check'))
  if (check === null) return 'broadcast.csv.badCheck'
  const country = cell('international_prefix_id') === '' ? 1 : Number(cell('international_prefix_id'))
  if (!Number.isInteger(country) || country < 1) return 'broadcast.csv.badCountry'
  return { tel, group, check, international_prefix_id: country }
}

function checkOf(text: string): boolean | null {
  if (/^(|1|true|yes|on)$/i.test(text)) return true
  return /^(0|false|no|off)$/i.test(text) ? false : null
}
