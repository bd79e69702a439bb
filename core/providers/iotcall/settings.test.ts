import { describe, expect, it } from 'vitest'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { readSettings } from './settings.ts'

const read = (settings: AccountSettings) => readSettings({ id: 'iot', label: 'IoT', settings })

describe('readSettings', () => {
  it('needs nothing', () => {
    expect(read({})).toEqual({ baseUrl: 'https://sys.iotcall.jp', rules: [], dialRule: undefined })
  })

  it('says which rule dials', () => {
    const rules = [{ name: ' 避難 ', note: '全員' }, { name: 'dial' }]
    expect(read({ baseUrl: 'http://127.0.0.1:9/x/', rules, dialRule: 'dial', callbackUrl: '' })).toEqual({
      baseUrl: 'http://127.0.0.1:9/x',
      rules: [
        { name: '避難', note: '全員', dials: false },
        { name: 'dial', dials: true },
      ],
      dialRule: 'dial',
    })
  })

  it.each([
    ['baseUrl', { baseUrl: 'sys' }, 'not-a-url'],
    ['baseUrl', { baseUrl: 'ftp://sys' }, 'not-http'],
    ['baseUrl', { baseUrl: 'http://me:secret@sys' }, 'credentials-in-url'],
    ['callbackUrl', { callbackUrl: 'tunnel' }, 'not-a-url'],
    ['rules', { rules: 'alarm' }, 'not-rows'],
    ['rules', { rules: [{ note: 'no name' }] }, 'name-required'],
    ['rules', { rules: [{ name: 'a' }, { name: 'a ' }] }, 'name-twice'],
    ['dialRule', { rules: [{ name: 'a' }], dialRule: 'b' }, 'not-a-rule'],
  ] as const)('refuses %s in %j', (field, settings, reason) => {
    const refusal = expect.objectContaining({ code: 'input/invalid', params: { field, reason } })
    expect(() => read(settings as AccountSettings)).toThrow(expect.objectContaining({ failure: refusal }))
  })
})
