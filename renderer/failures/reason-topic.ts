import type { en } from '../i18n/en/index.ts'

type ReasonTopic = keyof typeof en.reasons

/** `code reason` pairs that have a text of their own; everything else gets the code's. */
const topics: Readonly<Record<string, ReasonTopic>> = {
  'auth/rejected dialog-refused': 'dialogRefused',
  'auth/rejected dialog-unanswered': 'dialogUnanswered',
  'auth/rejected origin': 'origin',
  'auth/rejected token': 'token',
  'auth/rejected scope': 'token',
  'auth/expired token': 'token',
  'not-found no-phone-service': 'noPhone',
  'not-found service-offline': 'deviceOffline',
  'not-found service': 'deviceUnknown',
  'provider/refused low-battery': 'lowBattery',
  'provider/refused plugin-disabled': 'switchedOff',
  'provider/refused plugin-suspended': 'switchedOff',
  'provider/refused server-state': 'phonePermission',
  'input/invalid several-numbers': 'severalNumbers',
  'input/invalid digits-only': 'digitsOnly',
  'store/unavailable disk-full': 'diskFull',
  'store/unavailable no-access': 'noAccess',
  'store/unavailable read-only': 'noAccess',
  'store/unavailable newer-version': 'newerVersion',
}

export function reasonTopic(code: string, reason: string): ReasonTopic | null {
  return topics[`${code} ${reason}`] ?? null
}
