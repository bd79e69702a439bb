import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { InMemoryOptions } from '../bridge/in-memory-bridge.ts'
import {
  alarmAccount,
  alarmProvider,
  emptySnapshot,
  exchangeAccount,
  exchangeProvider,
  phoneAccount,
  phoneProvider,
  sampleCall,
  sampleFailure,
} from '../bridge/in-memory-samples.ts'
import { find, findAll, press } from '../testing/find.ts'
import { setStage, settle } from '../testing/stage.ts'
import type { Stage } from '../testing/stage.ts'
import AppShell from './AppShell.vue'

beforeEach(() => {
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  )
})

async function showApp(options: InMemoryOptions = {}): Promise<Stage> {
  const stage = setStage({ providers: [phoneProvider], ...options })
  await stage.show(AppShell, { systemLanguage: 'en-US' })
  return stage
}

const withAccount: InMemoryOptions = {
  snapshot: { accounts: [phoneAccount], connections: [{ account: 'desk-phone', state: 'live' }] },
}
const text = (): string => document.body.textContent

async function click(name: string): Promise<void> {
  find('button', name).click()
  await settle()
}

describe('the window', () => {
  it('welcomes who has no account and leads to one that works', async () => {
    await showApp()
    expect(text()).toContain('Your phones, on your desk')
    await click('Add account')
    await click('Device Connect')
    await click('Add account')
    await click('Done')
    expect(find('textbox', 'Number')).toBeTruthy()
  })

  it('says why it cannot start, and tries again', async () => {
    const stage = setStage({ providers: [phoneProvider], ...withAccount })
    stage.bridge.failNext('state.snapshot', sampleFailure('store/unavailable'))
    await stage.show(AppShell, { systemLanguage: 'en-US' })
    expect(text()).toContain('Data folder not usable')
    await click('Retry')
    expect(find('status', 'Connection').textContent).toContain('Live')
  })

  it('goes to the settings and back with Esc', async () => {
    await showApp(withAccount)
    await click('Settings')
    expect(text()).toContain('Keyboard shortcuts')
    press(document.body, 'Escape')
    await settle()
    expect(find('textbox', 'Number')).toBeTruthy()
  })

  it('is in the language and theme that were chosen, at once', async () => {
    const stage = await showApp(withAccount)
    stage.bridge.change({ type: 'settings', settings: { ...emptySnapshot.settings, language: 'ja', theme: 'dark' } })
    await settle()
    expect(find('button', '発信')).toBeTruthy()
    expect(document.documentElement.lang).toBe('ja')
    expect(document.documentElement.dataset['theme']).toBe('dark')
    stage.bridge.change({ type: 'settings', settings: emptySnapshot.settings })
    await settle()
    expect(document.documentElement.dataset['theme']).toBeUndefined()
  })

  it('says quietly that secrets are kept for this run only', async () => {
    await showApp({ snapshot: { ...withAccount.snapshot, vault: 'session' } })
    expect(text()).toContain('No keychain was found')
  })

  it('shows a refused account with what to do, and connects again on request', async () => {
    const stage = await showApp({
      snapshot: {
        accounts: [phoneAccount],
        connections: [{ account: 'desk-phone', state: 'refused', failure: sampleFailure('auth/rejected') }],
      },
    })
    expect(find('status', 'Connection').textContent).toContain('Refused')
    expect(text()).toContain('Check the account’s user name and password')
    await click('Retry: Desk phone')
    expect(stage.bridge.asked.at(-1)).toEqual({ name: 'accounts.reconnect', input: { account: 'desk-phone' } })
    expect(find('status', 'Connection').textContent).toContain('Connecting')
  })

  it('lets nobody wait for a connection that is being mended', async () => {
    const stage = await showApp({
      snapshot: { accounts: [phoneAccount], connections: [{ account: 'desk-phone', state: 'reconnecting' }] },
    })
    expect(find('status', 'Connection').textContent).toBe('Reconnecting')
    await click('Retry')
    expect(stage.bridge.asked.at(-1)?.name).toBe('accounts.reconnect')
    expect(findAll('button', 'Retry')).toEqual([])
  })

  it('shows and announces a call on every page', async () => {
    const stage = await showApp(withAccount)
    await click('Settings')
    stage.bridge.change({ type: 'call', call: sampleCall() })
    await settle()
    expect(document.querySelector('[aria-live="assertive"]')?.textContent).toBe('Incoming call from +81345670000')
    await click('Answer')
    expect(find('button', 'Hang up')).toBeTruthy()
  })

  it('comes back to the dialer when the tray or a link dials, but not out of a form', async () => {
    const intent = { id: 'i1', text: '110', source: 'tray' } as const
    const stage = await showApp(withAccount)
    await click('Settings')
    await click('Add account')
    stage.bridge.change({ type: 'dial-intent', intent })
    await settle()
    expect(text()).toContain('Which service do you use?')
    await click('Back')
    await click('Back')
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('110')
    await click('Settings')
    stage.bridge.change({ type: 'dial-intent', intent: { ...intent, id: 'i2', text: '119' } })
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('119')
  })

  it('puts a number of the history into the dialer', async () => {
    await showApp({ ...withAccount, history: [sampleCall({ state: 'ended', result: 'missed' })] })
    await click('Call back')
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('+81345670000')
  })

  it('asks before an account is removed, then welcomes again', async () => {
    await showApp(withAccount)
    await click('Settings')
    await click('Edit Desk phone')
    await click('Remove account')
    expect(text()).toContain('Remove “Desk phone”?')
    const [, confirm] = findAll('button', 'Remove account')
    confirm?.click()
    await settle()
    press(document.body, 'Escape')
    await settle()
    press(document.body, 'Escape')
    await settle()
    expect(text()).toContain('Your phones, on your desk')
  })

  it('leads to what only some accounts have, and back', async () => {
    await showApp({
      providers: [phoneProvider, alarmProvider, exchangeProvider],
      snapshot: { accounts: [phoneAccount, alarmAccount, exchangeAccount] },
    })
    await click('Broadcast')
    expect(find('combobox', 'Rule').textContent).toContain('Pump')
    press(document.body, 'Escape')
    await settle()
    await click('Phone terminal')
    expect(text()).toContain('Extension 54')
    await click('Back')
    expect(find('textbox', 'Number')).toBeTruthy()
  })

  it('shows no way to what no account has', async () => {
    await showApp(withAccount)
    expect(findAll('button', 'Broadcast')).toEqual([])
    expect(findAll('button', 'Phone terminal')).toEqual([])
  })

  it('tells quietly of an account that only lacks live calls', async () => {
    await showApp({
      snapshot: {
        accounts: [phoneAccount],
        connections: [
          {
            account: 'desk-phone',
            state: 'idle',
            failure: sampleFailure('unsupported', { params: { reason: 'no-account-id', field: 'accountId' } }),
          },
        ],
      },
    })
    expect(find('status', 'Connection').textContent).toContain('No live calls')
    expect(text()).toContain('everything else works without it')
    expect(document.querySelector('[role="alert"]')).toBeNull()
    expect(findAll('button', 'Retry: Desk phone')).toEqual([])
  })

  it('shows a failure that passes by, and never a cancelled one', async () => {
    const stage = await showApp(withAccount)
    stage.bridge.failNext('ringer.set', sampleFailure('aborted'))
    find('radio', 'Silent').click()
    await settle()
    expect(text()).not.toContain('was not changed')
    stage.bridge.failNext('ringer.set', sampleFailure('net/offline'))
    find('radio', 'Manner').click()
    await settle()
    expect(text()).toContain('The ringer of “Desk phone” was not changed')
  })
})
