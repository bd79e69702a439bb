import type { Reply, WireRequest } from './wire/message.ts'

/** A verb as the HTTP side calls it: one JSON object in, anything that JSON can carry out. */
export type Verb = (argument?: Record<string, unknown>) => unknown

/** Verbs that only make sense inside the process. */
const notOverHttp = new Set(['waitFor'])

/**
 * `POST /control/<face>/<verb>` with a JSON object (or nothing), `GET` for verbs that only tell (requests, frames, wire, calls),
 * `GET /control` for the list. 200 `{ "value": ... }`, 404 for an unknown face or verb, 400 `{ "error": sentence }` otherwise.
 */
export async function answerControl(request: WireRequest, faces: Record<string, Record<string, Verb>>): Promise<Reply> {
  // A web page that happens to be open in a browser on this machine has no business here.
  if (request.headers.origin !== undefined) return { status: 403, body: { error: 'Not for web pages.' } }
  const [, root, face = '', name = ''] = request.path.split('/')
  if (root !== 'control') return { status: 404, body: { error: 'Try GET /control.' } }
  if (face === '') return { status: 200, body: { value: overview(faces) } }
  const verb = ownVerb(faces, face, name)
  if (!verb) return { status: 404, body: { error: `No verb "${name}" of a face "${face}".`, known: overview(faces) } }
  try {
    return { status: 200, body: { value: (await verb(argumentOf(request))) ?? null } }
  } catch (error) {
    return { status: 400, body: { error: error instanceof Error ? error.message : String(error) } }
  }
}

function ownVerb(faces: Record<string, Record<string, Verb>>, face: string, name: string): Verb | undefined {
  const verbs = Object.hasOwn(faces, face) ? faces[face] : undefined
  return verbs && Object.hasOwn(verbs, name) && !notOverHttp.has(name) ? verbs[name] : undefined
}

function overview(faces: Record<string, Record<string, Verb>>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(faces).map(([face, verbs]) => [face, Object.keys(verbs).filter((name) => !notOverHttp.has(name))]),
  )
}

function argumentOf(request: WireRequest): Record<string, unknown> | undefined {
  const text = request.body.toString().trim()
  if (text === '') return undefined
  const value: unknown = JSON.parse(text)
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Error('The body must be a JSON object.')
  return value as Record<string, unknown>
}
