import { isPrivateHost } from '../../net/private-address.ts'
import type { AccountConfig } from '../../provider.ts'
import { invalid } from './failures.ts'
import { tenDigits } from './number-form.ts'

/** How the service sends callbacks; section "Notes" of the document. */
export const callbackMethods = ['JSON', 'POST', 'GET'] as const
export type CallbackMethod = (typeof callbackMethods)[number]

export interface FoneStormSettings {
  /** Scheme, host, port and path prefix; no slash at the end. */
  readonly baseUrl: string
  readonly username: string
  /** The account's own number: digits only, ten of them where it is a US one. */
  readonly foneNumber: string
  /** The public address that reaches this machine's listener. */
  readonly callbackUrl: string | undefined
  /** Where it is set, callbacks must carry it and the vault's `callbackPassword`. */
  readonly callbackUsername: string | undefined
  readonly callbackMethod: CallbackMethod
}

export const defaultBaseUrl = 'https://api.fonestorm.com/v2'
export const defaultCallbackMethod: CallbackMethod = 'JSON'

/** @throws FailureError input/invalid with params field and reason */
export function readSettings({ settings }: AccountConfig): FoneStormSettings {
  return {
    baseUrl: readBaseUrl(textOf(settings['baseUrl'], 'baseUrl') ?? defaultBaseUrl),
    username: required(textOf(settings['username'], 'username'), 'username'),
    foneNumber: readFoneNumber(required(textOf(settings['foneNumber'], 'foneNumber'), 'foneNumber')),
    callbackUrl: readCallbackUrl(textOf(settings['callbackUrl'], 'callbackUrl')),
    callbackUsername: readCallbackUsername(textOf(settings['callbackUsername'], 'callbackUsername')),
    callbackMethod: readMethod(textOf(settings['callbackMethod'], 'callbackMethod')),
  }
}

function textOf(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') throw invalid(field, 'not-text')
  return value.trim() || undefined
}

function required(text: string | undefined, field: string): string {
  if (text === undefined) throw invalid(field, 'required')
  return text
}

/** The password goes to this address: in the world only under TLS ("use https only"). */
function readBaseUrl(text: string): string {
  const url = readUrl(text, 'baseUrl')
  if (url.search || url.hash) throw invalid('baseUrl', 'not-a-base-url')
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) throw invalid('baseUrl', 'not-https')
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

/** Kept as it was written: the person's tunnel may care. */
function readCallbackUrl(text: string | undefined): string | undefined {
  if (text !== undefined && readUrl(text, 'callbackUrl').hash) throw invalid('callbackUrl', 'fragment-in-url')
  return text
}

function readUrl(text: string, field: string): URL {
  const url = URL.parse(text)
  if (url === null) throw invalid(field, 'not-a-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(field, 'not-http')
  if (url.username || url.password) throw invalid(field, 'credentials-in-url')
  return url
}

function readFoneNumber(text: string): string {
  const digits = tenDigits(text)
  if (!/^\d{7,15}$/.test(digits)) throw invalid('foneNumber', 'not-a-number')
  return digits
}

/** HTTP Basic (RFC 7617) ends the name at the first colon. */
function readCallbackUsername(text: string | undefined): string | undefined {
  if (text?.includes(':')) throw invalid('callbackUsername', 'colon-in-name')
  return text
}

function readMethod(text: string | undefined): CallbackMethod {
  const found = callbackMethods.find((known) => known === (text ?? defaultCallbackMethod))
  if (found === undefined) throw invalid('callbackMethod', 'not-a-choice')
  return found
}
