import type { WireRequest } from './message.ts'

/** Parameters of the query and of an urlencoded or multipart body, the body's winning. A JSON body is not looked at. */
export async function readParameters(request: WireRequest): Promise<URLSearchParams> {
  const parameters = new URLSearchParams(request.rawQuery)
  for (const [name, value] of await bodyParameters(request)) parameters.set(name, value)
  return parameters
}

async function bodyParameters(request: WireRequest): Promise<Iterable<[string, string]>> {
  const type = request.headers['content-type'] ?? ''
  if (type.includes('application/x-www-form-urlencoded')) return new URLSearchParams(request.body.toString())
  if (!type.includes('multipart/form-data')) return []
  return multipartParameters(type, request.body)
}

/** The platform's own parser reads the form. An empty form has nothing but its closing boundary, which that parser refuses. */
async function multipartParameters(type: string, body: Buffer): Promise<[string, string][]> {
  if (!body.includes('Content-Disposition') && !body.includes('content-disposition')) return []
  const form = await new Response(Uint8Array.from(body), { headers: { 'content-type': type } }).formData()
  return [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
}
