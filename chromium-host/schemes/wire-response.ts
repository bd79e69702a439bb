import type { PausedRequest } from '../chromium/protocol.ts'
import { fromWire } from './address.ts'
import { widenDocumentPolicies, widenPolicy } from './policy.ts'

/** A whole answer in the form `Fetch.fulfillRequest` takes. */
export interface WireResponse {
  readonly responseCode: number
  readonly responseHeaders: { name: string; value: string }[]
  /** Base64. */
  readonly body: string
}

/** Headers that describe the body as it came to the handler, not as it leaves it. */
const DESCRIBES_TRANSFER = new Set(['content-encoding', 'transfer-encoding', 'connection', 'keep-alive'])

/** The standard Request a `protocol.handle` handler is to see: the app's own address, the page's method, headers and body. */
export function requestFor(paused: PausedRequest, url: string, schemes: ReadonlySet<string>): Request {
  const { method, headers, postDataEntries } = paused.request
  const mapped = new Headers()
  for (const [name, value] of Object.entries(headers)) mapped.set(name, fromWire(value, schemes))
  const body = (postDataEntries ?? []).map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'))
  const hasBody = body.length > 0 && method !== 'GET' && method !== 'HEAD'
  return new Request(url, { method, headers: mapped, ...(hasBody ? { body: Buffer.concat(body) } : {}) })
}

/** Reads a Response to its end and puts it in wire form, policies widened for the addresses custom schemes travel as. */
export async function wireResponse(response: Response, schemes: ReadonlySet<string>): Promise<WireResponse> {
  let body = Buffer.from(await response.arrayBuffer())
  if (response.headers.get('content-type')?.includes('text/html') === true) {
    body = Buffer.from(widenDocumentPolicies(body.toString('utf8'), schemes), 'utf8')
  }
  return {
    responseCode: response.status,
    responseHeaders: wireHeaders(response.headers, body.length, schemes),
    body: body.toString('base64'),
  }
}

function wireHeaders(headers: Headers, length: number, schemes: ReadonlySet<string>): WireResponse['responseHeaders'] {
  const list = []
  for (const [name, value] of headers) {
    if (DESCRIBES_TRANSFER.has(name) || name === 'content-length') continue
    const isPolicy = name.startsWith('content-security-policy')
    list.push({ name, value: isPolicy ? widenPolicy(value, schemes) : value })
  }
  return [...list, { name: 'content-length', value: String(length) }]
}
