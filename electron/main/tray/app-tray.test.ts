import { describe, expect, it, vi } from 'vitest'
import { exampleCall, exampleSnapshot } from '../testing/examples.ts'
import { en } from '../texts/en.ts'
import { ja } from '../texts/ja.ts'
import { AppTray } from './app-tray.ts'

function setUp() {
  const icon = { setToolTip: vi.fn(), setMenu: vi.fn(), onClick: vi.fn(), destroy: vi.fn() }
  const actions = {
    dial: vi.fn(),
    dialFromClipboard: vi.fn(),
    act: vi.fn(),
    setRinger: vi.fn(),
    show: vi.fn(),
    quit: vi.fn(),
  }
  const tray = new AppTray({ create: () => icon, actions })
  return { icon, tray, actions }
}

const picture = { snapshot: exampleSnapshot(), ringers: ['phone'] }

describe('the tray icon', () => {
  it('is drawn again only when it would look different', () => {
    const { icon, tray } = setUp()
    tray.render(picture, en)
    tray.render({ ...picture, snapshot: exampleSnapshot({ number: 2, historyRevision: 7 }) }, en)
    expect(icon.setMenu).toHaveBeenCalledTimes(1)
    tray.render({ ...picture, snapshot: exampleSnapshot({ calls: [exampleCall()] }) }, en)
    expect(icon.setMenu).toHaveBeenCalledTimes(2)
  })

  it('is drawn again for another call of the same caller: its entries act on that one', () => {
    const { icon, tray } = setUp()
    for (const id of ['phone/1', 'phone/2']) {
      const snapshot = exampleSnapshot({ calls: [exampleCall({ id, actions: ['answer'] })] })
      tray.render({ ...picture, snapshot }, en)
    }
    expect(icon.setMenu).toHaveBeenCalledTimes(2)
  })

  it('speaks the language it is given', () => {
    const { icon, tray } = setUp()
    tray.render(picture, ja)
    expect(icon.setToolTip).toHaveBeenLastCalledWith('Sidetone: 待ち受け中')
  })

  it('shows the window on a click where the desktop tells one', () => {
    const { icon, actions } = setUp()
    const [clicked] = icon.onClick.mock.calls[0] as [() => void]
    clicked()
    expect(actions.show).toHaveBeenCalledOnce()
  })

  it('is left alone once it is gone', () => {
    const { icon, tray } = setUp()
    tray.destroy()
    tray.render(picture, en)
    expect(icon.setMenu).not.toHaveBeenCalled()
  })
})
