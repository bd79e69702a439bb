import * as z from 'zod/mini'
import { Recipient } from '../../../contract/model/broadcast.ts'
import { invalid, protocolFailure } from './failures.ts'
import type { Reply } from './wire.ts'

/** How a service writes groups. The document's example has numbers; its table of the same fields says "A~". */
export type GroupSpelling = 'number' | 'letter'

/** A rule's whole list as the service gave it. */
export interface NumberList {
  readonly recipients: readonly Recipient[]
  /** How the service wrote the groups; it may want them back so, or in numbers. */
  readonly groups: GroupSpelling
}

/** More would be no list that anybody checks by eye; it bounds a request to about 2 MB. */
const mostRecipients = 10_000

/** What the dashboard's form calls a group: A is 1. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

const Digits = z.union([z.number(), z.string().check(z.regex(/^\s*\d{1,9}\s*$/))])
const WireRow = z.object({
  tel: z.union([z.string(), z.number()]),
  group: z.union([Digits, z.string().check(z.regex(/^\s*[A-Z]\s*$/i))]),
  check: z.union([z.boolean(), z.number(), z.string().check(z.regex(/^\s*(?:[01]|true|false)\s*$/i))]),
  international_prefix_id: Digits,
})

/**
 * What GET tel answers. The document does not show it: the four fields of PUT are expected, in a list wherever it is. All four, because what is missing here
 * would be lost when the list is put back. @throws FailureError provider/protocol
 */
export function readNumberList({ documents }: Reply): NumberList {
  const rows = rowsIn(documents, 0)
  if (rows === undefined) throw protocolFailure('no-list')
  const read = rows.map((row) => readRow(row))
  const groups = read.some((row) => row.letter) ? 'letter' : 'number'
  return { recipients: read.map(({ recipient }) => recipient), groups }
}

/** The body of PUT tel: every row with all four fields, in the order of the document's example, percent-encoded as a form is. */
export function listForm(recipients: readonly Recipient[], groups: GroupSpelling = 'number'): string {
  const form = new URLSearchParams()
  for (const [index, { tel, group, check, international_prefix_id: country }] of recipients.entries()) {
    form.append(`call_to_tels[${index}][tel]`, tel)
    form.append(`call_to_tels[${index}][group]`, spelt(group, groups))
    form.append(`call_to_tels[${index}][check]`, check ? '1' : '0')
    form.append(`call_to_tels[${index}][international_prefix_id]`, String(country))
  }
  return form.toString()
}

/** @throws FailureError input/invalid for what must not be sent */
export function checkRecipients(recipients: readonly Recipient[]): void {
  if (recipients.length > mostRecipients) throw invalid('recipients', 'too-many')
  if (!z.array(Recipient).safeParse(recipients).success) throw invalid('recipients', 'not-recipients')
}

/** Whether two lists call the same people in the same order. */
export function sameList(one: readonly Recipient[], other: readonly Recipient[]): boolean {
  return listForm(one) === listForm(other)
}

const deepest = 4

/** The first list of rows that have a `tel`; an empty list where there is only such a one. */
function rowsIn(value: unknown, depth: number): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || depth > deepest) return undefined
  const inner: unknown[] = Object.values(value)
  if (inner.some(hasTel)) return inner.filter((row) => typeof row === 'object')
  const deeper = inner.map((part) => rowsIn(part, depth + 1)).filter((rows) => rows !== undefined)
  return (
    deeper.find((rows) => rows.length > 0) ??
    deeper[0] ??
    (Array.isArray(value) && depth > 0 && inner.length === 0 ? [] : undefined)
  )
}

function hasTel(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'tel' in value
}

function readRow(row: unknown): { recipient: Recipient; letter: boolean } {
  const read = WireRow.safeParse(row)
  if (!read.success) throw protocolFailure('fields')
  const { tel, group, check, international_prefix_id: country } = read.data
  const at = letters.indexOf(String(group).trim().toUpperCase())
  const recipient = Recipient.safeParse({
    tel: String(tel).replace(/[\s-]/g, ''),
    group: at >= 0 ? at + 1 : Number(group),
    check: typeof check === 'boolean' ? check : /^\s*(?:1|true)\s*$/i.test(String(check)),
    international_prefix_id: Number(country),
  })
  if (!recipient.success) throw protocolFailure('fields')
  return { recipient: recipient.data, letter: at >= 0 }
}

function spelt(group: number, groups: GroupSpelling): string {
  return groups === 'letter' ? (letters[group - 1] ?? String(group)) : String(group)
}
