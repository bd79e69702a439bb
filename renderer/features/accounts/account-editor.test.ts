import { describe, expect, it, vi } from 'vitest'
import { alarmAccount, alarmProvider, phoneProvider, sampleFailure } from '../../bridge/in-memory-samples.ts'
import { find, findAll, type } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import AccountEditor from './AccountEditor.vue'
import { useAccountsStore } from './accounts.store.ts'

async function showEditor(props: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await setLiveStage({
    providers: [phoneProvider, alarmProvider],
    snapshot: { accounts: [alarmAccount] },
  })
  await useAccountsStore().load()
  await stage.show(AccountEditor, props)
  return stage
}

async function click(name: string): Promise<void> {
  find('button', name).click()
  await settle()
}

const inputOf = (stage: Stage, name: string): unknown =>
  stage.bridge.asked.findLast((request) => request.name === name)?.input

const text = (): string => document.body.textContent

describe('adding an account', () => {
  it('goes from the service to the form to the sign-in', async () => {
    const done = vi.fn<() => void>()
    const stage = await showEditor({ onDone: done })
    await click('Device Connect')
    await click('Add account')
    expect(inputOf(stage, 'accounts.add')).toEqual({
      provider: 'device-connect',
      settings: { baseUrl: 'http://localhost:4035', handshake: 'auto' },
      secrets: {},
    })
    expect(text()).toContain('“Device Connect” is ready')
    await click('Done')
    expect(done).toHaveBeenCalledOnce()
  })

  it('draws every declared field; secrets hidden and explained; advanced ones folded away', async () => {
    await showEditor()
    await click('Device Connect')
    expect((find('textbox', 'Server address') as HTMLInputElement).value).toBe('http://localhost:4035')
    expect(findAll('textbox', 'Access tokenoptional')).toEqual([])
    await click('More options')
    expect(find('textbox', 'Access tokenoptional').getAttribute('type')).toBe('password')
    expect(text()).toContain('Goes to the system keychain and is never shown again')
    expect(find('combobox', 'Event connection').textContent).toContain('Automatic')
  })

  it('says what is missing and sends nothing', async () => {
    const stage = await showEditor()
    await click('IoTCall')
    expect(text()).not.toContain('Please fill this in')
    await click('Add account')
    expect(find('textbox', 'AuthCode').getAttribute('aria-invalid')).toBe('true')
    expect(inputOf(stage, 'accounts.add')).toBeUndefined()
  })

  it('leads to the first field that is wrong, also where it is folded away', async () => {
    const advanced = { name: 'origin', store: 'settings', kind: 'url', required: true, advanced: true } as const
    const stage = await setLiveStage({ providers: [{ ...phoneProvider, fields: [advanced] }] })
    await useAccountsStore().load()
    await stage.show(AccountEditor)
    await click('Device Connect')
    await click('Add account')
    expect(find('textbox', 'Origin').getAttribute('aria-invalid')).toBe('true')
    await vi.waitFor(() => expect(document.activeElement === find('textbox', 'Origin')).toBe(true))
  })

  it('takes rows with their keys', async () => {
    const stage = await showEditor()
    await click('IoTCall')
    type(find('textbox', 'AuthCode'), 'auth')
    await click('Add row')
    type(find('textbox', 'Name'), 'Pump')
    await settle()
    type(find('textbox', 'URL key'), 'key-1')
    await settle()
    await click('Add account')
    expect(inputOf(stage, 'accounts.add')).toMatchObject({
      settings: { rules: [{ name: 'Pump' }] },
      secrets: { authCode: 'auth', 'rule:Pump': 'key-1' },
    })
  })

  it('stays in the form when it is not accepted', async () => {
    const stage = await showEditor()
    await click('Device Connect')
    type(find('textbox', 'Account nameoptional'), 'Mine')
    stage.bridge.failNext('accounts.add', sampleFailure('input/invalid', { params: { field: 'baseUrl' } }))
    await click('Add account')
    expect(text()).toContain('Please check what was entered')
    expect(text()).toContain('Field: Server address')
    expect((find('textbox', 'Account nameoptional') as HTMLInputElement).value).toBe('Mine')
  })

  it('says why the sign-in failed and lets the person correct it', async () => {
    const stage = await showEditor()
    await click('Device Connect')
    stage.bridge.failNext('accounts.test', sampleFailure('auth/rejected'))
    await click('Add account')
    expect(text()).toContain('was saved, but the sign-in failed')
    await click('Change details')
    await click('Save')
    expect(inputOf(stage, 'accounts.change')).toMatchObject({ id: 'device-connect-2' })
    expect(text()).toContain('is ready')
  })

  it('tells the person to look at the device while it waits', async () => {
    const stage = await showEditor()
    await click('Device Connect')
    const release = stage.bridge.hold('accounts.test')
    await click('Add account')
    expect(text()).toContain('Signing in')
    stage.bridge.change({
      type: 'connection',
      connection: { account: 'device-connect-2', state: 'connecting', waitingForPerson: true },
    })
    await settle()
    expect(text()).toContain('Waiting for you on the device')
    release()
    await settle()
    expect(text()).toContain('is ready')
  })
})

describe('changing an account', () => {
  it('shows its settings, never its secrets, and keeps what is not typed', async () => {
    const stage = await showEditor({ existing: alarmAccount })
    expect((find('textbox', 'AuthCode') as HTMLInputElement).value).toBe('')
    expect(text()).toContain('Stored. Leave empty to keep it.')
    await click('Save')
    expect(inputOf(stage, 'accounts.change')).toEqual({
      id: 'alarm',
      label: 'Night alarm',
      settings: alarmAccount.settings,
      secrets: {},
    })
  })
})
