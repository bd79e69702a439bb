import type { WireRequest } from '../../wire/message.ts'
import { readParameters } from '../../wire/parameters.ts'
import { FoneStormError } from './errors.ts'

/** The body's fields as texts, whichever way they were sent. */
export type Fields = ReadonlyMap<string, string>

const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i

/**
 * Reads a body: JSON as the document sends it, urlencoded or multipart as the swagger file declares it.
 * @throws FoneStormError (ASSUMPTION: which) 400 for what is no JSON object of plain values, 415 for another content type
 */
export function readFields(request: WireRequest): Fields {
  const type = request.headers['content-type'] ?? ''
  if (/^application\/json\b/i.test(type)) return jsonFields(request.body.toString())
  // The document lists body parameters: what stands in the query does not count.
  if (formTypes.test(type)) return new Map(readParameters({ ...request, rawQuery: '' }))
  if (request.body.length === 0) return new Map()
  throw new FoneStormError(415, `Content type "${type}" is not supported.`)
}

function jsonFields(text: string): Fields {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(parseObject(text))) {
    if (value === null) continue
    if (typeof value === 'object') throw new FoneStormError(400, `${name} must be a plain value.`)
    // ASSUMPTION: a number is as good as the text of it.
    fields.set(name, String(value))
  }
  return fields
}

function parseObject(text: string): object {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new FoneStormError(400, 'The body is not JSON.')
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new FoneStormError(400, 'The body is not a JSON object.')
  }
  return value
}

/** @throws FoneStormError 400 where it is missing or empty */
export function requiredField(fields: Fields, name: string): string {
  const value = fields.get(name)
  if (!value) throw new FoneStormError(400, `${name} is required.`)
  return value
}

/** @throws FoneStormError 400 where it is missing or none of `allowed` */
export function chosenField<Choice extends string>(fields: Fields, name: string, allowed: readonly Choice[]): Choice {
  const value = requiredField(fields, name)
  const found = allowed.find((choice) => choice === value)
  if (!found) throw new FoneStormError(400, `${name} must be one of ${allowed.join(', ')}.`)
  return found
}
