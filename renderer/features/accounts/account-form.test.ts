import { describe, expect, it } from 'vitest'
import { alarmAccount, alarmProvider, phoneAccount, phoneProvider } from '../../bridge/in-memory-samples.ts'
import { drawnFields, formErrors, startForm, toDraft, toPatch } from './account-form.ts'
import type { AccountForm } from './account-form.ts'

function withTexts(form: AccountForm, texts: Record<string, string>): AccountForm {
  return { ...form, texts: { ...form.texts, ...texts } }
}

describe('starting', () => {
  it("fills in the service's defaults", () => {
    expect(startForm(phoneProvider).texts).toEqual({
      baseUrl: 'http://localhost:4035',
      serviceId: '',
      handshake: 'auto',
      accessToken: '',
    })
  })

  it('shows what is known of an account, and never a secret', () => {
    const form = startForm(alarmProvider, alarmAccount)
    expect(form.label).toBe('Night alarm')
    expect(form.texts['authCode']).toBe('')
    expect(form.rows['rules']).toEqual([{ name: 'Pump', note: 'Basement', key: '' }])
  })

  it('draws the secrets of rows in their rows', () => {
    const fields = [...alarmProvider.fields, { name: 'rule:*', store: 'vault', kind: 'text', required: false } as const]
    expect(drawnFields({ ...alarmProvider, fields }).map((field) => field.name)).not.toContain('rule:*')
  })
})

describe('complaints', () => {
  const rules = { rules: [{ name: 'Pump', note: '', key: 'k' }] }

  it('are about what is missing', () => {
    expect(formErrors(alarmProvider, startForm(alarmProvider))).toEqual({
      authCode: 'accounts.invalid.required',
      rules: 'accounts.invalid.required',
    })
  })

  it('are not about a secret that is stored', () => {
    expect(formErrors(alarmProvider, startForm(alarmProvider, alarmAccount), alarmAccount)).toEqual({})
  })

  it.each(['localhost', 'javascript:alert(1)', 'ftp://example.com', 'http://'])(
    'are about the address %s',
    (baseUrl) => {
      expect(formErrors(phoneProvider, withTexts(startForm(phoneProvider), { baseUrl }))).toEqual({
        baseUrl: 'accounts.invalid.url',
      })
    },
  )

  it.each(['http://localhost:4035', 'https://10.0.0.2/api', 'wss://example.com'])('are not about %s', (baseUrl) => {
    expect(formErrors(phoneProvider, withTexts(startForm(phoneProvider), { baseUrl }))).toEqual({})
  })

  it('are about rows without a name or with the same one', () => {
    const form = { ...withTexts(startForm(alarmProvider), { authCode: 'a' }), rows: rules }
    expect(formErrors(alarmProvider, form)).toEqual({})
    const twice = { ...form, rows: { rules: [...rules.rules, ...rules.rules] } }
    expect(formErrors(alarmProvider, twice)).toEqual({ rules: 'accounts.invalid.rowName' })
  })
})

describe('what is sent', () => {
  it('keeps settings and secrets apart and leaves out what is empty', () => {
    const form = {
      ...withTexts(startForm(alarmProvider), { authCode: ' secret with space ', dialRule: '' }),
      label: ' Alarm ',
      rows: { rules: [{ name: ' Pump ', note: '', key: 'url-key' }] },
    }
    expect(toDraft(alarmProvider, form)).toEqual({
      provider: 'iotcall',
      label: 'Alarm',
      settings: { baseUrl: 'https://sys.iotcall.jp', rules: [{ name: 'Pump' }] },
      secrets: { authCode: ' secret with space ', 'rule:Pump': 'url-key' },
    })
  })

  it('makes numbers of number fields', () => {
    const provider = {
      ...phoneProvider,
      fields: [{ name: 'extensionId', store: 'settings', kind: 'number', required: true } as const],
    }
    expect(toDraft(provider, withTexts(startForm(provider), { extensionId: '42' })).settings).toEqual({
      extensionId: 42,
    })
    expect(formErrors(provider, withTexts(startForm(provider), { extensionId: 'x' }))).toEqual({
      extensionId: 'accounts.invalid.number',
    })
  })

  it('keeps a stored secret when its field stays empty', () => {
    expect(toPatch(phoneProvider, startForm(phoneProvider, phoneAccount), phoneAccount).secrets).toEqual({})
  })

  it('forgets the key of a row that is gone', () => {
    const form = {
      ...startForm(alarmProvider, alarmAccount),
      rows: { rules: [{ name: 'Door', note: '', key: 'new' }] },
    }
    expect(toPatch(alarmProvider, form, alarmAccount).secrets).toEqual({ 'rule:Pump': '', 'rule:Door': 'new' })
  })
})
