import type { Chromium } from './spawn.ts'
import type { DevToolsSession } from './protocol.ts'

export interface PageSize {
  readonly width: number
  readonly height: number
}

/** One page of Chromium in a window of its own. */
export interface Page {
  readonly targetId: string
  /** Chromium's id of the window, for `Browser.setWindowBounds`. */
  readonly windowId: number
  readonly session: DevToolsSession
}

/** Opens an empty page in a new window and attaches to it. */
export async function openPage(chromium: Chromium, size: PageSize, minimized: boolean): Promise<Page> {
  const { browser } = chromium.connection
  const { targetId } = await browser.send('Target.createTarget', {
    url: 'about:blank',
    newWindow: true,
    ...size,
    ...(minimized ? { windowState: 'minimized' } : {}),
  })
  const [{ sessionId }, { windowId }] = await Promise.all([
    browser.send('Target.attachToTarget', { targetId, flatten: true }),
    browser.send('Browser.getWindowForTarget', { targetId }),
  ])
  return { targetId, windowId, session: chromium.connection.session(sessionId) }
}
