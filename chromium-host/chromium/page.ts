import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import type { DevToolsSession } from './protocol.ts'
import type { Chromium } from './spawn.ts'

export interface PageOptions {
  readonly width: number
  readonly height: number
  readonly minimized: boolean
  /** The first address in wire form; with it the window has no tabs and no address bar. */
  readonly appUrl: string | undefined
}

/** One page of Chromium in a window of its own. */
export interface Page {
  readonly targetId: string
  /** Chromium's id of the window, for `Browser.setWindowBounds`. */
  readonly windowId: number
  readonly session: DevToolsSession
}

/** How long a window without tabs may take to appear before one with tabs is opened instead. */
const APP_WINDOW_LIMIT_MS = 5000

/** Opens an empty page in a new window and attaches to it. */
export async function openPage(chromium: Chromium, options: PageOptions): Promise<Page> {
  const { browser } = chromium.connection
  const appTarget = options.appUrl === undefined ? undefined : await openAppWindow(chromium, options.appUrl)
  const targetId = appTarget ?? (await openBrowserWindow(browser, options))
  const [{ sessionId }, { windowId }] = await Promise.all([
    browser.send('Target.attachToTarget', { targetId, flatten: true }),
    browser.send('Browser.getWindowForTarget', { targetId }),
  ])
  if (appTarget !== undefined) {
    const { width, height, minimized } = options
    await browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } })
    if (minimized) await browser.send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } })
  }
  return { targetId, windowId, session: chromium.connection.session(sessionId) }
}

async function openBrowserWindow(browser: DevToolsSession, options: PageOptions): Promise<string> {
  const { width, height, minimized } = options
  const { targetId } = await browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    width,
    height,
    ...(minimized ? { windowState: 'minimized' } : {}),
  })
  return targetId
}

/**
 * Only Chromium's own `--app` makes a window without tabs; started on the same profile, it hands the wish over to the
 * running Chromium and ends. The window is known by its address: same origin as the app's page (another would show an
 * address bar), a path nobody else has. Nothing answers there; the app's page follows at once.
 * @returns its target, or undefined when it did not appear.
 */
function openAppWindow(
  { connection, executable, profile, sandbox }: Chromium,
  appUrl: string,
): Promise<string | undefined> {
  const address = new URL(`/${randomUUID()}`, appUrl).href
  const switches = [
    `--user-data-dir=${profile}`,
    `--app=${address}`,
    '--test-type',
    ...(sandbox ? [] : ['--no-sandbox']),
  ]
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(undefined), APP_WINDOW_LIMIT_MS)
    const seen = ({ targetInfo }: { targetInfo: { url: string; targetId: string } }): void => {
      if (targetInfo.url === address) done(targetInfo.targetId)
    }
    const done = (targetId: string | undefined): void => {
      clearTimeout(timer)
      connection.browser.off('Target.targetCreated', seen)
      connection.browser.off('Target.targetInfoChanged', seen)
      resolve(targetId)
    }
    connection.browser.on('Target.targetCreated', seen)
    connection.browser.on('Target.targetInfoChanged', seen)
    spawn(executable, switches, { stdio: 'ignore' }).on('error', () => done(undefined))
  })
}
