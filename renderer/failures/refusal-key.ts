import type { MessageKey } from '../i18n/i18n.ts'

/** The core's words for why a text is no number. `empty` is not among them: nothing typed is nothing to say. */
const refusals: Readonly<Record<string, MessageKey>> = {
  'no-number': 'dialer.refused.noNumber',
  'too-long': 'dialer.refused.tooLong',
  'too-many-digits': 'dialer.refused.tooManyDigits',
  'control-characters': 'dialer.refused.controlCharacters',
  option: 'dialer.refused.option',
  link: 'dialer.refused.link',
  address: 'dialer.refused.address',
  date: 'dialer.refused.date',
  time: 'dialer.refused.date',
  amount: 'dialer.refused.amount',
  version: 'dialer.refused.version',
  card: 'dialer.refused.card',
  masked: 'dialer.refused.masked',
  reference: 'dialer.refused.reference',
}

/** The core's and the providers' words for what to know before a number is dialled. */
const warnings: Readonly<Record<string, MessageKey>> = {
  'local-context': 'dialer.warning.localContext',
  'unusual-length': 'dialer.warning.unusualLength',
  'not-in-plan': 'dialer.warning.notInPlan',
  letters: 'dialer.warning.letters',
  'post-dial': 'dialer.warning.postDial',
  subaddress: 'dialer.warning.subaddress',
  emergency: 'dialer.warning.emergency',
  premium: 'dialer.warning.premium',
  'extension-not-dialled': 'dialer.warning.extension',
  'read-as-domestic': 'dialer.warning.readAsDomestic',
}

/** A word that is not known here gets the general sentence: never an empty line, never a raw word. */
export function refusalKey(reason: string): MessageKey {
  return refusals[reason] ?? 'dialer.refused.other'
}

export function warningKey(warning: string): MessageKey {
  return warnings[warning] ?? 'dialer.warning.other'
}
