import { expect, it } from 'vitest'
import { secretVariable, sessionVault } from './session-vault.ts'

it('finds a secret in the environment until another is written or it is forgotten', async () => {
  const vault = sessionVault({ SIDETONE_SECRET_MY_PHONE_ACCESSTOKEN: 'given', SIDETONE_SECRET_EMPTY_PASSWORD: '' })
  expect(await vault.read('my-phone', 'accessToken')).toBe('given')
  expect(await vault.read('empty', 'password')).toBeUndefined()
  await vault.write('my-phone', 'accessToken', 'newer')
  expect(await vault.read('my-phone', 'accessToken')).toBe('newer')
  await vault.forget('my-phone', 'accessToken')
  expect(await vault.read('my-phone', 'accessToken')).toBeUndefined()
})

it('names the variable in capitals, digits and underscores', () => {
  expect(secretVariable('office-2', 'rule:Night shift')).toBe('SIDETONE_SECRET_OFFICE_2_RULE_NIGHT_SHIFT')
})
