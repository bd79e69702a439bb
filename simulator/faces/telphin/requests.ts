import type { WireRequest } from '../../wire/message.ts'
import { badRequest } from './errors.ts'

/** A request that has passed every check of the door: who asks, how often, and for what. */
export interface Asked {
  readonly request: WireRequest
  readonly query: URLSearchParams
  /** The named parts of the path, decoded. */
  readonly parts: Readonly<Record<string, string>>
}

/** The extension that the path names; undefined where it names a client. */
export function extensionOf({ parts }: Asked): number | undefined {
  const id = parts['extension']
  return id === undefined ? undefined : Number(id)
}

/** ASSUMPTION: JSON that is not announced as JSON is refused; the document's own samples announce it. @throws ApiError 400 */
export function jsonBody({ request }: Asked): Record<string, unknown> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw badRequest('Content-Type must be application/json')
  }
  const body = parsed(request.body.toString())
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw badRequest('The body must be a JSON object')
  return body as Record<string, unknown>
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('The body is no valid JSON')
  }
}

/** ASSUMPTION: a field that the table does not name is refused. @throws ApiError 400 */
export function onlyKnownFields(body: Record<string, unknown>, known: readonly string[]): void {
  const unknown = Object.keys(body).find((name) => !known.includes(name))
  if (unknown !== undefined) throw badRequest(`Unknown field: ${unknown}`)
}

/** @throws ApiError 400 for anything but a whole number of at least 1 */
export function positiveNumber(query: URLSearchParams, name: string, fallback: number): number {
  const text = query.get(name)
  if (text === null || text === '') return fallback
  if (!/^[1-9]\d{0,8}$/.test(text)) throw badRequest(`${name} must be a positive integer`)
  return Number(text)
}
