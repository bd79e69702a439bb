import type { WireRequest } from './message.ts'

/** Parameters of the query and of an urlencoded or multipart body, the body's winning. A JSON body is not looked at. */
export function readParameters(request: WireRequest): URLSearchParams {
  const parameters = new URLSearchParams(request.rawQuery)
  for (const [name, value] of bodyParameters(request)) parameters.set(name, value)
  return parameters
}

function bodyParameters(request: WireRequest): Iterable<[string, string]> {
  const type = request.headers['content-type'] ?? ''
  if (type.includes('application/x-www-form-urlencoded')) return new URLSearchParams(request.body.toString())
  const boundary = /^multipart\/form-data\b.*\bboundary="?([^";]+)"?/i.exec(type)?.[1]
  return boundary === undefined ? [] : multipartParameters(request.body.toString(), boundary)
}

/** The text fields of a multipart form (RFC 7578); files are passed over, an empty form has none. */
function* multipartParameters(body: string, boundary: string): Iterable<[string, string]> {
  for (const part of `\r\n${body}`.split(`\r\n--${boundary}`)) {
    const headEnd = part.indexOf('\r\n\r\n')
    if (headEnd < 0) continue
    const head = part.slice(0, headEnd)
    const name = /\bname="([^"]*)"/i.exec(head)?.[1]
    if (name !== undefined && !/\bfilename=/i.test(head)) yield [name, part.slice(headEnd + 4)]
  }
}
