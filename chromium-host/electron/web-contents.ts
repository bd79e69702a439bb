import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { Page } from '../chromium/page.ts'
import type { DevToolsSession } from '../chromium/protocol.ts'
import { toWire } from '../schemes/address.ts'
import type { ToHost } from '../worlds/isolated-world.ts'
import type { HostIpcMain } from './ipc-main.ts'
import { HostNativeImage } from './native-image.ts'
import { connectPage, type PageLink } from './page-link.ts'
import { codec, type Answer } from './preload-link.ts'
import type { HostSession } from './session.ts'
import { HostWebFrameMain } from './web-frame-main.ts'
import type { HostNativeTheme } from './native-theme.ts'

/** What all web contents share. */
export interface WebContentsParts {
  readonly ipcMain: HostIpcMain
  readonly session: HostSession
  readonly nativeTheme: HostNativeTheme
  readonly preload: string | undefined
  /** Opens the page; called once. */
  readonly open: (firstUrl: string | undefined) => Promise<Page>
  /** Closes the window that shows it. */
  readonly close: () => void
  readonly openWindow: (url: string, options: Electron.BrowserWindowConstructorOptions) => void
  readonly focusChanged: (focused: boolean) => void
}

type WindowOpenHandler = (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse

const all = new Map<number, HostWebContents>()
let lastId = 0

/** `webContents`: one page. Commands wait until Chromium has opened it. */
export class HostWebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'getURL'
      | 'getTitle'
      | 'getType'
      | 'getProcessId'
      | 'isDestroyed'
      | 'isLoading'
      | 'isCrashed'
      | 'isFocused'
      | 'send'
      | 'loadURL'
      | 'reload'
      | 'close'
      | 'executeJavaScript'
      | 'insertCSS'
      | 'setWindowOpenHandler'
      | 'openDevTools'
      | 'closeDevTools'
      | 'isDevToolsOpened'
      | 'setZoomFactor'
      | 'getZoomFactor'
      | 'setAudioMuted'
      | 'focus'
      | 'getUserAgent'
    >
{
  readonly id = ++lastId
  readonly session: HostSession
  mainFrame: HostWebFrameMain
  readonly #parts: WebContentsParts
  readonly #link: Promise<PageLink>
  #targetId: string | undefined
  #firstUrl: string | undefined
  #isDestroyed = false
  #isLoading = false
  #title = ''
  #documents = 0
  #zoom = 1
  #windowOpenHandler: WindowOpenHandler | undefined

  constructor(parts: WebContentsParts) {
    super()
    this.setMaxListeners(0)
    this.#parts = parts
    this.session = parts.session
    this.mainFrame = new HostWebFrameMain('', 1, this)
    all.set(this.id, this)
    this.#link = this.#connect()
    this.#link.catch((error: unknown) => {
      if (!this.#isDestroyed) console.error('chromium-host: the window could not be opened:', error)
    })
  }

  static getAllWebContents(): HostWebContents[] {
    return [...all.values()]
  }

  static fromId(id: number): HostWebContents | undefined {
    return all.get(id)
  }

  static fromDevToolsTargetId(targetId: string): HostWebContents | undefined {
    return [...all.values()].find((contents) => contents.#targetId === targetId)
  }

  async #connect(): Promise<PageLink> {
    // loadURL usually follows the constructor at once; then the window can be made for that address.
    await Promise.resolve()
    const page = await this.#parts.open(this.#firstUrl)
    this.#targetId = page.targetId
    return connectPage(page, this, {
      schemes: this.session.schemes,
      requests: this.session.requests,
      preload: this.#parts.preload,
      theme: this.#parts.nativeTheme,
      onMessage: (message, answer) => this.#receive(message, answer),
    })
  }

  /** The DevTools session of the page, for the parts of the host that draw with it. */
  async devTools(): Promise<DevToolsSession> {
    return (await this.#link).page.session
  }

  async page(): Promise<Page> {
    return (await this.#link).page
  }

  isMainFrameId(frameId: string): boolean {
    return frameId === this.#targetId
  }

  getURL = (): string => this.mainFrame.url
  getTitle = (): string => this.#title
  getType = (): 'window' => 'window'
  getProcessId = (): number => 1000 + this.id
  getOSProcessId = (): number => 1000 + this.id
  isDestroyed = (): boolean => this.#isDestroyed
  isLoading = (): boolean => this.#isLoading
  isCrashed = (): boolean => false
  isFocused = (): boolean => !this.#isDestroyed
  getUserAgent = (): string => `Chrome/${process.versions['chrome']} Electron/${process.versions['electron']}`
  getZoomFactor = (): number => this.#zoom
  isDevToolsOpened = (): boolean => false

  /** There are no developer tools on the host; Playwright and `--remote-debugging-port` show the page. */
  openDevTools(): void {}
  closeDevTools(): void {}
  setAudioMuted(): void {}

  focus(): void {
    this.#do((session) => session.send('Page.bringToFront'))
  }

  setZoomFactor(factor: number): void {
    this.#zoom = factor
    this.#do((session) => session.send('Emulation.setPageScaleFactor', { pageScaleFactor: factor }))
  }

  send(channel: string, ...args: unknown[]): void {
    if (typeof channel !== 'string') throw new TypeError('Missing required channel argument')
    const encoded = codec.encode(args)
    this.#link.then((link) => link.preload.post({ kind: 'event', channel, args: encoded })).catch(() => undefined)
  }

  /** @throws Error "ERR_… (-n) loading 'url'" in Electron's wording. */
  async loadURL(url: string): Promise<void> {
    const wireUrl = toWire(url, this.session.schemes.names)
    this.#firstUrl ??= wireUrl
    const link = await this.#link
    this.#isLoading = true
    await link.preload.refresh()
    await link.navigate(wireUrl, url)
  }

  reload(): void {
    this.#isLoading = true
    this.#do(async (session) => {
      await (await this.#link).preload.refresh()
      await session.send('Page.reload')
    })
  }

  /** Closes without asking the window's 'close' listeners, as in Electron. */
  close(): void {
    this.#parts.close()
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const session = await this.devTools()
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression: code,
      userGesture,
      awaitPromise: true,
      returnByValue: true,
    })
    if (exceptionDetails !== undefined)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return result.value
  }

  async insertCSS(css: string): Promise<string> {
    await this.executeJavaScript(
      `(() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(css)}); document.adoptedStyleSheets.push(sheet) })()`,
    )
    return ''
  }

  async capturePage(): Promise<HostNativeImage> {
    const { data } = await (await this.devTools()).send('Page.captureScreenshot', { format: 'png' })
    return HostNativeImage.createFromBuffer(Buffer.from(data, 'base64'))
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler
  }

  /** The page asked for another window. It is opened only when the app's handler says so (Electron's default: it is). */
  windowOpen(url: string, frameName: string, features: string): void {
    const disposition = features === '' ? 'foreground-tab' : 'new-window'
    const details = {
      url,
      frameName,
      features,
      disposition,
      referrer: { url: this.getURL(), policy: 'default' },
    } as const
    const decision = this.#windowOpenHandler?.(details) ?? { action: 'allow' }
    if (decision.action === 'allow') this.#parts.openWindow(url, decision.overrideBrowserWindowOptions ?? {})
  }

  /** A new document is in the main frame. */
  committed(url: string): void {
    this.mainFrame = new HostWebFrameMain(url, ++this.#documents, this)
    this.emit('did-navigate', {}, url, 200, 'OK')
  }

  loaded(): void {
    // What Chromium shows before the first document is none.
    if (this.mainFrame.url === '') return
    this.#isLoading = false
    this.emit('did-finish-load', {})
    this.emit('did-stop-loading', {})
  }

  titled(title: string): void {
    if (title === this.#title) return
    this.#title = title
    this.emit('page-title-updated', { preventDefault: () => undefined }, title, true)
  }

  /** The page is gone. */
  destroyed(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    all.delete(this.id)
    this.emit('destroyed')
  }

  #receive(message: ToHost, answer: Answer): void {
    const { ipcMain } = this.#parts
    if (message.kind === 'send') ipcMain.receive(this, message.channel, message.args)
    else if (message.kind === 'invoke') void ipcMain.answer(this, message.id, message.channel, message.args, answer)
    else if (message.kind === 'open') this.windowOpen(message.url, message.name, message.features)
    else if (message.kind === 'focus') this.#parts.focusChanged(message.focused)
    else if (message.kind === 'permission') {
      void this.session.permissions.ask(this, message.permission, message.details).then((granted) => {
        answer({ kind: 'reply', id: message.id, value: granted })
      })
    }
  }

  #do(action: (session: DevToolsSession) => Promise<unknown>): void {
    this.devTools()
      .then(action)
      .catch((error: unknown) => {
        if (!this.#isDestroyed) console.error('chromium-host:', error)
      })
  }
}
