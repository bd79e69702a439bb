import { describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../../../contract/model/change.ts'
import type { ConnectionState } from '../../../contract/model/connection.ts'
import { exampleCall, exampleSnapshot } from '../testing/examples.ts'
import { en } from '../texts/en.ts'
import { ja } from '../texts/ja.ts'
import { statusLine, trayMenu } from './tray-menu.ts'

function actions() {
  return { dial: vi.fn(), dialFromClipboard: vi.fn(), act: vi.fn(), setRinger: vi.fn(), show: vi.fn(), quit: vi.fn() }
}

function menuOf(change: Partial<Snapshot>, ringers: string[] = []) {
  return trayMenu({ snapshot: exampleSnapshot(change), ringers }, en, actions())
}

function labels(change: Partial<Snapshot>): unknown[] {
  return menuOf(change).flatMap(({ label }) => (label === undefined ? [] : [label]))
}

describe('the tray menu', () => {
  it('has every action, also where the icon tells no clicks', () => {
    expect(labels({})).toEqual(['Ready', 'Dial…', 'Dial from clipboard', 'Show Sidetone', 'Quit Sidetone'])
  })

  it('offers for a call what the call offers', () => {
    const call = exampleCall({ name: '田中', actions: ['answer', 'reject'] })
    const done = actions()
    const menu = trayMenu({ snapshot: exampleSnapshot({ calls: [call] }), ringers: [] }, en, done)
    expect(menu.slice(2, 5).map(({ label, enabled }) => [label, enabled ?? true])).toEqual([
      ['田中 is calling', false],
      ['Answer 田中', true],
      ['Reject 田中', true],
    ])
    const click = menu[3]?.click as () => void
    click()
    expect(done.act).toHaveBeenCalledExactlyOnceWith('answer', call.id)
  })

  it('names a call by its number, or says that it is withheld', () => {
    expect(labels({ calls: [exampleCall()] })[1]).toBe('+81312345678 is calling')
    expect(labels({ calls: [exampleCall({ number: '' })] })[1]).toBe('Withheld number is calling')
    expect(labels({ calls: [exampleCall({ direction: 'out' })] })[1]).toBe('Ringing +81312345678')
  })

  it('leaves a call out that is over', () => {
    expect(labels({ calls: [exampleCall({ state: 'ended', actions: ['dismiss'] })] })).toEqual(labels({}))
  })

  it('shows the ringer only where a service has one', () => {
    expect(menuOf({}).some(({ id }) => id === 'ringer')).toBe(false)
    const done = actions()
    const menu = trayMenu({ snapshot: exampleSnapshot(), ringers: ['phone'] }, en, done)
    const modes = menu.find(({ id }) => id === 'ringer')?.submenu
    if (!Array.isArray(modes)) throw new Error('no ringer modes')
    expect(modes.map(({ label, type }) => [label, type])).toEqual([
      ['Silent', 'radio'],
      ['Manner', 'radio'],
      ['Sound', 'radio'],
    ])
    const click = modes[1]?.click as () => void
    click()
    expect(done.setRinger).toHaveBeenCalledExactlyOnceWith('manner')
  })

  it.each([
    [['manner'], 'manner'],
    [[null], 'sound'],
    [['silent', 'silent'], 'silent'],
    [['silent', null], 'silent'],
    [['silent', 'manner'], undefined],
  ] as const)('marks the mode of ringers in %j', (modes, expected) => {
    const ringers = modes.map((mode, at) => ({ account: `phone-${at}`, mode, certainty: 'assumed' as const }))
    const other = { account: 'other', mode: 'manner' as const, certainty: 'known' as const }
    const menu = menuOf(
      { ringers: [...ringers, other] },
      ringers.map(({ account }) => account),
    )
    const entries = menu.find(({ id }) => id === 'ringer')?.submenu
    const marked = Array.isArray(entries) ? entries.filter(({ checked }) => checked).map(({ id }) => id) : []
    expect(marked).toEqual(expected === undefined ? [] : [`ringer:${expected}`])
  })
})

describe('the status line', () => {
  const phones = ['a', 'b'].map((id) => ({
    id,
    provider: 'device-connect' as const,
    label: `Phone ${id}`,
    settings: {},
    inVault: [],
  }))

  it.each<[ConnectionState, ConnectionState, string]>([
    ['live', 'idle', 'Ready'],
    ['live', 'reconnecting', 'Connecting: Phone b'],
    ['offline', 'connecting', 'Offline: Phone a'],
    ['offline', 'refused', 'Needs attention: Phone b'],
  ])('of %s and %s is the worst of them', (a, b, expected) => {
    const connections = [
      { account: 'a', state: a },
      { account: 'b', state: b },
    ]
    expect(statusLine(exampleSnapshot({ accounts: phones, connections }), en)).toBe(expected)
  })

  it('says when there is no account, in the language asked for', () => {
    expect(statusLine(exampleSnapshot({ accounts: [], connections: [] }), ja)).toBe('アカウントはまだありません')
  })
})
