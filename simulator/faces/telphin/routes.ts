import type { Reply } from '../../wire/message.ts'
import { ApiError, notFound } from './errors.ts'
import type { Asked } from './requests.ts'
import type { Resource, TelphinSwitches } from './switches.ts'

/** One operation. `:client`, `:extension` and the like in the path are its named parts; a slash at the end belongs to it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly resource: Resource
  handle(asked: Asked): Reply | Promise<Reply>
}

const base = '/api/ver1.0'

export interface FoundRoute {
  readonly route: Route
  readonly parts: Readonly<Record<string, string>>
}

/** Where the same request has to go that lost its slash. */
export interface Moved {
  readonly location: string
}

/** @throws ApiError 404 for an unknown path, 405 for a method that the path does not have */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
  { missingSlash }: TelphinSwitches,
): FoundRoute | Moved {
  if (!path.startsWith(`${base}/`)) throw notFound()
  const rest = path.slice(base.length)
  const fitting = routes.flatMap((route) => {
    const parts = partsOf(route.path, rest)
    return parts ? [{ route, parts }] : []
  })
  const found = fitting.find(({ route }) => route.method === method)
  if (!found) {
    // ASSUMPTION: what a wrong method answers.
    throw fitting.length > 0 ? new ApiError(405, 'Method not allowed') : notFound()
  }
  if (!found.route.path.endsWith('/') || rest.endsWith('/') || missingSlash === 'accept') return found
  if (missingSlash === 'redirect') return { location: `${path}/` }
  throw notFound()
}

/** The named parts of a path that fits; whether it ends in a slash is looked at elsewhere. */
function partsOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(pattern)
  const given = segmentsOf(path)
  if (wanted.length !== given.length) return undefined
  const parts: Record<string, string> = {}
  for (const [at, segment] of wanted.entries()) {
    const value = decoded(given[at] ?? '')
    if (segment.startsWith(':')) parts[segment.slice(1)] = value
    else if (segment !== value) return undefined
  }
  return parts
}

function segmentsOf(path: string): string[] {
  return path.replace(/^\/|\/$/g, '').split('/')
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
