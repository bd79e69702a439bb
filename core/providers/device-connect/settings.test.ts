import { describe, expect, it } from 'vitest'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { readSettings } from './settings.ts'

const read = (settings: AccountSettings) => readSettings({ id: 'phone', label: 'Phone', settings })

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(read({})).toEqual({
      baseUrl: 'http://localhost:4035',
      socketUrl: 'ws://localhost:4035',
      serviceId: undefined,
      handshake: 'auto',
      origin: 'http://sidetone.localhost',
    })
  })

  it('keeps scheme, port and prefix, for both protocols', () => {
    expect(read({ baseUrl: ' https://Phone.local:8443/proxy/ ' })).toMatchObject({
      baseUrl: 'https://phone.local:8443/proxy',
      socketUrl: 'wss://phone.local:8443/proxy',
    })
  })

  it('takes empty fields for absent ones', () => {
    expect(read({ baseUrl: '', serviceId: ' ', handshake: '', origin: '' })).toEqual(read({}))
  })

  it.each([
    ['baseUrl', 'phone', 'not-a-url'],
    ['baseUrl', 'ftp://phone', 'not-http'],
    ['baseUrl', 'http://me:secret@phone', 'credentials-in-url'],
    ['baseUrl', 'http://phone/?a=b', 'not-a-base-url'],
    ['baseUrl', 5, 'not-text'],
    ['serviceId', 'a b', 'not-an-id'],
    ['handshake', 'ancient', 'not-a-choice'],
    ['origin', 'http://a http://b', 'not-an-origin'],
    ['origin', 'http://a/path', 'not-an-origin'],
    ['origin', 'a\r\nX: y', 'not-an-origin'],
  ])('refuses %s = %j', (field, value, reason) => {
    const refusal = expect.objectContaining({ code: 'input/invalid', params: { field, reason } })
    expect(() => read({ [field]: value })).toThrow(expect.objectContaining({ failure: refusal }))
  })

  it.each(['null', 'com.example.sidetone', 'https://sidetone.example'])('takes the origin %s', (origin) => {
    expect(read({ origin }).origin).toBe(origin)
  })
})
