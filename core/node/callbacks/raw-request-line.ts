import type { RequestHead } from './routes.ts'

/**
 * The head of a GET whose target holds raw spaces. FoneStorm puts values into the address that we registered and does not say that it encodes them
 * (vendor document, "Callbacks"); such a request line is no HTTP, and Node's parser gives it up with these bytes. Only a head that is there as a whole is read.
 */
export function headWithSpaces(packet: Buffer): RequestHead | undefined {
  const text = packet.toString('utf8')
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const [line = '', ...rest] = text.slice(0, end).split('\r\n')
  const target = /^GET (\/.* .*) HTTP\/1\.[01]$/.exec(line)?.[1]
  if (target === undefined) return undefined
  const headers = Object.create(null) as Record<string, string>
  for (const header of rest) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*(.*?)[ \t]*$/.exec(header) ?? []
    if (name === undefined || value === undefined) return undefined
    headers[name.toLowerCase()] = value
  }
  return { method: 'GET', target, headers }
}
