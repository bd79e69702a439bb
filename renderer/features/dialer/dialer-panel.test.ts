import { describe, expect, it } from 'vitest'
import type { InMemoryOptions } from '../../bridge/in-memory-bridge.ts'
import {
  alarmAccount,
  alarmProvider,
  phoneAccount,
  phoneProvider,
  sampleFailure,
} from '../../bridge/in-memory-samples.ts'
import { find, findAll, press, type } from '../../testing/find.ts'
import { setLiveStage, settle } from '../../testing/stage.ts'
import type { Stage } from '../../testing/stage.ts'
import { useAccountsStore } from '../accounts/index.ts'
import DialerPanel from './DialerPanel.vue'

async function showDialer(options: InMemoryOptions = {}): Promise<Stage> {
  const stage = await setLiveStage({
    providers: [phoneProvider, alarmProvider],
    ...options,
    snapshot: { accounts: [phoneAccount], ...options.snapshot },
  })
  await useAccountsStore().load()
  await stage.show(DialerPanel)
  return stage
}

async function enter(stage: Stage, text: string): Promise<void> {
  type(find('textbox', 'Number'), text)
  stage.clock.advance(150)
  await settle()
}

const placed = (stage: Stage): unknown[] =>
  stage.bridge.asked.filter((request) => request.name === 'calls.place').map((request) => request.input)

const isDisabled = (element: HTMLElement): boolean => element.hasAttribute('disabled')

describe('the dialer', () => {
  it('says what will be dialled and dials it', async () => {
    const stage = await showDialer()
    expect(isDisabled(find('button', 'Call'))).toBe(true)
    await enter(stage, 'Call +81 3-4567-0000 today')
    expect(document.body.textContent).toContain('Dials +81345670000')
    find('button', 'Call').click()
    await settle()
    expect(placed(stage)).toEqual([{ text: 'Call +81 3-4567-0000 today', account: 'desk-phone' }])
  })

  it('dials with Enter at once, without the pause of the reading', async () => {
    const stage = await showDialer()
    type(find('textbox', 'Number'), '110')
    press(find('textbox', 'Number'), 'Enter')
    await settle()
    expect(placed(stage)).toHaveLength(1)
  })

  it('says why a text is no number and does not dial it', async () => {
    const stage = await showDialer()
    await enter(stage, '2026-11-22')
    expect(document.body.textContent).toContain('looks like a date')
    expect(find('textbox', 'Number').getAttribute('aria-invalid')).toBe('true')
    press(find('textbox', 'Number'), 'Enter')
    await settle()
    expect(placed(stage)).toEqual([])
  })

  it('offers several numbers and dials none unasked', async () => {
    const stage = await showDialer()
    await enter(stage, '0312345678 ; 0451234567')
    press(find('textbox', 'Number'), 'Enter')
    await settle()
    expect(placed(stage)).toEqual([])
    find('button', '0451234567').click()
    await settle()
    expect(document.body.textContent).toContain('Dials 0451234567')
  })

  it('warns in words', async () => {
    const stage = await showDialer({
      plan: (text) => ({
        reading: { kind: 'number', number: { text, kind: 'short', warnings: ['emergency'] } },
        dials: text,
        warnings: ['unusual-length', 'a-word-nobody-knows'],
      }),
    })
    await enter(stage, '119')
    for (const words of ['emergency number', 'numbers of another length', 'Check the number']) {
      expect(document.body.textContent).toContain(words)
    }
    expect(document.body.textContent).not.toContain('a-word-nobody-knows')
  })

  it('says look at your phone, and does not offer to repeat, when a call may have gone through', async () => {
    const stage = await showDialer()
    await enter(stage, '110')
    stage.bridge.failNext('calls.place', sampleFailure('net/timeout', { outcome: 'unknown' }))
    find('button', 'Call').click()
    await settle()
    expect(document.body.textContent).toContain('Look at your phone')
    expect(isDisabled(find('button', 'Call'))).toBe(true)
    expect(findAll('button', 'Retry')).toEqual([])
    press(find('textbox', 'Number'), 'Enter')
    await settle()
    expect(placed(stage)).toHaveLength(1)
  })

  it('chooses among the accounts that can dial, and remembers', async () => {
    const stage = await showDialer({
      snapshot: { accounts: [phoneAccount, alarmAccount], settings: withDialAccount('alarm') },
    })
    expect(find('combobox', 'Call with').textContent).toContain('Night alarm')
    expect(find('textbox', 'Message to speakoptional')).toBeTruthy()
    await enter(stage, '110')
    expect(stage.bridge.asked.at(-1)?.input).toEqual({ text: '110', account: 'alarm' })
  })

  it('asks before it replaces a number list', async () => {
    const stage = await showDialer({ snapshot: { accounts: [alarmAccount] } })
    await enter(stage, '110')
    find('button', 'Call').click()
    await settle()
    expect(placed(stage)).toEqual([])
    find('button', 'Replace and call').click()
    await settle()
    expect(placed(stage)).toEqual([{ text: '110', account: 'alarm' }])
  })

  it('takes up what a link asks for and waits for the person', async () => {
    const stage = await showDialer()
    stage.bridge.change({ type: 'dial-intent', intent: { id: 'i1', text: 'tel:110', source: 'link' } })
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('tel:110')
    expect(document.activeElement).toBe(find('textbox', 'Number'))
    expect(document.body.textContent).toContain('Number from a link')
    expect(stage.bridge.world.snapshot.dialIntent).toBeNull()
    expect(placed(stage)).toEqual([])
  })
})

describe('keys', () => {
  it('of the keypad write into the field', async () => {
    await showDialer()
    for (const key of ['1', 'Star', 'Hash', '0, hold for plus']) {
      find('button', key).click()
      await settle()
    }
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('1*#0')
    find('button', 'Delete last digit').click()
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('1*#')
  })

  it('write + when 0 is held, and no 0 after it', async () => {
    const stage = await showDialer()
    const zero = find('button', '0, hold for plus')
    zero.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    stage.clock.advance(500)
    zero.click()
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('+')
  })

  it('pressed anywhere go to the field', async () => {
    await showDialer()
    press(document.body, '5')
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('5')
  })

  it('that mean something else are left alone', async () => {
    await showDialer()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '5', ctrlKey: true, bubbles: true }))
    press(document.body, 'x')
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('')
  })

  it('clear the field with Esc', async () => {
    const stage = await showDialer()
    await enter(stage, '110')
    press(find('textbox', 'Number'), 'Escape')
    await settle()
    expect((find('textbox', 'Number') as HTMLInputElement).value).toBe('')
  })
})

function withDialAccount(dialAccount: string) {
  return {
    language: 'en',
    theme: 'system',
    region: 'JP',
    dialAccount,
    notifyIncoming: true,
    closeToTray: true,
    ringerMode: 'sound',
  } as const
}
