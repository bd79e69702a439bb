import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'
import type * as Electron from 'electron'
import { openPage } from '../chromium/page.ts'
import { cancelableEvent } from './cancelable-event.ts'
import type { Host } from './host.ts'
import { HostWebContents, type WebContentsParts } from './web-contents.ts'
import { WindowFrame } from './window-frame.ts'
import type { WindowList } from './window-list.ts'

/** What all windows share. */
export interface WindowParts extends Pick<WebContentsParts, 'ipcMain' | 'session' | 'nativeTheme'> {
  readonly host: Host
  readonly windows: WindowList
  readonly webContentsCreated: (contents: HostWebContents) => void
}

let lastId = 0

/**
 * `BrowserWindow`: one window of Chromium.
 *
 *     open --close(), a 'close' listener prevents--> open
 *     open --close()--> closed        open --destroy(), or Chromium closed it--> closed
 */
export class HostBrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      | 'id'
      | 'loadURL'
      | 'loadFile'
      | 'reload'
      | 'show'
      | 'showInactive'
      | 'hide'
      | 'focus'
      | 'blur'
      | 'close'
      | 'destroy'
      | 'isDestroyed'
      | 'isVisible'
      | 'isFocused'
      | 'isMinimized'
      | 'isMaximized'
      | 'isFullScreen'
      | 'minimize'
      | 'maximize'
      | 'unmaximize'
      | 'restore'
      | 'setTitle'
      | 'getTitle'
      | 'setSize'
      | 'getSize'
      | 'setContentSize'
      | 'getContentSize'
      | 'getBounds'
      | 'getNormalBounds'
      | 'setBounds'
      | 'getContentBounds'
      | 'setPosition'
      | 'getPosition'
      | 'center'
      | 'setMinimumSize'
      | 'getMinimumSize'
      | 'setAlwaysOnTop'
      | 'isAlwaysOnTop'
      | 'setMenu'
      | 'removeMenu'
      | 'setMenuBarVisibility'
      | 'isMenuBarVisible'
      | 'setAutoHideMenuBar'
      | 'flashFrame'
      | 'setBackgroundColor'
      | 'getBackgroundColor'
      | 'setSkipTaskbar'
      | 'moveTop'
      | 'setIcon'
      | 'setOverlayIcon'
      | 'setProgressBar'
      | 'setVisibleOnAllWorkspaces'
    >
{
  readonly id = ++lastId
  readonly webContents: HostWebContents
  readonly #windows: WindowList
  readonly #frame: WindowFrame
  readonly #minimum: [number, number]
  #title: string
  #background: string
  #isDestroyed = false
  #isVisible = false
  #isAlwaysOnTop: boolean
  #isMenuBarVisible: boolean

  constructor(options: Electron.BrowserWindowConstructorOptions, parts: WindowParts) {
    super()
    const { host, windows, webContentsCreated, ...shared } = parts
    this.#windows = windows
    this.#title = options.title ?? host.app.name
    this.#background = options.backgroundColor ?? '#FFFFFF'
    this.#isAlwaysOnTop = options.alwaysOnTop ?? false
    this.#isMenuBarVisible = options.autoHideMenuBar !== true
    this.#minimum = [options.minWidth ?? 0, options.minHeight ?? 0]
    const { width = 800, height = 600, x = 0, y = 0, show = true } = options
    this.webContents = new HostWebContents({
      ...shared,
      preload: options.webPreferences?.preload,
      open: async (firstUrl) => {
        const appUrl = host.appWindows && firstUrl?.startsWith('https:') === true ? firstUrl : undefined
        return openPage(await host.chromium, { width, height, minimized: !show && !host.headless, appUrl })
      },
      close: () => this.destroy(),
      openWindow: (url, override) => void new HostBrowserWindow({ ...override }, parts).loadURL(url),
      focusChanged: (focused) => this.#focusChanged(focused && !host.headless),
    })
    this.#frame = new WindowFrame(host, this.webContents, { x, y, width, height })
    this.#follow()
    windows.add(this)
    webContentsCreated(this.webContents)
    if (show) this.show()
  }

  #follow(): void {
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.on('page-title-updated', (_event: object, title: string) => {
      const event = cancelableEvent({})
      this.emit('page-title-updated', event, title, true)
      if (!event.defaultPrevented) this.#title = title
    })
    this.#frame.follow()
  }

  loadURL = (url: string): Promise<void> => this.webContents.loadURL(url)
  loadFile = (path: string): Promise<void> => this.webContents.loadURL(pathToFileURL(path).href)
  reload = (): void => this.webContents.reload()

  show(): void {
    const wasVisible = this.#isVisible
    this.showInactive()
    if (!wasVisible || !this.isFocused()) this.focus()
  }

  showInactive(): void {
    if (this.#isDestroyed || this.#isVisible) return
    this.#isVisible = true
    this.#frame.show()
    this.emit('show')
  }

  hide(): void {
    if (this.#isDestroyed || !this.#isVisible) return
    this.#isVisible = false
    this.#frame.hide()
    this.emit('hide')
    this.blur()
  }

  focus(): void {
    if (this.#isDestroyed || !this.#isVisible) return
    this.#frame.focus()
    this.#windows.focus(this)
  }

  blur(): void {
    if (this.isFocused()) this.#windows.focus(null)
  }

  /** Asks the 'close' listeners first. */
  close(): void {
    if (this.#isDestroyed) return
    const event = cancelableEvent({})
    this.emit('close', event)
    if (event.defaultPrevented) this.#windows.closeRefused()
    else this.destroy()
  }

  /** Closes without asking. */
  destroy(): void {
    if (this.#isDestroyed) return
    this.#frame.close()
    this.gone()
  }

  /** Chromium's window is not there any more. */
  gone(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#isVisible = false
    this.webContents.destroyed()
    this.blur()
    this.emit('closed')
    this.#windows.remove(this)
  }

  isDestroyed = (): boolean => this.#isDestroyed
  isVisible = (): boolean => this.#isVisible && !this.#isDestroyed
  isFocused = (): boolean => this.#windows.focused === this
  isMinimized = (): boolean => this.#frame.state === 'minimized'
  isMaximized = (): boolean => this.#frame.state === 'maximized'
  isFullScreen = (): boolean => false

  minimize(): void {
    this.#frame.setState('minimized')
    this.emit('minimize')
    this.blur()
  }

  maximize(): void {
    this.#frame.setState('maximized')
    this.emit('maximize')
  }

  unmaximize(): void {
    if (!this.isMaximized()) return
    this.#frame.setState('normal')
    this.emit('unmaximize')
  }

  restore(): void {
    if (!this.isMinimized()) return
    this.#frame.setState('normal')
    this.emit('restore')
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle = (): string => this.#title

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    const { width: oldWidth, height: oldHeight } = this.getBounds()
    this.#frame.setBounds(bounds)
    const { width, height } = this.getBounds()
    if (width !== oldWidth || height !== oldHeight) this.emit('resize')
    if (bounds.x !== undefined || bounds.y !== undefined) this.emit('move')
  }

  setSize = (width: number, height: number): void => this.setBounds({ width, height })
  setContentSize = (width: number, height: number): void => this.setBounds({ width, height })
  setPosition = (x: number, y: number): void => this.setBounds({ x, y })
  getBounds = (): Electron.Rectangle => ({ ...this.#frame.bounds })
  getNormalBounds = (): Electron.Rectangle => this.getBounds()
  getContentBounds = (): Electron.Rectangle => this.getBounds()
  getSize = (): [number, number] => [this.#frame.bounds.width, this.#frame.bounds.height]
  getContentSize = (): [number, number] => this.getSize()
  getPosition = (): [number, number] => [this.#frame.bounds.x, this.#frame.bounds.y]
  getMinimumSize = (): [number, number] => [...this.#minimum]
  isAlwaysOnTop = (): boolean => this.#isAlwaysOnTop
  isMenuBarVisible = (): boolean => this.#isMenuBarVisible
  getBackgroundColor = (): string => this.#background

  setAlwaysOnTop(flag: boolean): void {
    this.#isAlwaysOnTop = flag
  }

  setMenuBarVisibility(visible: boolean): void {
    this.#isMenuBarVisible = visible
  }

  setBackgroundColor(color: string): void {
    this.#background = color
  }

  setMinimumSize(width: number, height: number): void {
    this.#minimum[0] = width
    this.#minimum[1] = height
  }

  moveTop = (): void => this.focus()

  // Chromium's window has no such thing to set.
  center(): void {}
  setMenu(): void {}
  removeMenu(): void {}
  setAutoHideMenuBar(): void {}
  flashFrame(): void {}
  setSkipTaskbar(): void {}
  setIcon(): void {}
  setOverlayIcon(): void {}
  setProgressBar(): void {}
  setVisibleOnAllWorkspaces(): void {}

  #focusChanged(focused: boolean): void {
    if (focused && this.#isVisible) this.#windows.focus(this)
  }
}
