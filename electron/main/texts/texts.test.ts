import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { fill, textsFor } from './index.ts'
import { ja } from './ja.ts'

/** The values a text is filled with. */
function slots(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').toSorted()
}

describe('the catalogues', () => {
  it('have the same keys, filled with the same values', () => {
    expect(Object.keys(ja).toSorted()).toEqual(Object.keys(en).toSorted())
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(slots(ja[key]), key).toEqual(slots(en[key]))
  })
})

describe('the language', () => {
  it.each([
    ['en', ['ja-JP'], en],
    ['ja', ['en-US'], ja],
    ['system', ['ja-JP', 'en-US'], ja],
    ['system', ['vi-VN', 'ja'], ja],
    ['system', ['EN-gb'], en],
    ['system', ['ru-RU'], en],
    ['system', [], en],
  ] as const)('%s on a system that speaks %j', (language, system, expected) => {
    expect(textsFor(language, system)).toBe(expected)
  })
})

it('fills values in, once, and shows what was forgotten', () => {
  expect(fill('{a} and {b}', { a: '{b}', b: 'B' })).toBe('{b} and B')
  expect(fill('{a}', {})).toBe('{a}')
})
