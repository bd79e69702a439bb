import { expect, it } from 'vitest'
import { readSettings } from './settings.ts'

const read = (settings: Record<string, string | number>) => readSettings({ id: 'a', label: 'a', settings })

it('has the vendor’s host by default', () => {
  expect(read({ clientId: 'app' })).toEqual({
    baseUrl: 'https://apiproxy.telphin.ru',
    clientId: 'app',
    extensionId: undefined,
    callbackUrl: undefined,
  })
})

it.each([
  ['https://pbx.example/api/ver1.0/', 'https://pbx.example'],
  ['https://pbx.example/api/ver1.0', 'https://pbx.example'],
  ['http://127.0.0.1:8080/white/label/', 'http://127.0.0.1:8080/white/label'],
])('takes %s', (baseUrl, meant) => {
  expect(read({ clientId: 'app', baseUrl }).baseUrl).toBe(meant)
})

it('takes an id that was written as a number, and a name', () => {
  expect(read({ clientId: 'app', extensionId: 54 }).extensionId).toBe('54')
  expect(read({ clientId: 'app', extensionId: '10150*101' }).extensionId).toBe('10150*101')
})

it.each([
  [{}, 'clientId', 'required'],
  [{ clientId: 'a b' }, 'clientId', 'not-an-id'],
  [{ clientId: 'a', baseUrl: 'pbx' }, 'baseUrl', 'not-a-url'],
  [{ clientId: 'a', baseUrl: 'ftp://pbx' }, 'baseUrl', 'not-http'],
  [{ clientId: 'a', baseUrl: 'https://u:p@pbx' }, 'baseUrl', 'credentials-in-url'],
  [{ clientId: 'a', baseUrl: 'https://pbx/?a' }, 'baseUrl', 'not-a-base-url'],
  [{ clientId: 'a', extensionId: '../54' }, 'extensionId', 'not-an-extension'],
  [{ clientId: 'a', callbackUrl: 'here' }, 'callbackUrl', 'not-a-url'],
])('refuses %j', (settings, field, reason) => {
  const failure = expect.objectContaining({ code: 'input/invalid', params: { field, reason } }) as unknown
  expect(() => read(settings as Record<string, string>)).toThrow(expect.objectContaining({ failure }) as Error)
})
