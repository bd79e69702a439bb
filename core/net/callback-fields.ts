import type { CallbackRequest } from '../ports/callbacks.ts'
import { readForm } from './form-fields.ts'
import { readJson } from './json-fields.ts'

/** Flat fields by their names as the service spells them. It has no prototype: a field may have any name. */
export type CallbackFields = Readonly<Record<string, string>>

/** No service sends near as many. */
const MOST_FIELDS = 256

/**
 * What a service says in a callback, wherever it says it: in the query, in a form body or in a JSON body (vendors' documents contradict each other about where).
 * The content type decides; where it is missing or wrong, the look of the body does. The body goes before the query, the later of two equal names before the
 * earlier one, and something always before nothing. Objects and lists in JSON become `a.b` and `a.0`; numbers and booleans become text, null is nothing.
 * A placeholder that the service left as it was (`{{disposition}}`, before a call has one) is nothing. Never throws.
 */
export function callbackFields({
  query,
  headers,
  body,
}: Pick<CallbackRequest, 'query' | 'headers' | 'body'>): CallbackFields {
  const fields = Object.create(null) as Record<string, string>
  let count = 0
  for (const [name, value] of [...readForm(query, 'query'), ...readBody(body, headers['content-type'] ?? '')]) {
    if (value === '' || isPlaceholder(value)) continue
    if (fields[name] === undefined) count += 1
    if (count > MOST_FIELDS) break
    fields[name] = value
  }
  return fields
}

function readBody(body: string, contentType: string): Iterable<readonly [name: string, value: string]> {
  const text = body.trim()
  if (text === '') return []
  const charset = /;\s*charset="?([\w.:-]+)/i.exec(contentType)?.[1]
  const mayBeJson = /json/i.test(contentType) || /^[{[]/.test(text)
  return (mayBeJson ? readJson(text) : undefined) ?? readForm(text, 'body', charset)
}

function isPlaceholder(value: string): boolean {
  return /^\{\{\s*\w+\s*\}\}$/.test(value)
}
