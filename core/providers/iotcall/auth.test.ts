import { describe, expect, it } from 'vitest'
import { FakeVault } from '../../testing/fake-ports.ts'
import { Credentials } from './auth.ts'

const withKey = (key: string) => new Credentials(new FakeVault({ authCode: 'MFhjT0s2ODIDWA==', 'rule:alarm': key }))

describe('the AuthCode', () => {
  it('is what the vault has, read once', async () => {
    const vault = new FakeVault({ authCode: 'MFhjT0s2ODIDWA==' })
    const credentials = new Credentials(vault)
    expect(await credentials.authCode()).toBe('MFhjT0s2ODIDWA==')
    vault.slots.clear()
    expect(await credentials.authCode()).toBe('MFhjT0s2ODIDWA==')
  })

  it('that is missing, or could break a header, is never sent', async () => {
    await expect(new Credentials(new FakeVault()).authCode()).rejects.toMatchObject({
      failure: { code: 'auth/rejected', params: { reason: 'no-auth-code' } },
    })
    await expect(new Credentials(new FakeVault({ authCode: 'a\r\nX: y' })).authCode()).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'authCode' } },
    })
  })
})

describe('a URL key', () => {
  it.each([
    '15c0ffee28b89',
    'https://stg-user.iotcall.jp/ar/15c0ffee28b89',
    'https://user.iotcall.jp/mc/15c0ffee28b89?x=1',
    'https://sys.iotcall.jp/pattern/15c0ffee28b89/call',
  ])('is understood in %s', async (text) => {
    expect(await withKey(text).urlKey('alarm')).toBe('15c0ffee28b89')
  })

  it.each(['a/b', '..', 'callog', 'smslog', 'a b', 'キー', 'a?b'])('is not %s', async (text) => {
    await expect(withKey(text).urlKey('alarm')).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'rule:alarm', reason: 'not-a-url-key' } },
    })
  })

  it('of a rule that has none is asked for', async () => {
    await expect(withKey('x').urlKey('other')).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'rule:other', reason: 'required' } },
    })
  })
})
