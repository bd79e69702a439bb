import type { AccountConfig } from '../../provider.ts'
import { fail } from '../../failure.ts'

/** Which WebSocket handshake to use: find out, or one of the two only. */
export type HandshakeSetting = 'auto' | 'modern' | 'legacy'

export interface DeviceConnectSettings {
  /** Scheme, host, port and path prefix; no slash at the end. */
  readonly baseUrl: string
  /** The same as a WebSocket address. */
  readonly socketUrl: string
  /** Undefined: the first online service with the phone profile. */
  readonly serviceId: string | undefined
  readonly handshake: HandshakeSetting
  readonly origin: string
}

export const defaultBaseUrl = 'http://localhost:4035'

/**
 * The origin is this app's identity: the service ties its grant, its tokens and its event socket to it, so it must be the same in every request of every run.
 * `.localhost` belongs to nobody on the network (RFC 6761), so no web page elsewhere can come with it.
 */
export const defaultOrigin = 'http://sidetone.localhost'

const handshakes: readonly HandshakeSetting[] = ['auto', 'modern', 'legacy']

/** @throws FailureError input/invalid with params field and reason */
export function readSettings({ settings }: AccountConfig): DeviceConnectSettings {
  const baseUrl = readBaseUrl(textOf(settings['baseUrl'], 'baseUrl') ?? defaultBaseUrl)
  return {
    baseUrl,
    socketUrl: baseUrl.replace(/^http/, 'ws'),
    serviceId: readServiceId(textOf(settings['serviceId'], 'serviceId')),
    handshake: readHandshake(textOf(settings['handshake'], 'handshake')),
    origin: readOrigin(textOf(settings['origin'], 'origin') ?? defaultOrigin),
  }
}

function textOf(value: unknown, field: string): string | undefined {
  if (value === undefined) return undefined
  if (typeof value !== 'string') throw invalid(field, 'not-text')
  return value.trim() || undefined
}

function readBaseUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null) throw invalid('baseUrl', 'not-a-url')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw invalid('baseUrl', 'not-http')
  if (url.username || url.password) throw invalid('baseUrl', 'credentials-in-url')
  if (url.search || url.hash) throw invalid('baseUrl', 'not-a-base-url')
  return `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function readServiceId(text: string | undefined): string | undefined {
  if (text !== undefined && !/^[\x21-\x7e]{1,256}$/.test(text)) throw invalid('serviceId', 'not-an-id')
  return text
}

function readHandshake(text: string | undefined): HandshakeSetting {
  const found = handshakes.find((known) => known === (text ?? 'auto'))
  if (found === undefined) throw invalid('handshake', 'not-a-choice')
  return found
}

/** One printable word: it goes into two headers, and the service takes a second word for a second origin (error 18). */
function readOrigin(text: string): string {
  if (!/^[\x21-\x7e]{1,256}$/.test(text)) throw invalid('origin', 'not-an-origin')
  const url = URL.parse(text)
  if (url !== null && /^https?:$/.test(url.protocol) && url.origin !== text) throw invalid('origin', 'not-an-origin')
  return text
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { provider: 'device-connect', params: { field, reason } })
}
