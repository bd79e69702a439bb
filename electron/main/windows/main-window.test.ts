import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron/main'
import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'
import { recordingLog } from '../testing/recording-log.ts'
import { MainWindow } from './main-window.ts'
import { WindowMemory } from './window-memory.ts'

class FakeWindow extends EventEmitter {
  readonly webContents = Object.assign(new EventEmitter(), { reload: vi.fn() })
  readonly did: string[] = []
  visible = false
  loaded = ''
  isMinimized = () => false
  isMaximized = () => false
  isVisible = () => this.visible
  isFocused = () => false
  getNormalBounds = () => ({ x: 1, y: 2, width: 400, height: 500 })
  loadURL = async (address: string) => void (this.loaded = address)
  show = () => void ((this.visible = true), this.did.push('show'))
  showInactive = () => void ((this.visible = true), this.did.push('showInactive'))
  hide = () => void ((this.visible = false), this.did.push('hide'))
  focus = () => void this.did.push('focus')
  flashFrame = (on: boolean) => void this.did.push(`flash ${on}`)
  /** A person's click on the X; true when the window went. */
  clickClose(): boolean {
    let held = false
    this.emit('close', { preventDefault: () => (held = true) })
    if (!held) this.emit('closed')
    return !held
  }
}

function setUp(hidesOnClose = true) {
  const made: { window: FakeWindow; options: BrowserWindowConstructorOptions }[] = []
  let text: string | undefined
  const files = {
    read: async () => text,
    write: async (_: string, next: string) => void (text = next),
  }
  const log = recordingLog()
  const memory = new WindowMemory(files, log)
  const hidden = vi.fn()
  const main = new MainWindow({
    create: (options) => {
      const window = new FakeWindow()
      made.push({ window, options })
      return window as unknown as BrowserWindow
    },
    address: 'sidetone-app://window/index.html',
    preload: '/out/preload/index.cjs',
    icon: '/icon.png',
    developerTools: false,
    memory,
    log,
    screens: () => [{ x: 0, y: 0, width: 1920, height: 1080 }],
    backgroundColor: () => '#fff',
    hidesOnClose: () => hidesOnClose,
    hidden,
  })
  main.show()
  const first = made[0]
  if (first === undefined) throw new Error('no window was made')
  return { main, made, memory, hidden, log, ...first }
}

describe('the main window', () => {
  it('is sandboxed, isolated and without Node', () => {
    expect(setUp().options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      devTools: false,
    })
  })

  it('is shown when it has something to show', () => {
    const { window } = setUp()
    expect([window.loaded, window.visible]).toEqual(['sidetone-app://window/index.html', false])
    window.emit('ready-to-show')
    expect(window.visible).toBe(true)
  })

  it('hides when closed, and says so', () => {
    const { window, hidden } = setUp(true)
    window.emit('ready-to-show')
    expect(window.clickClose()).toBe(false)
    expect(window.visible).toBe(false)
    expect(hidden).toHaveBeenCalledOnce()
  })

  it('closes when it may, and opens again where it was', () => {
    const { main, made, window, hidden } = setUp(false)
    expect(window.clickClose()).toBe(true)
    expect(hidden).not.toHaveBeenCalled()
    expect(main.pages()).toEqual([])
    main.show()
    expect(made).toHaveLength(2)
    expect(made[1]?.options).toMatchObject({ x: 1, y: 2, width: 400, height: 500 })
  })

  it('is one: showing it again brings it forward', () => {
    const { main, made, window } = setUp()
    main.show()
    expect(made).toHaveLength(1)
    expect(window.did).toEqual(['show', 'focus'])
  })

  it('knows its own page', () => {
    const { main, window } = setUp()
    expect(main.owns(window.webContents)).toBe(true)
    expect(main.owns({})).toBe(false)
  })

  it('draws attention without taking the keyboard', () => {
    const { main, window } = setUp()
    main.drawAttention()
    expect(window.did).toEqual(['showInactive', 'flash true'])
  })

  it('loads a crashed page again, but not for ever', () => {
    const { window, log } = setUp()
    for (let crash = 0; crash < 10; crash += 1) {
      window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    }
    expect(window.webContents.reload).toHaveBeenCalledTimes(3)
    expect(log.lines.filter(({ event }) => event === 'window crashed')).toHaveLength(10)
  })
})
