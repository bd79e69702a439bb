import { expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const needed = { appId: 'app', sipUser: 'phone' }
const read = (settings: Record<string, string | number>) => readSettings({ id: 'a', label: 'A', settings })

it("defaults to the vendor's addresses", () => {
  expect(read(needed)).toEqual({
    baseUrl: 'https://openapi.antbuddy.com',
    eventsUrl: 'https://ws.antbuddy.com:5557',
    accountId: undefined,
    appId: 'app',
    sipUser: 'phone',
  })
})

it('takes an id of digits that was written as a number', () => {
  expect(read({ ...needed, appId: 6544646543674 }).appId).toBe('6544646543674')
})

it.each([
  [{ sipUser: 'phone' }, 'appId', 'required'],
  [{ appId: 'app' }, 'sipUser', 'required'],
  [{ ...needed, appId: 'a b' }, 'appId', 'not-an-id'],
  [{ ...needed, appId: 'a\r\nX: y' }, 'appId', 'not-an-id'],
  [{ ...needed, baseUrl: 'nowhere' }, 'baseUrl', 'not-a-url'],
  [{ ...needed, eventsUrl: 'ws://a' }, 'eventsUrl', 'not-http'],
  [{ ...needed, baseUrl: 'https://a:b@c' }, 'baseUrl', 'credentials-in-url'],
])('refuses %o', (settings, field, reason) => {
  expect(() => read(settings)).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: 'input/invalid', params: { field, reason } }) }),
  )
})
