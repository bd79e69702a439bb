import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron/main'
import type { Log } from '../../../core/ports/index.ts'
import { reachableBounds } from './window-memory.ts'
import type { Bounds, WindowMemory } from './window-memory.ts'

export interface MainWindowParts {
  create(options: BrowserWindowConstructorOptions): BrowserWindow
  readonly address: string
  readonly preload: string
  readonly icon: string
  readonly developerTools: boolean
  readonly memory: WindowMemory
  readonly log: Log
  /** Usable areas of the screens there are now. */
  screens(): readonly Bounds[]
  backgroundColor(): string
  /** Whether closing means hiding right now. */
  hidesOnClose(): boolean
  /** It was hidden by closing it. */
  hidden(): void
}

/** How often a page that crashed is loaded again before the person has to. */
const RELOADS = 3

/** Owns the one window. It may be closed and opened again; hidden, it goes on living. */
export class MainWindow {
  private window: BrowserWindow | undefined
  private readonly parts: MainWindowParts

  constructor(parts: MainWindowParts) {
    this.parts = parts
  }

  /** Opens it, or brings it to the front. */
  show(): void {
    const { window } = this
    if (window === undefined) return this.open()
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  /** Draws the eye without taking the keyboard from what the person is doing. */
  drawAttention(): void {
    if (this.window === undefined) return
    if (!this.window.isVisible()) this.window.showInactive()
    if (!this.window.isFocused()) this.window.flashFrame(true)
  }

  /** Whether a message's sender is this window's page. */
  owns(sender: object): boolean {
    return this.window?.webContents === sender
  }

  /** The pages to tell of changes. */
  pages(): readonly BrowserWindow['webContents'][] {
    return this.window === undefined ? [] : [this.window.webContents]
  }

  /** Keeps where the window is for the next run; resolves when that is on disk. */
  remember(): Promise<void> {
    const { window } = this
    return this.parts.memory.remember(
      window === undefined ? {} : { bounds: window.getNormalBounds(), maximized: window.isMaximized() },
    )
  }

  setBackgroundColor(color: string): void {
    this.window?.setBackgroundColor(color)
  }

  private open(): void {
    const window = this.parts.create(this.options())
    this.window = window
    let crashes = 0
    window.once('ready-to-show', () => {
      if (this.parts.memory.current.maximized === true) window.maximize()
      window.show()
    })
    window.on('close', (event) => this.closing(event, window))
    window.on('closed', () => {
      this.window = undefined
    })
    window.on('focus', () => window.flashFrame(false))
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      this.parts.log.error('window crashed', { reason })
      crashes += 1
      // The page asks for a snapshot when it loads, so nothing is lost.
      if (reason !== 'clean-exit' && crashes <= RELOADS) window.webContents.reload()
    })
    window.loadURL(this.parts.address).catch((error: unknown) => this.parts.log.error('window not loaded', { error }))
  }

  private closing(event: { preventDefault(): void }, window: BrowserWindow): void {
    void this.remember()
    if (!this.parts.hidesOnClose()) return
    event.preventDefault()
    window.hide()
    this.parts.hidden()
  }

  private options(): BrowserWindowConstructorOptions {
    const bounds = reachableBounds(this.parts.memory.current.bounds, this.parts.screens())
    return {
      width: 420,
      height: 720,
      ...bounds,
      minWidth: 360,
      minHeight: 480,
      show: false,
      title: 'Sidetone',
      icon: this.parts.icon,
      backgroundColor: this.parts.backgroundColor(),
      autoHideMenuBar: true,
      webPreferences: {
        preload: this.parts.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: this.parts.developerTools,
      },
    }
  }
}
