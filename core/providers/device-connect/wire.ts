import * as z from 'zod/mini'
import type { HttpResponse } from '../../ports/index.ts'
import type { FailureError } from '../../failure.ts'
import { failureOf, protocolFailure, statusFailure } from './failures.ts'
import type { Refusal } from './failures.ts'

/*
 * What comes over the wire, read with as few demands as possible: only what we use must be there, everything else may be missing, null or unheard of.
 */

/** Some servers send numbers as text ("errorCode": "13"). */
const WireNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^-?\d{1,9}$/))]),
  z.transform((value) => Number(value)),
)
const WireText = z.pipe(
  z.union([z.string(), z.number()]),
  z.transform((value) => String(value)),
)
const maybe = <Inner extends z.ZodMiniType>(inner: Inner) => z.catch(z.nullish(inner), undefined)

const Envelope = z.looseObject({
  result: maybe(WireNumber),
  errorCode: maybe(WireNumber),
  errorMessage: maybe(z.string()),
})

export type ReplyBody = Readonly<Record<string, unknown>>

export const AvailabilityReply = z.object({
  product: maybe(z.string()),
  version: maybe(z.string()),
  name: maybe(z.string()),
})
export const GrantReply = z.object({ clientId: z.string().check(z.minLength(1)) })
export const AccessTokenReply = z.object({ accessToken: z.string().check(z.minLength(1)) })

/** Servers name a service's id `id` or `serviceId`. */
export const Service = z.looseObject({
  id: maybe(z.string()),
  serviceId: maybe(z.string()),
  name: maybe(z.string()),
  online: maybe(z.boolean()),
  scopes: maybe(z.array(z.string())),
})
export const DiscoveryReply = z.object({ services: z.array(Service) })

/** `supportApis.phone` is a Swagger 2 description; of it we read the names of its paths. */
export const InformationReply = z.object({
  supports: maybe(z.array(z.string())),
  supportApis: maybe(z.record(z.string(), z.looseObject({ paths: maybe(z.record(z.string(), z.unknown())) }))),
})

export const CallStateReply = z.object({ state: z.string(), phoneNumber: maybe(WireText) })

/** An event of the phone profile. Which kind it is, its shape says (map.ts). */
export const PhoneEvent = z.object({
  profile: maybe(z.string()),
  attribute: maybe(z.string()),
  serviceId: maybe(z.string()),
  state: maybe(z.union([z.string(), z.number()])),
  phoneNumber: maybe(WireText),
  phoneStatus: maybe(z.object({ state: maybe(WireNumber), phoneNumber: maybe(WireText) })),
})
export type PhoneEvent = z.infer<typeof PhoneEvent>

export type Reply =
  { readonly ok: true; readonly body: ReplyBody } | { readonly ok: false; readonly failure: FailureError }

/**
 * Decides in this order: `result`, then `errorCode` as number or text, then the HTTP status (servers differ in which of them they use). What is no reply of this
 * API is provider/protocol; what stands in front of it (a proxy, a throttle) provider/unavailable or rate/limited.
 */
export function readReply({ body: text, status }: HttpResponse): Reply {
  const body = parseObject(text)
  const { result, errorCode, errorMessage } = body === undefined ? {} : Envelope.parse(body)
  if (body !== undefined && result === 0) return { ok: true, body }
  if (typeof result !== 'number' && typeof errorCode !== 'number') {
    const what = body === undefined ? 'not-json' : 'no-result'
    return { ok: false, failure: statusFailure(status) ?? protocolFailure(what, status) }
  }
  // One server repeats the code in `result`; 1 alone is only "an error".
  const code = errorCode ?? (result === 1 ? undefined : (result ?? undefined))
  return { ok: false, failure: failureOf({ code, message: errorMessage ?? undefined, status }) }
}

/** A reply's fields by a schema. @throws FailureError provider/protocol */
export function readBody<Schema extends z.ZodMiniType>(schema: Schema, body: ReplyBody): z.output<Schema> {
  const read = schema.safeParse(body)
  if (!read.success) throw protocolFailure('fields')
  return read.data
}

/** A frame of the WebSocket; undefined for what is no JSON object. */
export function readFrame(text: string): ReplyBody | undefined {
  return parseObject(text)
}

/** The answer to the handshake, if this frame is one: `result` without anything of an event. */
export function readHandshakeAnswer(frame: ReplyBody): { result: number; refusal: Refusal } | undefined {
  const { result, errorCode, errorMessage } = Envelope.parse(frame)
  if (typeof result !== 'number' || isPhoneEvent(frame)) return undefined
  return { result, refusal: { code: errorCode ?? result, message: errorMessage ?? undefined, status: 200 } }
}

/** Events may carry `result: 0` too; what makes them events is what they tell. */
export function isPhoneEvent(frame: ReplyBody): boolean {
  return 'phoneStatus' in frame || 'state' in frame || String(frame['profile']).toLowerCase() === 'phone'
}

function parseObject(text: string): ReplyBody | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ReplyBody) : undefined
  } catch {
    return undefined
  }
}
