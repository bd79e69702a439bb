import { en } from '../../i18n/en/index.ts'

export type KnownProperty = keyof typeof en.extension.property
export type PropertyGroup = keyof typeof en.extension.group

/**
 * The properties whose meaning the service's documents give, by group. The document's table is not complete: whatever else the service has is shown under its own
 * name, in `other`.
 */
export const groupsOfProperties: readonly {
  readonly group: Exclude<PropertyGroup, 'other'>
  readonly names: readonly KnownProperty[]
}[] = [
  { group: 'mobile', names: ['external_number'] },
  {
    group: 'terminal',
    names: [
      'label',
      'auth_type',
      'allow_webrtc',
      'incoming_limit',
      'call_screening_enabled',
      'append_to_cid_name_on_transfer',
      'geo_list',
    ],
  },
  {
    group: 'sounds',
    names: ['announce_sound_upon_outgoing_call', 'announce_sound_upon_incoming_call', 'ringback_sound', 'hold_music'],
  },
  { group: 'conference', names: ['conference_announce_caller_name', 'conference_end_on_exit', 'conference_pin'] },
  { group: 'recording', names: ['record_enabled', 'record_transfer', 'record_format', 'record_stereo'] },
]

/** Offered also where the service does not name it: binding a mobile number is what people come here for. */
export const alwaysShown: readonly KnownProperty[] = ['external_number']

export type PropertyKind = 'text' | 'number' | 'sound' | 'switch' | 'choice' | 'list'

/** What may stand under a name, whatever stands there now; a `sound` is the number of one, or null. Everything else is text. */
export const kinds: Readonly<Partial<Record<KnownProperty, PropertyKind>>> = {
  auth_type: 'choice',
  allow_webrtc: 'switch',
  incoming_limit: 'number',
  call_screening_enabled: 'switch',
  geo_list: 'list',
  announce_sound_upon_outgoing_call: 'sound',
  announce_sound_upon_incoming_call: 'sound',
  ringback_sound: 'sound',
  hold_music: 'sound',
  conference_announce_caller_name: 'switch',
  conference_end_on_exit: 'switch',
  record_enabled: 'switch',
  record_transfer: 'switch',
  record_format: 'choice',
  record_stereo: 'switch',
}

/** The values a property can have, where the documents list them. */
export const choicesOf: Readonly<Partial<Record<KnownProperty, readonly string[]>>> = {
  auth_type: ['digest', 'network', 'both'],
  record_format: ['mp3', 'wav'],
}

export function isKnown(name: string): name is KnownProperty {
  return Object.hasOwn(en.extension.property, name)
}
