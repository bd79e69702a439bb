import type * as Electron from 'electron'
import type { Page } from '../chromium/page.ts'
import type { Host } from './host.ts'
import type { HostWebContents } from './web-contents.ts'

type State = 'normal' | 'minimized' | 'maximized'

/**
 * The outside of a window: where it is and whether it can be seen. Without a desktop there is no outside, only the page's
 * size. Commands go out in order once Chromium has opened the window.
 */
export class WindowFrame {
  readonly #host: Host
  readonly #contents: HostWebContents
  #queue: Promise<void> = Promise.resolve()
  bounds: Electron.Rectangle
  state: State = 'normal'

  constructor(host: Host, contents: HostWebContents, bounds: Electron.Rectangle) {
    this.#host = host
    this.#contents = contents
    this.bounds = bounds
  }

  /** Gives the new window its size. */
  follow(): void {
    if (this.#host.headless) this.#resizePage()
  }

  show(): void {
    if (this.state === 'minimized') this.state = 'normal'
    this.#setWindow({ windowState: this.state })
  }

  /** DevTools cannot unmap a window; out of sight is the nearest there is. */
  hide(): void {
    this.#setWindow({ windowState: 'minimized' })
  }

  setState(state: State): void {
    this.state = state
    this.#setWindow({ windowState: state })
  }

  focus(): void {
    this.#run((page) => page.session.send('Page.bringToFront'))
  }

  setBounds(bounds: Partial<Electron.Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds }
    if (this.#host.headless) this.#resizePage()
    else {
      const { x: left, y: top, width, height } = this.bounds
      this.#setWindow({ left, top, width, height })
    }
  }

  close(): void {
    this.#run(async ({ targetId }) => {
      const { connection } = await this.#host.chromium
      await connection.browser.send('Target.closeTarget', { targetId })
    })
  }

  #resizePage(): void {
    this.#run(({ session }) => {
      const { width, height } = this.bounds
      return session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false })
    })
  }

  #setWindow(bounds: { windowState: State } | { left: number; top: number; width: number; height: number }): void {
    if (this.#host.headless) return
    this.#run(async ({ windowId }) => {
      const { connection } = await this.#host.chromium
      await connection.browser.send('Browser.setWindowBounds', { windowId, bounds })
    })
  }

  #run(action: (page: Page) => Promise<unknown>): void {
    this.#queue = this.#queue
      .then(async () => {
        await action(await this.#contents.page())
      })
      // A window that closed meanwhile needs nothing any more.
      .catch((error: unknown) => {
        if (!this.#contents.isDestroyed()) console.error('chromium-host:', error)
      })
  }
}
