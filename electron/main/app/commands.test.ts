import { describe, expect, it, vi } from 'vitest'
import { fail } from '../../../core/index.ts'
import type { Telephony } from '../../../core/index.ts'
import { recordingLog } from '../testing/recording-log.ts'
import { en } from '../texts/en.ts'
import { Commands } from './commands.ts'

function setUp() {
  const calls = {
    offerIntent: vi.fn(),
    answer: vi.fn(async () => undefined),
    reject: vi.fn(async () => undefined),
    hangUp: vi.fn(async () => undefined),
    dismiss: vi.fn(async () => undefined),
    place: vi.fn(),
  }
  const ringer = { set: vi.fn(async () => undefined) }
  const accounts = { list: () => [{ id: 'a', label: 'Phone A' }] }
  const parts = {
    telephony: { calls, ringer, accounts } as unknown as Telephony,
    log: recordingLog(),
    texts: () => en,
    ringers: () => ['a', 'b'],
    clipboardText: vi.fn(async () => ' +81 3-1234-5678\n'),
    showWindow: vi.fn(),
    quit: vi.fn(),
    tell: vi.fn(),
  }
  return { ...parts, calls, ringer, commands: new Commands(parts) }
}

describe('commands from the desktop', () => {
  it('dial nothing: they put the number into the dialer and show it', async () => {
    const { commands, calls, showWindow } = setUp()
    commands.dial()
    commands.takeUp({ text: 'tel:110', source: 'link' })
    commands.dialFromClipboard()
    await vi.waitFor(() => expect(calls.offerIntent).toHaveBeenCalledTimes(3))
    expect(calls.offerIntent.mock.calls).toEqual([
      [{ text: '', source: 'tray' }],
      [{ text: 'tel:110', source: 'link' }],
      [{ text: '+81 3-1234-5678', source: 'tray' }],
    ])
    expect(showWindow).toHaveBeenCalledTimes(3)
    expect(calls.place).not.toHaveBeenCalled()
  })

  it('take no book from the clipboard', async () => {
    const { commands, calls, clipboardText } = setUp()
    clipboardText.mockResolvedValue('1'.repeat(9999))
    commands.dialFromClipboard()
    await vi.waitFor(() => expect(calls.offerIntent).toHaveBeenCalledOnce())
    expect(calls.offerIntent.mock.calls[0]).toEqual([{ text: '1'.repeat(2000), source: 'tray' }])
  })

  it.each([
    ['answer', 'answer'],
    ['reject', 'reject'],
    ['hang-up', 'hangUp'],
    ['dismiss', 'dismiss'],
  ] as const)('%s a call', (action, method) => {
    const { commands, calls } = setUp()
    commands.act(action, 'phone/1')
    expect(calls[method]).toHaveBeenCalledExactlyOnceWith('phone/1')
  })

  it('set every ringer there is, and name the one that could not be set', async () => {
    const { commands, ringer, tell } = setUp()
    ringer.set.mockRejectedValueOnce(fail('net/offline'))
    commands.setRinger('manner')
    expect(ringer.set.mock.calls).toEqual([
      ['a', 'manner'],
      ['b', 'manner'],
    ])
    await vi.waitFor(() => expect(tell).toHaveBeenCalledOnce())
    expect(tell).toHaveBeenCalledWith('That did not work', 'The ringer of Phone A could not be set.')
  })

  it('tell what failed, but not what was taken back', async () => {
    const { commands, calls, tell, log } = setUp()
    calls.answer.mockRejectedValueOnce(fail('aborted'))
    commands.act('answer', 'phone/1')
    calls.hangUp.mockRejectedValueOnce(fail('call/wrong-state'))
    commands.act('hang-up', 'phone/1')
    await vi.waitFor(() => expect(tell).toHaveBeenCalled())
    expect(tell.mock.calls).toEqual([['That did not work', en['notify.failed.hang-up']]])
    expect(log.lines).toHaveLength(1)
  })
})
