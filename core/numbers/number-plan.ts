import type { CountryCode, PhoneNumber, PhoneNumberType } from 'libphonenumber-js/max'
import type { DialLine, Region } from './types.ts'

/** What the world's numbering plans say about one number. */
export interface PlannedNumber {
  readonly e164: string
  /** The country calling code, digits only. */
  readonly callingCode: string
  /** The number without calling code and trunk prefix, digits only. */
  readonly significant: string
  /** Digits dialled inside the country. */
  readonly national: string
  readonly country: string | undefined
  readonly line: DialLine | undefined
  /** The plan has such numbers. */
  readonly valid: boolean
  /** At least the length is right. */
  readonly possible: boolean
  readonly shownNational: string
  readonly shownInternational: string
}

export interface NumberPlan {
  /** `text` is `+` and digits, or digits as dialled in `region`. Undefined when no plan can make sense of it. */
  read(text: string, region?: Region): PlannedNumber | undefined
  isRegion(region: string): boolean
  /** Digits only, e.g. `81` for JP. */
  callingCode(region: Region): string | undefined
}

const LINES: Record<PhoneNumberType, DialLine> = {
  FIXED_LINE: 'fixed',
  MOBILE: 'mobile',
  FIXED_LINE_OR_MOBILE: 'fixed-or-mobile',
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  VOIP: 'voip',
  PERSONAL_NUMBER: 'other',
  PAGER: 'other',
  UAN: 'other',
  VOICEMAIL: 'other',
}

function planned(number: PhoneNumber): PlannedNumber {
  // Plans with extra-long numbers (Germany, Japan) let more through than E.164's 15 digits.
  const fits = number.number.length <= 16
  const type = number.getType()
  const shownNational = number.formatNational()
  return {
    e164: number.number,
    callingCode: number.countryCallingCode,
    significant: number.nationalNumber,
    national: shownNational.replace(/\D/g, ''),
    country: number.country,
    line: type === undefined ? undefined : LINES[type],
    valid: fits && number.isValid(),
    possible: fits && number.isPossible(),
    shownNational,
    shownInternational: number.formatInternational(),
  }
}

/**
 * Loads the numbering plans on first use (157 kB, about 30 ms; later calls answer at once).
 * The `max` set is the only one that knows line types, and validates by them: the small one takes too much for a number.
 */
export async function loadNumberPlan(): Promise<NumberPlan> {
  const { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } =
    await import('libphonenumber-js/max')
  const country = (region: string | undefined): CountryCode | undefined => {
    const code = region?.toUpperCase()
    return code !== undefined && isSupportedCountry(code) ? code : undefined
  }
  return {
    read(text, region) {
      const defaultCountry = country(region)
      const number = parsePhoneNumberFromString(text, { extract: false, ...(defaultCountry && { defaultCountry }) })
      return number && planned(number)
    },
    isRegion: (region) => country(region) !== undefined,
    callingCode(region) {
      const code = country(region)
      return code && getCountryCallingCode(code)
    },
  }
}
