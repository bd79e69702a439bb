import * as z from 'zod/mini'
import type { HttpResponse } from '../../ports/index.ts'
import type { Refusal } from './failures.ts'

/*
 * What comes over the wire, read with as few demands as possible: only what we use must be there, everything else may be missing, null or unheard of.
 */

/** Numbers may come as text: Kazoo sends them so, and the document's table does not say. */
const WireNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^-?\d{1,18}(?:\.\d{1,9})?$/))]),
  z.transform((value) => Number(value)),
)
const WireText = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
)
const maybe = <Inner extends z.ZodMiniType>(inner: Inner) => z.catch(z.nullish(inner), undefined)

/** `{ success: false, message }`, with whatever status. */
const ErrorBody = z.looseObject({ success: maybe(z.boolean()), message: maybe(WireText), error: maybe(WireText) })

/** "{ value: <auth_token>, expire: <expire time> }" */
const TokenBody = z.looseObject({ value: z.string().check(z.minLength(1)), expire: maybe(WireText) })

const Party = z.looseObject({ number: maybe(WireText), type: maybe(z.string()), username: maybe(WireText) })
export type Party = z.infer<typeof Party>

/** One call of the history, in the document's words. */
const HistoryRow = z.looseObject({
  caller: maybe(Party),
  callee: maybe(Party),
  class: maybe(z.string()),
  direction: maybe(z.string()),
  status_detail: maybe(z.string()),
  duration_seconds: maybe(WireNumber),
  unix_timestamp: WireNumber,
  billing_seconds: maybe(WireNumber),
  recording: maybe(z.string()),
})
export type HistoryRow = z.infer<typeof HistoryRow>

export interface HistoryPage {
  readonly rows: readonly HistoryRow[]
  /** How many rows came, those that could not be read included. */
  readonly length: number
  /** Of the whole range, where the service says. */
  readonly total: number | undefined
}

/** Names that a list of rows may have in its wrapper, which the document does not show. */
const listNames = ['data', 'items', 'docs', 'rows', 'records', 'results', 'histories', 'calls', 'list'] as const
const totalNames = ['total', 'totalDocs', 'totalItems', 'totalCount'] as const

/** The answer's JSON; undefined for what is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Why the service said no, or undefined where it did not: by the status, or by `success: false` in a 200. */
export function readRefusal({ status, body }: HttpResponse): Refusal | undefined {
  const read = ErrorBody.safeParse(readJson(body)).data
  const ok = status >= 200 && status < 300
  if (ok && read?.success !== false) return undefined
  return { status, message: read?.message ?? read?.error ?? undefined }
}

/** The event token, wrapped in `data` or not; undefined where the answer has none. `expire` is as it came. */
export function readToken(text: string): { value: string; expire: string | undefined } | undefined {
  const json = readJson(text)
  const read = TokenBody.safeParse(json).data ?? TokenBody.safeParse(fieldOf(json, 'data')).data
  return read && { value: read.value, expire: read.expire ?? undefined }
}

/** A page of the history, in a bare list or in a wrapper; undefined where there is no list. */
export function readHistoryPage(text: string): HistoryPage | undefined {
  const json = readJson(text)
  const wrapper = Array.isArray(json) || listIn(json) !== undefined ? json : fieldOf(json, 'data')
  const list = Array.isArray(wrapper) ? (wrapper as unknown[]) : listIn(wrapper)
  if (list === undefined) return undefined
  const rows = list.flatMap((row) => HistoryRow.safeParse(row).data ?? [])
  return { rows, length: list.length, total: totalIn(wrapper) ?? totalIn(json) }
}

/** The address of a recording: a JSON string, an object that holds it, or plain text; undefined where there is none. */
export function readAddress(text: string): string | undefined {
  const json = readJson(text)
  const address = json === undefined ? text : addressIn(json, 2)
  return address?.trim() || undefined
}

function addressIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value
  if (depth === 0) return undefined
  for (const name of ['url', 'value', 'link', 'href', 'data']) {
    const found = addressIn(fieldOf(value, name), depth - 1)
    if (found !== undefined) return found
  }
  return undefined
}

function listIn(value: unknown): unknown[] | undefined {
  for (const name of listNames) {
    const list = fieldOf(value, name)
    if (Array.isArray(list)) return list as unknown[]
  }
  return undefined
}

function totalIn(value: unknown): number | undefined {
  for (const name of totalNames) {
    const total = WireNumber.safeParse(fieldOf(value, name)).data
    if (total !== undefined) return total
  }
  return undefined
}

export function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined
}

/** An event of one channel, with the fields of Kazoo's blackhole document that we use. */
const ChannelPayload = z.looseObject({
  'Call-ID': z.string().check(z.minLength(1), z.maxLength(256)),
  'Event-Name': maybe(z.string()),
  'Call-Direction': maybe(z.string()),
  'Caller-ID-Number': maybe(WireText),
  'Caller-ID-Name': maybe(WireText),
  'Callee-ID-Number': maybe(WireText),
  'Callee-ID-Name': maybe(WireText),
  'Other-Leg-Call-ID': maybe(z.string()),
  'Custom-Channel-Vars': maybe(z.looseObject({ Username: maybe(WireText), 'Bridge-ID': maybe(z.string()) })),
  From: maybe(z.string()),
  To: maybe(z.string()),
  Request: maybe(z.string()),
  Timestamp: maybe(WireNumber),
  'Hangup-Cause': maybe(z.string()),
  'Duration-Seconds': maybe(WireNumber),
  'Billing-Seconds': maybe(WireNumber),
})
export type ChannelPayload = z.infer<typeof ChannelPayload>

/** Undefined for what is no channel's event. It may come as JSON text, inside `data`, and in later releases with names like `call_id`. */
export function readChannelPayload(value: unknown): ChannelPayload | undefined {
  const event = typeof value === 'string' ? readJson(value) : value
  const inner = fieldOf(event, 'data')
  const payload = inner === undefined ? event : inner
  return ChannelPayload.safeParse(withPrintedNames(payload, 2)).data
}

/** `other_leg_call_id` as Kazoo's document prints it: `Other-Leg-Call-ID`. */
function withPrintedNames(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth === 0) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [printedName(name), withPrintedNames(inner, depth - 1)]),
  )
}

function printedName(name: string): string {
  const words = name
    .split(/[_-]/)
    .map((word) => (word.toLowerCase() === 'id' ? 'ID' : `${word.charAt(0).toUpperCase()}${word.slice(1)}`))
  return words.join('-')
}
