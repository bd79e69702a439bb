import type * as Electron from 'electron'
import { HostApp } from './app.ts'
import { HostBrowserWindow, type WindowParts } from './browser-window.ts'
import { createClipboard, createGlobalShortcut, createShell, HostPowerMonitor, HostScreen } from './desktop.ts'
import type { Host } from './host.ts'
import { HostIpcMain } from './ipc-main.ts'
import { HostNativeTheme } from './native-theme.ts'
import { HostNotification } from './notification.ts'
import { HostProtocol } from './protocol.ts'
import { HostSession } from './session.ts'
import { HostWebContents } from './web-contents.ts'
import { WindowList } from './window-list.ts'

/** Puts the objects of the `electron` module together. */
export function createElectron(host: Host) {
  const hasDesktop = !host.headless
  HostNotification.hasDesktop = hasDesktop
  const app = new HostApp(host)
  const protocol = new HostProtocol(host.schemes)
  const defaultSession = new HostSession(host, protocol)
  const windows = new WindowList({
    allClosed: () => app.allWindowsClosed(),
    closeRefused: () => app.closeRefused(),
    created: (window) => app.emit('browser-window-created', {}, window),
    focusMoved: (from, to) => {
      if (from !== null) app.emit('browser-window-blur', {}, from)
      if (to !== null) app.emit('browser-window-focus', {}, to)
    },
  })
  app.useWindows(windows)
  const ipcMain = new HostIpcMain()
  const nativeTheme = new HostNativeTheme()
  const webContentsCreated = (contents: HostWebContents) => {
    app.emit('web-contents-created', {}, contents)
    contents.on('render-process-gone', (_event: object, details: object) => {
      app.emit('render-process-gone', {}, contents, details)
    })
  }
  const parts = { host, windows, webContentsCreated, ipcMain, nativeTheme, session: defaultSession }
  void closeWithChromium(host, app, windows)
  return {
    app,
    ipcMain,
    nativeTheme,
    protocol,
    session: { defaultSession, fromPartition: () => defaultSession },
    BrowserWindow: browserWindowClass(parts),
    webContents: {
      getAllWebContents: () => HostWebContents.getAllWebContents(),
      getFocusedWebContents: () => windows.focused?.webContents ?? null,
      fromId: (id: number) => HostWebContents.fromId(id),
      fromDevToolsTargetId: (targetId: string) => HostWebContents.fromDevToolsTargetId(targetId),
    },
    shell: createShell(hasDesktop),
    clipboard: createClipboard(),
    globalShortcut: createGlobalShortcut(),
    powerMonitor: new HostPowerMonitor(),
    screen: new HostScreen(),
  }
}

/** The class as the app sees it. */
export interface BrowserWindowClass {
  new (options?: Electron.BrowserWindowConstructorOptions): HostBrowserWindow
  getAllWindows(): HostBrowserWindow[]
  getFocusedWindow(): HostBrowserWindow | null
  fromId(id: number): HostBrowserWindow | null
  fromWebContents(contents: HostWebContents): HostBrowserWindow | null
}

/** `new BrowserWindow(options)` knows nothing of the host; this class brings it along. */
function browserWindowClass(parts: WindowParts): BrowserWindowClass {
  return class BrowserWindow extends HostBrowserWindow {
    constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
      super(options, parts)
    }

    static getAllWindows(): HostBrowserWindow[] {
      return parts.windows.all
    }

    static getFocusedWindow(): HostBrowserWindow | null {
      return parts.windows.focused
    }

    static fromId(id: number): HostBrowserWindow | null {
      return parts.windows.all.find((window) => window.id === id) ?? null
    }

    static fromWebContents(contents: HostWebContents): HostBrowserWindow | null {
      return parts.windows.all.find((window) => window.webContents === contents) ?? null
    }
  }
}

/** Chromium's windows come and go for reasons of their own as well. */
async function closeWithChromium(host: Host, app: HostApp, windows: WindowList): Promise<void> {
  const chromium = await host.chromium
  const { browser, closed } = chromium.connection
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    const contents = HostWebContents.fromDevToolsTargetId(targetId)
    windows.all.find((window) => window.webContents === contents)?.gone()
  })
  browser.on('Target.targetCreated', ({ targetInfo: { targetId, openerId, url, type } }) => {
    if (type !== 'page' || openerId === undefined) return
    // A page found a way to open a window past worlds/: it does not stay, and the app is asked as for any other.
    HostWebContents.fromDevToolsTargetId(openerId)?.windowOpen(url === '' ? 'about:blank' : url, '', '')
    browser.send('Target.closeTarget', { targetId }).catch(() => undefined)
  })
  await browser.send('Target.setDiscoverTargets', { discover: true })
  await closed
  if (app.hasEnded) return
  process.stderr.write('chromium-host: Chromium ended unexpectedly.\n')
  app.exit(1)
}
