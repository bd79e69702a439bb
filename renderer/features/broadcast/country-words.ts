import type { BroadcastCountry } from '../../../contract/model/broadcast.ts'

/** "+81 Japan", in the person's language where the country is known, else in the service's words. */
export function countryWord(country: BroadcastCountry, language: string): string {
  const known = /^[A-Z]{2}$/.test(country.region)
  const name = known ? new Intl.DisplayNames(language, { type: 'region' }).of(country.region) : undefined
  return `${country.prefix} ${name ?? country.name}`.trim()
}
