import { parse } from 'csv-parse/sync'
import { Recipient } from '../contract/model/broadcast.ts'
import { fail } from '../core/index.ts'

/** The vendor's columns, in the order in which a CSV without a header line has them. */
const columns = ['tel', 'group', 'check', 'international_prefix_id'] as const

/** A number list as CSV (with or without a header line, comma, semicolon or tab) or as a JSON array. Fails with input/invalid naming the row. */
export function readRecipients(text: string): Recipient[] {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  const rows = trimmed.startsWith('[') ? jsonRows(trimmed) : csvRows(trimmed)
  return rows.map((row, index) => recipientOf(row, index + 1))
}

function jsonRows(text: string): Record<string, unknown>[] {
  try {
    return JSON.parse(text) as Record<string, unknown>[]
  } catch (thrown) {
    throw fail('input/invalid', { params: { field: 'stdin', reason: 'not-json' } }, thrown)
  }
}

function csvRows(text: string): Record<string, unknown>[] {
  try {
    const rows: string[][] = parse(text, {
      delimiter: [',', ';', '\t'],
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    })
    const [first] = rows
    const header =
      first?.some((cell) => cell.toLowerCase() === 'tel') === true ? first.map((cell) => cell.toLowerCase()) : undefined
    const names = header ?? columns
    return rows
      .slice(header === undefined ? 0 : 1)
      .map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])))
  } catch (thrown) {
    throw fail('input/invalid', { params: { field: 'stdin', reason: 'not-csv' } }, thrown)
  }
}

/** Group letters (A, B, ...) and 1/0 or true/false are taken too; a missing group is A, missing check is called, missing country is Japan. */
function recipientOf(row: Record<string, unknown>, line: number): Recipient {
  const recipient = Recipient.safeParse({
    tel: textOf(row['tel']).replaceAll(/[\s()-]/g, ''),
    group: groupOf(row['group']),
    check: checkOf(row['check']),
    international_prefix_id: Number(row['international_prefix_id'] ?? 1),
  })
  if (recipient.success) return recipient.data
  const field = String(recipient.error.issues[0]?.path[0] ?? 'row')
  throw fail('input/invalid', { params: { field, reason: `row ${String(line)}` } })
}

function groupOf(value: unknown): number {
  const text = textOf(value).trim()
  if (/^[A-Za-z]$/.test(text)) return text.toUpperCase().charCodeAt(0) - 64
  return text === '' ? 1 : Number(text)
}

function checkOf(value: unknown): unknown {
  const text = textOf(value).trim().toLowerCase()
  if (['', '1', 'true', 'yes'].includes(text)) return true
  return ['0', 'false', 'no'].includes(text) ? false : value
}

/** A cell as text: JSON may hold numbers and booleans; anything else is no cell. */
function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
