/** Regions that national numbers can be read in; the person's own is added when it is another one. */
const offered = [
  'JP',
  'VN',
  'RU',
  'US',
  'AU',
  'BR',
  'CA',
  'CN',
  'DE',
  'ES',
  'FR',
  'GB',
  'ID',
  'IN',
  'IT',
  'KR',
  'KZ',
  'MX',
  'PH',
  'SG',
  'TH',
  'TW',
  'UA',
]

/** Choices in the language's own words and order. */
export function regionChoices(language: string, current: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  const codes = offered.includes(current) ? offered : [...offered, current]
  return codes
    .map((code) => ({ value: code, label: names.of(code) ?? code }))
    .sort((a, b) => a.label.localeCompare(b.label, language))
}
