import type { IncomingHttpHeaders } from 'node:http'

/** A request as it came over the wire, its body read to the end. */
export interface WireRequest {
  readonly method: string
  /** The door it came in by; '' is the main one. */
  readonly door: string
  /** Everything before `?`, percent-encoding untouched. */
  readonly path: string
  /** Everything after `?`, untouched. */
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  /** Aborts when the caller hangs up before the reply. */
  readonly signal: AbortSignal
}

/** What a face answers. A body that is no string and no bytes is sent as JSON. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** A reply ready to be written. */
export interface EncodedReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Cuts a request target into path and query, both undecoded. */
export function splitTarget(target: string): { path: string; rawQuery: string } {
  const mark = target.indexOf('?')
  return mark < 0 ? { path: target, rawQuery: '' } : { path: target.slice(0, mark), rawQuery: target.slice(mark + 1) }
}

export function encodeReply(reply: Reply): EncodedReply {
  const { status, headers = {}, body } = reply
  if (body === undefined) return { status, headers, body: Buffer.alloc(0) }
  if (typeof body === 'string') return { status, headers, body: Buffer.from(body) }
  if (body instanceof Uint8Array) return { status, headers, body: Buffer.from(body) }
  const json = Buffer.from(JSON.stringify(body))
  return { status, headers: { 'content-type': 'application/json; charset=UTF-8', ...headers }, body: json }
}
