import * as z from 'zod/mini'
import type { HttpResponse } from '../../ports/index.ts'
import { failureOf, protocolFailure } from './failures.ts'
import type { Refusal, Wanted } from './failures.ts'

/*
 * What comes over the wire, read with as few demands as possible: only what we use must be there, everything else may be missing, null or unheard of.
 */

/** Ids are numbers in one reply and text in another. */
const WireText = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
)
const WireNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^-?\d{1,15}(?:\.\d{1,6})?$/))]),
  z.transform((value) => Number(value)),
)
const maybe = <Inner extends z.ZodMiniType>(inner: Inner) => z.catch(z.nullish(inner), undefined)

export const TokenReply = z.object({
  access_token: z.string().check(z.minLength(1)),
  /** In seconds; one recorded reply lacks it. */
  expires_in: maybe(WireNumber),
})

/** GET /user/. */
export const UserReply = z.object({
  id: maybe(WireText),
  name: maybe(z.string()),
  login: maybe(z.string()),
  client_id: maybe(WireText),
  /** null: the user belongs to the whole client. */
  extension_id: maybe(WireText),
})
export type UserReply = z.infer<typeof UserReply>

/** A row of the extension list; `name` is `prefix*number`. */
export const ExtensionRow = z.object({ id: WireText, name: maybe(z.string()), type: maybe(z.string()) })
export type ExtensionRow = z.infer<typeof ExtensionRow>

/** What a callback request is answered with. */
export const CallbackReply = z
  .object({ call_api_id: maybe(z.string()), call_id: maybe(z.string()) })
  .check(z.refine(({ call_api_id, call_id }) => Boolean(call_api_id) || Boolean(call_id)))

export const HistoryReply = z.object({ per_page: maybe(WireNumber), call_history: z.array(z.unknown()) })

/** A part of a call: what it was at one extension. */
const CallPart = z.object({
  extension_id: maybe(WireText),
  result: maybe(z.string()),
  application: maybe(z.string()),
  extension_type: maybe(z.string()),
  hangup_cause: maybe(z.string()),
  record_uuid: maybe(z.string()),
})

/** A row of the call history. Times are UTC, `YYYY-MM-DD HH:MM:SS`, sometimes with a fraction. Durations are seconds. */
export const HistoryRow = z.object({
  call_uuid: z.string().check(z.minLength(1)),
  flow: maybe(z.string()),
  result: maybe(z.string()),
  init_time_gmt: maybe(z.string()),
  start_time_gmt: maybe(z.string()),
  bridged_time_gmt: maybe(z.string()),
  hangup_time_gmt: maybe(z.string()),
  duration: maybe(WireNumber),
  bridged: maybe(z.boolean()),
  bridged_duration: maybe(WireNumber),
  from_username: maybe(WireText),
  from_screen_name: maybe(WireText),
  to_username: maybe(WireText),
  hangup_cause: maybe(z.string()),
  hangup_disposition: maybe(z.string()),
  record_uuid: maybe(z.string()),
  cdr: maybe(z.array(CallPart)),
})
export type HistoryRow = z.infer<typeof HistoryRow>

/** A call that goes on now. */
export const CurrentCall = z.object({
  call_api_id: WireText,
  call_flow: maybe(z.string()),
  callback_id: maybe(WireText),
  init_time_gmt: maybe(z.string()),
  answer_time_gmt: maybe(z.string()),
  caller_id_number: maybe(WireText),
  caller_id_name: maybe(WireText),
  called_number: maybe(WireText),
  record_uuid: maybe(z.string()),
})
export type CurrentCall = z.infer<typeof CurrentCall>

export const EventSubscription = z.object({ id: WireText, url: maybe(z.string()), event_type: maybe(z.string()) })
export type EventSubscription = z.infer<typeof EventSubscription>

export const StorageUrlReply = z.object({ record_url: z.string().check(z.minLength(1)) })

const Problem = z.object({
  message: maybe(z.string()),
  error: maybe(z.string()),
  error_description: maybe(z.string()),
  status: maybe(WireText),
})
const problemKeys: ReadonlySet<string> = new Set(['message', 'error', 'error_description', 'status', 'code'])

/**
 * The refusal that an answer is, if it is one: by its HTTP status, or, with 200, because it says nothing but what went wrong. One of the vendor's users meets
 * the HTTP status in the body only (`{"message": "Unauthorized", "status": 401}`).
 */
export function refusalOf({ status, body, headers }: HttpResponse): Refusal | undefined {
  const fields = parseObject(body)
  const { message, error, error_description: description, status: word } = fields ? Problem.parse(fields) : {}
  const bodyStatus = /^[45]\d\d$/.test(word ?? '') ? Number(word) : undefined
  const onlyProblem =
    fields !== undefined && Boolean(message ?? error) && Object.keys(fields).every((key) => problemKeys.has(key))
  if (status >= 200 && status < 300 && !onlyProblem) return undefined
  return {
    status: status >= 300 ? status : (bodyStatus ?? status),
    word: (bodyStatus === undefined ? word : undefined) ?? error ?? undefined,
    message: description ?? message ?? undefined,
    resetMs: resetMsOf(headers['x-ratelimit-reset']),
  }
}

/** What the hourly quota still allows; undefined where the answer does not say. */
export function quotaOf({
  headers,
}: Pick<HttpResponse, 'headers'>): { remaining: number; resetMs: number } | undefined {
  const remaining = headers['x-ratelimit-remaining']?.trim() ?? ''
  const resetMs = resetMsOf(headers['x-ratelimit-reset'])
  return /^\d{1,9}$/.test(remaining) && resetMs !== undefined ? { remaining: Number(remaining), resetMs } : undefined
}

const hourMs = 3_600_000

/** Seconds until the quota is whole again; never more than the hour that it counts. */
function resetMsOf(text: string | undefined): number | undefined {
  return /^\d{1,12}$/.test(text?.trim() ?? '') ? Math.min(Number(text) * 1000, hourMs) : undefined
}

/** A reply by its schema. @throws FailureError provider/protocol, or as the refusal that it is */
export function readReply<Schema extends z.ZodMiniType>(
  schema: Schema,
  response: HttpResponse,
  wanted: Wanted,
): z.output<Schema> {
  const value = parse(response.body)
  if (value === undefined) throw protocolFailure('not-json', response.status)
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const refusal = refusalOf(response)
  throw refusal === undefined ? protocolFailure('fields', response.status) : failureOf(refusal, wanted)
}

/** The rows of a list that can be read; `skipped` of them cannot. A list is a bare array, or the only array of an object. */
export function readRows<Schema extends z.ZodMiniType>(
  schema: Schema,
  response: HttpResponse,
): { readonly rows: z.output<Schema>[]; readonly skipped: number } {
  const value = parse(response.body)
  const lists = Array.isArray(value) ? [value] : Object.values(parseObject(response.body) ?? {}).filter(Array.isArray)
  const [list] = lists
  if (list === undefined || lists.length > 1)
    throw protocolFailure(value === undefined ? 'not-json' : 'fields', response.status)
  return readEach(schema, list)
}

export function readEach<Schema extends z.ZodMiniType>(schema: Schema, list: readonly unknown[]) {
  const rows = list.flatMap((row) => {
    const read = schema.safeParse(row)
    return read.success ? [read.data] : []
  })
  return { rows, skipped: list.length - rows.length }
}

/** The fields of a JSON object; undefined for what is none. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parse(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
