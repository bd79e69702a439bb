import { describe, expect, it } from 'vitest'
import { api } from './api.ts'

/** Whether an input would be let in. */
function takes(schema: { safeParse(value: unknown): { success: boolean } }, value: unknown): boolean {
  return schema.safeParse(value).success
}

describe('inputs are bounded', () => {
  it('a text to dial', () => {
    const place = api.calls.place.input
    expect(takes(place, { text: '1'.repeat(2000), account: 'phone' })).toBe(true)
    expect(takes(place, { text: '1'.repeat(2001), account: 'phone' })).toBe(false)
    expect(takes(place, { text: '1' })).toBe(false)
  })

  it.each(['', '-phone', 'Phone', 'a/b', '../up', 'ph one', 'a'.repeat(64)])('no account is called %j', (account) => {
    expect(takes(api.accounts.remove.input, { account })).toBe(false)
  })

  it('a page of history', () => {
    expect(takes(api.history.page.input, { limit: 200 })).toBe(true)
    for (const limit of [0, 201, 1.5, '10']) expect(takes(api.history.page.input, { limit })).toBe(false)
  })

  it('settings change only to what they can be', () => {
    expect(takes(api.settings.change.input, { language: 'ja' })).toBe(true)
    expect(takes(api.settings.change.input, { language: 'xx' })).toBe(false)
    expect(takes(api.settings.change.input, { region: 'jp' })).toBe(false)
  })

  it('an unknown service', () => {
    expect(takes(api.accounts.add.input, { provider: 'nobody', settings: {}, secrets: {} })).toBe(false)
  })
})
