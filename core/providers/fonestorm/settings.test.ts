import { expect, it } from 'vitest'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { readSettings } from './settings.ts'

const least = { username: 'jane', foneNumber: '3215551081' }

function read(settings: AccountSettings) {
  return readSettings({ id: 'fs', label: '', settings })
}

it('has the vendor’s address and JSON callbacks where nothing else is said', () => {
  expect(read(least)).toEqual({
    baseUrl: 'https://api.fonestorm.com/v2',
    username: 'jane',
    foneNumber: '3215551081',
    callbackUrl: undefined,
    callbackUsername: undefined,
    callbackMethod: 'JSON',
  })
})

it.each([
  ['(321) 555-1081', '3215551081'],
  ['+1 321 555 1081', '3215551081'],
  ['13215551081', '3215551081'],
])('takes the number %s for %s', (written, foneNumber) => {
  expect(read({ ...least, foneNumber })).toMatchObject({ foneNumber })
  expect(read({ ...least, foneNumber: written })).toMatchObject({ foneNumber })
})

it('takes a number that is a JSON number', () => {
  expect(read({ ...least, foneNumber: 3215551081 })).toMatchObject({ foneNumber: '3215551081' })
})

it('allows http within the network only: the password goes there', () => {
  expect(read({ ...least, baseUrl: 'http://127.0.0.1:8080/v2/' })).toMatchObject({
    baseUrl: 'http://127.0.0.1:8080/v2',
  })
})

it.each<[string, AccountSettings, string, string]>([
  ['no user name', { foneNumber: '3215551081' }, 'username', 'required'],
  ['no number', { username: 'jane' }, 'foneNumber', 'required'],
  ['a number that is none', { foneNumber: 'reception' }, 'foneNumber', 'not-a-number'],
  ['http in the world', { baseUrl: 'http://api.fonestorm.com/v2' }, 'baseUrl', 'not-https'],
  ['another scheme', { baseUrl: 'ftp://api.fonestorm.com' }, 'baseUrl', 'not-http'],
  ['credentials in the address', { baseUrl: 'https://a:b@api.fonestorm.com' }, 'baseUrl', 'credentials-in-url'],
  ['a query', { baseUrl: 'https://api.fonestorm.com/?x=1' }, 'baseUrl', 'not-a-base-url'],
  ['an address that is none', { callbackUrl: 'my tunnel' }, 'callbackUrl', 'not-a-url'],
  ['a name that Basic cannot carry', { callbackUsername: 'a:b' }, 'callbackUsername', 'colon-in-name'],
  ['a method that is none', { callbackMethod: 'PUT' }, 'callbackMethod', 'not-a-choice'],
])('refuses %s', (_what, settings, field, reason) => {
  const base = 'foneNumber' in settings || 'username' in settings ? {} : least
  const given =
    field === 'foneNumber' && 'foneNumber' in settings ? { ...least, ...settings } : { ...base, ...settings }
  expect(() => read(given)).toThrow(
    expect.objectContaining({
      failure: expect.objectContaining({ code: 'input/invalid', provider: 'fonestorm', params: { field, reason } }),
    }),
  )
})
