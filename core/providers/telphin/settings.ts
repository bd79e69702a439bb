import type { AccountConfig } from '../../provider.ts'
import { fail } from '../../failure.ts'

export interface TelphinSettings {
  /** Scheme, host, port and path prefix, without `/api/ver1.0`; no slash at the end. */
  readonly baseUrl: string
  /** The Application_ID of the application's registration. */
  readonly clientId: string
  /** The extension's id, or its name `prefix*number`. Undefined: the one that the application's user belongs to. */
  readonly extensionId: string | undefined
  /** The public address that leads to this machine's listener. Undefined: calls are polled. */
  readonly callbackUrl: string | undefined
}

export const defaultBaseUrl = 'https://apiproxy.telphin.ru'

/** "export url=https://<hostname>/api/ver1.0": whoever pastes that whole means the host. */
const apiPath = /\/api\/ver1\.0\/?$/

/** @throws FailureError input/invalid with params field and reason */
export function readSettings({ settings }: AccountConfig): TelphinSettings {
  const callbackUrl = textOf(settings['callbackUrl'], 'callbackUrl')
  return {
    baseUrl: readBaseUrl(textOf(settings['baseUrl'], 'baseUrl') ?? defaultBaseUrl),
    clientId: readClientId(textOf(settings['clientId'], 'clientId')),
    extensionId: readExtensionId(textOf(settings['extensionId'], 'extensionId')),
    callbackUrl: callbackUrl === undefined ? undefined : readUrl(callbackUrl, 'callbackUrl').href,
  }
}

/** An id of digits only may have been written as a number. */
function textOf(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value !== 'string') throw invalid(field, 'not-text')
  return value.trim() || undefined
}

function readBaseUrl(text: string): string {
  const url = readUrl(text, 'baseUrl')
  if (url.search || url.hash) throw invalid('baseUrl', 'not-a-base-url')
  return `${url.protocol}//${url.host}${url.pathname.replace(apiPath, '').replace(/\/+$/, '')}`
}

function readUrl(text: string, field: string): URL {
  const url = URL.parse(text)
  if (url === null) throw invalid(field, 'not-a-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(field, 'not-http')
  if (url.username || url.password) throw invalid(field, 'credentials-in-url')
  return url
}

function readClientId(text: string | undefined): string {
  if (text === undefined) throw invalid('clientId', 'required')
  if (!/^[\x21-\x7e]{1,256}$/.test(text)) throw invalid('clientId', 'not-an-id')
  return text
}

function readExtensionId(text: string | undefined): string | undefined {
  if (text !== undefined && !/^\d{1,18}(?:\*\d{1,18})?$/.test(text)) throw invalid('extensionId', 'not-an-extension')
  return text
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { provider: 'telphin', params: { field, reason } })
}
