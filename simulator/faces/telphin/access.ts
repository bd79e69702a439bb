import { clientId, type Extension, foreignExtensionId } from './demo-client.ts'
import { ApiError, forbidden, notFound, unauthorized } from './errors.ts'
import type { Route } from './routes.ts'
import type { TelphinSwitches } from './switches.ts'
import type { Tokens } from './tokens.ts'

/** @throws ApiError 401 without a token that is good now */
export function checkToken(authorization: string | undefined, tokens: Tokens): void {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined || !tokens.isGood(token)) throw unauthorized()
}

/** What the application and its user may do at all. @throws ApiError 403 */
export function checkLevel({ method, resource }: Route, switches: TelphinSwitches): void {
  if (switches.userBlocked) throw forbidden('user_blocked')
  if (switches.appAccess === 'Call API' && switches.callApiDenies.includes(resource)) {
    throw forbidden('app_access_type_deny')
  }
  // ASSUMPTION: who may only read may still call, as a call changes no settings.
  const changes = method !== 'GET' && resource !== 'callback'
  if (changes && switches.userAccess === 'read_only') throw forbidden('user_access_type_deny')
}

/** Whose things the path names. `@me` is the own client. @throws ApiError 403 or 404 */
export function checkOwner(parts: Readonly<Record<string, string>>, extensions: readonly Extension[]): void {
  const client = parts['client']
  // ASSUMPTION: another client's number is as good as none.
  if (client !== undefined && client !== '@me' && client !== String(clientId)) {
    throw new ApiError(404, 'Client not found', 'client_not_found')
  }
  const extension = parts['extension']
  if (extension === undefined || extensions.some(({ id }) => String(id) === extension)) return
  throw extension === String(foreignExtensionId) ? forbidden('access_denied') : notFound()
}
