import type { AccountConfig } from '../../provider.ts'
import { fail } from '../../failure.ts'

export interface AntBuddySettings {
  /** Scheme, host, port and path prefix; no slash at the end. */
  readonly baseUrl: string
  /** The event server, in the same form. */
  readonly eventsUrl: string
  /** What events are subscribed by; the vendor's list of calls does not mention it. Undefined: no live events. */
  readonly accountId: string | undefined
  readonly appId: string
  /** "Device name thực hiện việc click to call": the person's own SIP device. */
  readonly sipUser: string
}

export const defaultBaseUrl = 'https://openapi.antbuddy.com'
/** The vendor's "use API" page. */
export const defaultEventsUrl = 'https://ws.antbuddy.com:5557'

/** @throws FailureError input/invalid with params field and reason */
export function readSettings({ settings }: AccountConfig): AntBuddySettings {
  return {
    baseUrl: readUrl(textOf(settings['baseUrl'], 'baseUrl') ?? defaultBaseUrl, 'baseUrl'),
    eventsUrl: readUrl(textOf(settings['eventsUrl'], 'eventsUrl') ?? defaultEventsUrl, 'eventsUrl'),
    accountId: optionalWord(textOf(settings['accountId'], 'accountId'), 'accountId'),
    appId: requiredWord(textOf(settings['appId'], 'appId'), 'appId'),
    sipUser: requiredWord(textOf(settings['sipUser'], 'sipUser'), 'sipUser'),
  }
}

/** An id of digits only may have been written as a number. */
function textOf(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  if (typeof value !== 'string') throw invalid(field, 'not-text')
  return value.trim() || undefined
}

function readUrl(text: string, field: string): string {
  const url = URL.parse(text)
  if (url === null) throw invalid(field, 'not-a-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid(field, 'not-http')
  if (url.username || url.password) throw invalid(field, 'credentials-in-url')
  if (url.search || url.hash) throw invalid(field, 'not-a-base-url')
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function requiredWord(text: string | undefined, field: string): string {
  if (text === undefined) throw invalid(field, 'required')
  return checkedWord(text, field)
}

function optionalWord(text: string | undefined, field: string): string | undefined {
  return text === undefined ? undefined : checkedWord(text, field)
}

/** It goes into a header or a frame: printable, without spaces. */
function checkedWord(text: string, field: string): string {
  if (!/^[\x21-\x7e]{1,256}$/.test(text)) throw invalid(field, 'not-an-id')
  return text
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { provider: 'antbuddy', params: { field, reason } })
}
