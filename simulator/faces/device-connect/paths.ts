import { GotApiError } from './errors.ts'

/** What a request asks for: `PUT` `phone` `onconnect`. Names are in lower case. */
export interface Target {
  readonly action: string
  readonly profile: string
  readonly interface?: string
  readonly attribute?: string
}

const actions = ['get', 'post', 'put', 'delete']

/**
 * Reads `/gotapi/<profile>[/<interface>]/<attribute>` without regard to case, and, over HTTP GET only, the older grammar
 * `/gotapi/<METHOD>/<profile>/...`.
 * @throws GotApiError with HTTP 404 or 501 (code 1), or 400 (codes 19 and 20)
 */
export function readTarget(method: string, path: string, caseSensitive: boolean): Target {
  if (caseSensitive && path !== path.toLowerCase()) throw new GotApiError('unknown', 'Not found.', 404)
  const segments = path.toLowerCase().split('/').slice(1)
  if (segments[0] === '') throw new GotApiError('invalidUrl', undefined, 400)
  if (segments[0] !== 'gotapi') throw new GotApiError('unknown', 'Not found.', 404)
  let action = method.toLowerCase()
  if (!actions.includes(action)) throw new GotApiError('unknown', 'Not implemented.', 501)

  let rest = segments.slice(1)
  if (action === 'get' && rest.length > 1 && actions.includes(rest[0] ?? '')) {
    action = rest[0] ?? action
    rest = rest.slice(1)
  }
  const [profile = '', ...names] = rest
  if (profile === '') throw new GotApiError('invalidUrl', undefined, 400)
  if (actions.includes(profile)) throw new GotApiError('invalidProfile', undefined, 400)
  // ASSUMPTION: what a path that goes on too long answers.
  if (names.length > 2) throw new GotApiError('invalidUrl', undefined, 400)
  const [first, second] = names.filter((name) => name !== '')
  if (first === undefined) return { action, profile }
  return second === undefined
    ? { action, profile, attribute: first }
    : { action, profile, interface: first, attribute: second }
}
