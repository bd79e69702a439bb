import * as z from 'zod/mini'
import type { FailureError } from '../../failure.ts'
import { retryAfterMs } from '../../net/retry.ts'
import type { HttpResponse } from '../../ports/index.ts'
import { failureOf, protocolFailure } from './failures.ts'

/*
 * What comes over the wire, read with as few demands as possible: only what we use must be there, everything else may be missing, null or unheard of.
 */

const maybe = <Inner extends z.ZodMiniType>(inner: Inner) => z.catch(z.nullish(inner), undefined)
const WireNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))]),
  z.transform((value) => Number(value)),
)

export type ReplyBody = Readonly<Record<string, unknown>>

const ErrorBody = z.looseObject({
  error: maybe(z.string()),
  message: maybe(z.string()),
  status_code: maybe(WireNumber),
})

/** One word that may stand in a header. */
const Token = z.string().check(z.regex(/^[\x21-\x7e]{1,8192}$/))
const TokenHolder = z.object({ token: Token })

/** Around which property the token stands differs between the vendor's swagger file (`auth`) and its newer pages (`authorization`). */
export const AuthReply = z.union([
  z.pipe(
    z.object({ auth: TokenHolder }),
    z.transform(({ auth }) => auth.token),
  ),
  z.pipe(
    z.object({ authorization: TokenHolder }),
    z.transform(({ authorization }) => authorization.token),
  ),
  z.pipe(
    TokenHolder,
    z.transform(({ token }) => token),
  ),
])

/** "Response Properties" of Create Call. */
export const CallReply = z.object({ call: z.object({ id: z.string().check(z.minLength(1), z.maxLength(256)) }) })

const Registered = z.object({ url: maybe(z.string()), method: maybe(z.string()) })
const NotifyOptions = z.object({ send_notify: maybe(Registered), receive_notify: maybe(Registered) })

/** The FoneNumber object, in both generations: 2.4 has `voice_options`, newer ones `call_options` in its place. */
export const FoneNumberReply = z.object({
  fonenumber: z.looseObject({
    state: maybe(z.string()),
    rate_center: maybe(z.string()),
    is_active: maybe(z.union([z.string(), z.boolean()])),
    label: maybe(z.string()),
    voice_options: maybe(NotifyOptions),
    call_options: maybe(NotifyOptions),
  }),
})

export type Reply =
  | { readonly ok: true; readonly body: ReplyBody }
  /** `status` is what the service means, wherever it says it. */
  | { readonly ok: false; readonly failure: FailureError; readonly status: number }

/** A success has a 2xx and no error in its body; some servers put `{ error, message, status_code }` under 200 all the same. */
export function readReply(response: HttpResponse, now: number): Reply {
  const { status, headers } = response
  const body = parseObject(response.body)
  const { error, message, status_code: told } = body === undefined ? {} : ErrorBody.parse(body)
  const successful = status >= 200 && status < 300
  const toldStatus = typeof told === 'number' && told >= 400 && told < 600 ? told : undefined
  if (!successful || toldStatus !== undefined) {
    const refusal = {
      status: successful ? (toldStatus ?? status) : status,
      error: error ?? undefined,
      message: message ?? undefined,
      retryAfterMs: retryAfterMs({ headers }, now),
    }
    return { ok: false, failure: failureOf(refusal), status: refusal.status }
  }
  if (body !== undefined) return { ok: true, body }
  if (status === 204 || status === 205) return { ok: true, body: {} }
  return { ok: false, failure: protocolFailure('not-json', status), status }
}

/** A reply's fields by a schema. @throws FailureError provider/protocol */
export function readBody<Schema extends z.ZodMiniType>(schema: Schema, body: ReplyBody): z.output<Schema> {
  const read = schema.safeParse(body)
  if (!read.success) throw protocolFailure('fields')
  return read.data
}

/** The body as the document's examples print it: in this order, a space after each comma. What is undefined is left out. */
export function writeBody(fields: readonly (readonly [name: string, value: string | undefined])[]): string {
  const written = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${JSON.stringify(name)}:${JSON.stringify(value)}`],
  )
  return `{${written.join(', ')}}`
}

/** What a token says of its own life (a JSON Web Token's `iat` and `exp`), in milliseconds since 1970 by the service's clock. For scheduling only. */
export function tokenTimes(token: string): {
  readonly issuedAt: number | undefined
  readonly endsAt: number | undefined
} {
  const claims = parseObject(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  return { issuedAt: milliseconds(claims?.['iat']), endsAt: milliseconds(claims?.['exp']) }
}

function milliseconds(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds * 1000 : undefined
}

function parseObject(text: string): ReplyBody | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ReplyBody) : undefined
  } catch {
    return undefined
  }
}
