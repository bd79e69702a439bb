import { expect, it } from 'vitest'
import { regionOf } from './region.ts'

it.each([
  [['ja-JP', 'en-US'], 'JP'],
  [['ja'], 'JP'],
  [['vi'], 'VN'],
  [['en-GB'], 'GB'],
  [['zh-Hant-TW'], 'TW'],
  [['es-419', 'ru'], 'RU'],
  [['C', 'de-AT'], 'AT'],
  [['not a language!'], 'US'],
  [[], 'US'],
])('of a system that speaks %j is %s', (languages, region) => {
  expect(regionOf(languages)).toBe(region)
})
