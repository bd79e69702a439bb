/**
 * The countries of the rule editor, in the order of its list: `international_prefix_id` is the place in it, from 1.
 * ASSUMPTION: the manual's picture ends after twenty, the list does not; places beyond are refused here.
 */
const countries = [
  { name: '日本', prefix: '+81' },
  { name: 'アメリカ(本土)', prefix: '+1' },
  { name: 'アルゼンチン', prefix: '+54' },
  { name: 'イギリス', prefix: '+44' },
  { name: 'イタリア', prefix: '+39', keepsZero: true },
  { name: 'インド', prefix: '+91' },
  { name: 'インドネシア', prefix: '+62' },
  { name: 'エジプト', prefix: '+20' },
  { name: 'オーストラリア/ココス/クリスマス島', prefix: '+61' },
  { name: 'オランダ', prefix: '+31' },
  { name: 'カナダ', prefix: '+1' },
  { name: '韓国', prefix: '+82' },
  { name: 'ギリシア', prefix: '+30' },
  { name: 'グアム', prefix: '+1' },
  { name: 'コロンビア', prefix: '+57' },
  { name: 'サウジアラビア', prefix: '+966' },
  { name: 'シンガポール', prefix: '+65' },
  { name: 'スイス', prefix: '+41' },
  { name: 'スウェーデン', prefix: '+46' },
  { name: 'スペイン', prefix: '+34' },
] as const satisfies readonly { name: string; prefix: string; keepsZero?: boolean }[]

export const countryCount = countries.length

/** `08043391234` of country 1 is `+818043391234`, as the manual's histories write it. Italy alone keeps the leading zero. */
export function internationalNumber(tel: string, countryId: number): string {
  const country = countries[countryId - 1]
  if (!country) throw new Error(`There is no country ${countryId}.`)
  return country.prefix + ('keepsZero' in country ? tel : tel.replace(/^0/, ''))
}
