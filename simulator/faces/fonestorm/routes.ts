import type { Reply, WireRequest } from '../../wire/message.ts'
import { FoneStormError } from './errors.ts'

/** What is done for a request whose path fits; `name` is the part of the path that the pattern captures. */
type Operation = (request: WireRequest, name: string) => Reply

/** One path and what can be asked of it, by method. */
export interface Route {
  readonly pattern: RegExp
  readonly operations: Readonly<Record<string, Operation>>
}

/** @throws FoneStormError 404 for an unknown path, 405 for a method that it does not have */
export function findOperation(
  routes: readonly Route[],
  { method, path }: Pick<WireRequest, 'method' | 'path'>,
): (request: WireRequest) => Reply {
  for (const { pattern, operations } of routes) {
    const match = pattern.exec(path)
    if (!match) continue
    const operation = operations[method]
    if (operation) return (request) => operation(request, match[1] ?? '')
    throw new FoneStormError(405, `${method} is not allowed here.`, { allow: Object.keys(operations).join(', ') })
  }
  throw new FoneStormError(404, `There is no ${path}.`)
}
