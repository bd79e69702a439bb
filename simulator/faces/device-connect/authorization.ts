import type { Dialog } from './dialog.ts'
import { GotApiError } from './errors.ts'
import type { LocalOAuth } from './local-oauth.ts'
import type { Target } from './paths.ts'
import type { DeviceConnectSwitches } from './switches.ts'

export interface AuthorizationRequest {
  readonly target: Target
  readonly parameters: URLSearchParams
  readonly origin: string
  readonly signal: AbortSignal
}

/** authorization/grant and authorization/accesstoken. @throws GotApiError */
export async function authorize(
  request: AuthorizationRequest,
  oauth: LocalOAuth,
  dialog: Dialog,
  switches: DeviceConnectSwitches,
): Promise<object> {
  const { target, origin } = request
  if (!switches.localOAuth) throw new GotApiError('notSupportProfile')
  if (target.interface || (target.attribute !== 'grant' && target.attribute !== 'accesstoken')) {
    throw new GotApiError('unknownAttribute')
  }
  if (target.action !== 'get') throw new GotApiError('notSupportAction')
  if (target.attribute === 'grant') return { clientId: oauth.grant(origin) }
  return accessToken(request, oauth, dialog, switches)
}

/** Waits for the person in front of the phone. */
async function accessToken(
  { parameters, origin, signal }: AuthorizationRequest,
  oauth: LocalOAuth,
  dialog: Dialog,
  switches: DeviceConnectSwitches,
): Promise<object> {
  const clientId = required(parameters, 'clientId')
  const scopes = required(parameters, 'scope')
    .split(',')
    .map((scope) => scope.trim().toLowerCase())
  const applicationName = required(parameters, 'applicationName')
  oauth.checkClient(clientId, origin)
  const decision = await dialog.ask({ origin, applicationName, scopes }, signal)
  if (decision === 'timed-out') throw new GotApiError('timeout')
  // ASSUMPTION: a refusal is an authorization error (11).
  if (decision !== 'accepted') throw new GotApiError('authorization', 'The authorization was refused.')
  oauth.checkClient(clientId, origin)
  const token = oauth.issue(clientId, origin, scopes)
  return {
    accessToken: token.value,
    scopes: scopes.map((scope) => ({ scope, expirePeriod: switches.tokenLifetimeSeconds })),
    ...(switches.fillExpire ? { expire: token.expiresAt } : {}),
  }
}

/** ASSUMPTION: a missing parameter is an invalid one (10), as everywhere else. */
function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name)
  if (!value) throw new GotApiError('invalidRequestParameter', `${name} is invalid.`)
  return value
}
