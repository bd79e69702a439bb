import { FoneStormError } from './errors.ts'
import { chosenField, type Fields, requiredField } from './fields.ts'
import type { FoneStormSwitches } from './switches.ts'

type Generation = FoneStormSwitches['generation']

/**
 * The number that is dialled for `to`. 2.4: "Receiving 10 digit phone number". Newer: what is no digit is passed over; 7 to 15 digits
 * (1 and ten for the USA, 011 before another country) or a speed dial of 1 to 6.
 * @throws FoneStormError 400 for anything else
 */
export function dialedNumber(to: string, generation: Generation): string {
  if (generation === 'document') {
    if (!/^\d{10}$/.test(to)) throw new FoneStormError(400, 'to must be a 10 digit phone number.')
    return to
  }
  const digits = to.replace(/\D/g, '')
  if (!/^(\d{7,15}|[1-6])$/.test(digits)) {
    throw new FoneStormError(400, 'to must be a phone number of 7 to 15 digits or a speed dial.')
  }
  return digits
}

/** What a call from the API may be connected to, in the newer generation. */
const callServices = ['Device', 'VoiceMail', 'SoundFile', 'TTS', 'Phonenumber'] as const

/** The text to be spoken, if any: `tts`, or in the newer generation also a service of type TTS, whose id it is. */
export function spokenText(fields: Fields, generation: Generation): string | undefined {
  if (generation === 'newer' && fields.has('service_type')) {
    const service = chosenField(fields, 'service_type', callServices)
    const id = requiredField(fields, 'service_id')
    if (service === 'TTS') return id
  }
  return fields.get('tts') ?? undefined
}
