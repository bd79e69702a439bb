import { type Extension, ownExtensionId } from './demo-client.ts'
import { badRequest, notFound } from './errors.ts'
import { recordFormatNames, type RecordFormat } from './recording-formats.ts'
import { type Asked, extensionOf, jsonBody } from './requests.ts'
import type { Route } from './routes.ts'
import type { TelphinSwitches } from './switches.ts'

export type PropertyValue = string | number | boolean | null | readonly (string | number)[]
export type Properties = Record<string, PropertyValue>

/** Whether a value may stand under a name; the text says what may. */
interface Rule {
  readonly fits: (value: unknown) => boolean
  readonly wanted: string
}

const text: Rule = { fits: (value) => typeof value === 'string', wanted: 'a string' }
const flag: Rule = { fits: (value) => typeof value === 'boolean', wanted: 'a boolean' }
const sound: Rule = { fits: (value) => value === null || Number.isInteger(value), wanted: 'a sound id or null' }
const limit: Rule = { fits: (value) => Number.isInteger(value) && Number(value) >= 0, wanted: 'a whole number' }
const list: Rule = {
  fits: (value) => Array.isArray(value) && value.every((item) => ['string', 'number'].includes(typeof item)),
  wanted: 'an array',
}
/** ASSUMPTION: what the document shows is "+79876543210"; null or an empty text take the binding away. */
const outsideNumber: Rule = {
  fits: (value) => value === null || (typeof value === 'string' && /^(\+?\d{5,15})?$/.test(value)),
  wanted: 'a number like +79876543210',
}

function oneOf(...values: readonly string[]): Rule {
  return { fits: (value) => values.includes(String(value)), wanted: values.join(', ') }
}

/** Names from the document and its other versions; the table itself is blank, so there are more. */
function rulesOf({ recordFormatStyle }: TelphinSwitches): Readonly<Record<string, Rule>> {
  const formats: Record<string, Rule> =
    recordFormatStyle === 'product'
      ? { record_format: oneOf('mp3', 'wav'), record_stereo: flag }
      : { record_format: oneOf(...recordFormatNames) }
  return {
    label: text,
    external_number: outsideNumber,
    announce_sound_upon_outgoing_call: sound,
    announce_sound_upon_incoming_call: sound,
    append_to_cid_name_on_transfer: text,
    auth_type: oneOf('digest', 'network', 'both'),
    call_screening_enabled: flag,
    conference_announce_caller_name: flag,
    conference_end_on_exit: flag,
    conference_pin: text,
    password: text,
    allow_webrtc: flag,
    record_enabled: flag,
    record_transfer: flag,
    ...formats,
    ringback_sound: sound,
    hold_music: sound,
    geo_list: list,
    incoming_limit: limit,
  }
}

/** ASSUMPTION: defaults are documented of auth_type, call screening and the conference flags; the others are ours. */
function initialProperties(extension: Extension): Properties {
  return {
    label: extension.label,
    external_number: null,
    announce_sound_upon_outgoing_call: null,
    announce_sound_upon_incoming_call: null,
    append_to_cid_name_on_transfer: '',
    auth_type: 'digest',
    call_screening_enabled: false,
    conference_announce_caller_name: true,
    conference_end_on_exit: true,
    conference_pin: '',
    password: `sip-password-of-${extension.id}`,
    allow_webrtc: true,
    record_enabled: extension.id === ownExtensionId,
    record_transfer: false,
    ringback_sound: null,
    hold_music: null,
    geo_list: [],
    incoming_limit: 1,
  }
}

/** GET and PUT /extension/{extension_id}/phone/: what a phone terminal is set to. */
export class PhoneProperties {
  readonly routes: readonly Route[]
  readonly #switches: TelphinSwitches
  readonly #extensions: () => readonly Extension[]
  readonly #changes = new Map<number, Properties>()
  /** Kept apart, as its spelling depends on a switch. */
  readonly #formats = new Map<number, RecordFormat>()

  constructor(switches: TelphinSwitches, extensions: () => readonly Extension[]) {
    this.#switches = switches
    this.#extensions = extensions
    const path = '/extension/:extension/phone/'
    this.routes = [
      { method: 'GET', path, resource: 'phone', handle: (asked) => this.#reply(this.#phone(asked)) },
      { method: 'PUT', path, resource: 'phone', handle: (asked) => this.#put(asked) },
    ]
  }

  /** Everything that this phone is set to. */
  of(extension: Extension): Properties {
    const format = this.recordFormatOf(extension)
    const [kind = '', sides] = format.split('_')
    const formats: Properties =
      this.#switches.recordFormatStyle === 'product'
        ? { record_format: kind, record_stereo: sides === 'stereo' }
        : { record_format: format }
    return { ...initialProperties(extension), ...formats, ...this.#changes.get(extension.id) }
  }

  recordFormatOf({ id }: Extension): RecordFormat {
    return this.#formats.get(id) ?? 'mp3_mono'
  }

  #phone(asked: Asked): Extension {
    const extension = this.#extensions().find(({ id }) => id === extensionOf(asked))
    if (extension?.type !== 'phone') throw notFound()
    return extension
  }

  /** Changes what is named and nothing else; a mistake in one name changes nothing. */
  #put(asked: Asked) {
    const extension = this.#phone(asked)
    const body = jsonBody(asked)
    const rules = rulesOf(this.#switches)
    for (const [name, value] of Object.entries(body)) {
      const rule = Object.hasOwn(rules, name) ? rules[name] : undefined
      if (!rule) throw badRequest(`Unknown field: ${name}`)
      if (!rule.fits(value)) throw badRequest(`${name} must be ${rule.wanted}`)
    }
    const { record_format: format, record_stereo: stereo, ...rest } = body as Properties
    this.#setFormat(extension, format, stereo)
    this.#changes.set(extension.id, { ...this.#changes.get(extension.id), ...rest })
    return this.#reply(extension)
  }

  /** ASSUMPTION: the four formats of the document are record_format times record_stereo. */
  #setFormat(extension: Extension, format: PropertyValue | undefined, stereo: PropertyValue | undefined): void {
    const [kind = 'mp3', sides = 'mono'] = this.recordFormatOf(extension).split('_')
    const newSides = stereo === undefined ? sides : stereo === true ? 'stereo' : 'mono'
    const joined = recordFormatNames.find((name) => name === format)
    const product = recordFormatNames.find((name) => name === `${String(format ?? kind)}_${newSides}`)
    const chosen = joined ?? product
    if (chosen) this.#formats.set(extension.id, chosen)
  }

  /** ASSUMPTION: PUT answers with everything, as GET does. */
  #reply(extension: Extension) {
    const { password, ...shown } = this.of(extension)
    const extras = { busy_lamp_hint: 'sip', device_model: null, codec_priority: ['opus', 'alaw'] }
    return {
      status: 200,
      body: {
        ...shown,
        ...(this.#switches.phonePasswordShown ? { password } : {}),
        ...(this.#switches.extraPhoneProperties ? extras : {}),
      },
    }
  }
}
