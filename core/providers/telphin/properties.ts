import type { ExtensionProperties, ExtensionValue } from '../../../contract/model/extension.ts'
import { invalidProperty } from './failures.ts'

/** What may stand under a name. `sound`: the id of an uploaded sound, or null for none. */
type PropertyKind = 'text' | 'flag' | 'number' | 'sound' | 'list' | 'phone-number' | readonly string[]

/**
 * PhoneProperties as far as they are known: `external_number` from the document, the others from other versions of it and from the vendor's clients. The
 * document's own table is blank, so this list is open: names that are not here pass as they are.
 */
export const phoneProperties: Readonly<Record<string, PropertyKind>> = {
  label: 'text',
  external_number: 'phone-number',
  announce_sound_upon_outgoing_call: 'sound',
  announce_sound_upon_incoming_call: 'sound',
  append_to_cid_name_on_transfer: 'text',
  auth_type: ['digest', 'network', 'both'],
  call_screening_enabled: 'flag',
  conference_announce_caller_name: 'flag',
  conference_end_on_exit: 'flag',
  conference_pin: 'text',
  password: 'text',
  allow_webrtc: 'flag',
  record_enabled: 'flag',
  record_transfer: 'flag',
  record_format: ['mp3', 'wav', 'mp3_mono', 'mp3_stereo', 'wav_mono', 'wav_stereo'],
  record_stereo: 'flag',
  ringback_sound: 'sound',
  hold_music: 'sound',
  geo_list: 'list',
  incoming_limit: 'number',
}

/** @throws FailureError input/invalid, naming the property */
export function checkChanges(properties: ExtensionProperties): void {
  const entries = Object.entries(properties)
  if (entries.length === 0) throw invalidProperty('properties', 'required')
  for (const [name, value] of entries) {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name)) throw invalidProperty(name.slice(0, 64), 'not-a-property')
    const kind = Object.hasOwn(phoneProperties, name) ? phoneProperties[name] : undefined
    const reason = kind === undefined ? undefined : mistake(kind, value)
    if (reason !== undefined) throw invalidProperty(name, reason)
  }
}

function mistake(kind: PropertyKind, value: ExtensionValue): string | undefined {
  if (typeof kind !== 'string') return kind.includes(String(value)) ? undefined : 'not-a-choice'
  const right: Record<typeof kind, () => boolean> = {
    text: () => typeof value === 'string',
    flag: () => typeof value === 'boolean',
    number: () => Number.isInteger(value),
    sound: () => value === null || Number.isInteger(value),
    list: () => Array.isArray(value),
    'phone-number': () => value === null || (typeof value === 'string' && /^(?:\+?\d{3,20})?$/.test(value)),
  }
  return right[kind]() ? undefined : `not-a-${kind}`
}

/** One line with a space after each colon and comma, as the document's samples send it. */
export function propertiesJson(properties: ExtensionProperties): string {
  const pairs = Object.entries(properties).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  return `{${pairs.join(', ')}}`
}

/** What can be shown of a reply: nested objects, which no known property is, are left out. */
export function readProperties(fields: Readonly<Record<string, unknown>>): ExtensionProperties {
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, ExtensionValue] => isShowable(entry[1])),
  )
}

function isShowable(value: unknown): value is ExtensionValue {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' || typeof item === 'number')
  return value === null || ['string', 'number', 'boolean'].includes(typeof value)
}
