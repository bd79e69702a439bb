import type { BroadcastCountry } from '../../../contract/model/broadcast.ts'

/**
 * The countries of the rule editor, in the order that the document prints: `id` is the place in that list, which is what goes on the wire
 * ("国番号(リスト順:1~)"). The document's picture ends after twenty; the real list may be longer.
 */
export const countries: readonly BroadcastCountry[] = [
  { id: 1, name: '日本', region: 'JP', prefix: '+81' },
  { id: 2, name: 'アメリカ(本土)', region: 'US', prefix: '+1' },
  { id: 3, name: 'アルゼンチン', region: 'AR', prefix: '+54' },
  { id: 4, name: 'イギリス', region: 'GB', prefix: '+44' },
  { id: 5, name: 'イタリア', region: 'IT', prefix: '+39' },
  { id: 6, name: 'インド', region: 'IN', prefix: '+91' },
  { id: 7, name: 'インドネシア', region: 'ID', prefix: '+62' },
  { id: 8, name: 'エジプト', region: 'EG', prefix: '+20' },
  { id: 9, name: 'オーストラリア/ココス/クリスマス島', region: 'AU', prefix: '+61' },
  { id: 10, name: 'オランダ', region: 'NL', prefix: '+31' },
  { id: 11, name: 'カナダ', region: 'CA', prefix: '+1' },
  { id: 12, name: '韓国', region: 'KR', prefix: '+82' },
  { id: 13, name: 'ギリシア', region: 'GR', prefix: '+30' },
  { id: 14, name: 'グアム', region: 'GU', prefix: '+1' },
  { id: 15, name: 'コロンビア', region: 'CO', prefix: '+57' },
  { id: 16, name: 'サウジアラビア', region: 'SA', prefix: '+966' },
  { id: 17, name: 'シンガポール', region: 'SG', prefix: '+65' },
  { id: 18, name: 'スイス', region: 'CH', prefix: '+41' },
  { id: 19, name: 'スウェーデン', region: 'SE', prefix: '+46' },
  { id: 20, name: 'スペイン', region: 'ES', prefix: '+34' },
]

export const japan = 1
const unitedStates = 2
const guam = 14

/**
 * The list's country of an international number, or undefined where the list shows none. Three of them share +1: Guam has its own area code, and Canada is called
 * by the same digits as the United States.
 */
export function countryOf(e164: string): BroadcastCountry | undefined {
  if (e164.startsWith('+1')) return countries[(e164.startsWith('+1671') ? guam : unitedStates) - 1]
  return countries.find(({ prefix }) => e164.startsWith(prefix))
}

/** Countries whose numbers are dialled from abroad with their leading zero. */
const keepsZero: ReadonlySet<string> = new Set(['IT'])

/** `08043391234` of country 1 is `+818043391234`, as histories write it. Undefined for a place that the list does not show. */
export function internationalNumber(tel: string, countryId: number): string | undefined {
  const country = countries[countryId - 1]
  if (country === undefined) return undefined
  return country.prefix + (keepsZero.has(country.region) ? tel : tel.replace(/^0/, ''))
}
