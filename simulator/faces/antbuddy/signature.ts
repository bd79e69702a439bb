import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { company } from './company.ts'
import { OapiError } from './errors.ts'
import type { AntBuddySwitches } from './switches.ts'

/** SHA-256 in lower-case hex of the values joined without anything between them. */
export function hashOf(...values: readonly string[]): string {
  return createHash('sha256').update(values.join('')).digest('hex')
}

/** POST requests: `x-auth-app-id`, and `x-auth-app-hash` = sha256(appId + appSecret). @throws OapiError */
export function checkHeaders(headers: IncomingHttpHeaders): void {
  const appId = checkAppId(single(headers['x-auth-app-id']))
  if (single(headers['x-auth-app-hash']) !== hashOf(appId, company.appSecret)) throw new OapiError('HASH_NOT_MATCH')
}

/**
 * GET requests: `appId` and `hash` in the query. The hash is over the decoded values of the signed parameters, in the document's order; those that were
 * not sent are not signed (the vendor's worked example leaves limit and page out of both).
 * @param signed names of the signed parameters besides appId
 * @throws OapiError
 */
export function checkQuery(
  query: URLSearchParams,
  signed: readonly string[],
  order: AntBuddySwitches['hashOrder'] = 'document',
): void {
  const appId = checkAppId(query.get('appId'))
  const values = signed.map((name) => query.get(name) ?? '')
  const inOrder = order === 'document' ? [appId, ...values] : [...values, appId]
  if (query.get('hash') !== hashOf(...inOrder, company.appSecret)) throw new OapiError('HASH_NOT_MATCH')
}

function checkAppId(appId: string | null | undefined): string {
  if (!appId) throw new OapiError('APPID_MISSING')
  if (appId !== company.appId) throw new OapiError('APPID_NOT_FOUND')
  return appId
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
