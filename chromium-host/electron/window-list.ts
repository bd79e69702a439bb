import type { HostBrowserWindow } from './browser-window.ts'

interface WindowListParts {
  /** The last window has closed. */
  readonly allClosed: () => void
  /** A window did not let itself be closed. */
  readonly closeRefused: () => void
  readonly created: (window: HostBrowserWindow) => void
  readonly focusMoved: (from: HostBrowserWindow | null, to: HostBrowserWindow | null) => void
}

/** The open windows, and which of them has the keyboard. */
export class WindowList {
  readonly #parts: WindowListParts
  readonly #windows = new Set<HostBrowserWindow>()
  #focused: HostBrowserWindow | null = null

  constructor(parts: WindowListParts) {
    this.#parts = parts
  }

  get all(): HostBrowserWindow[] {
    return [...this.#windows]
  }

  get focused(): HostBrowserWindow | null {
    return this.#focused
  }

  add(window: HostBrowserWindow): void {
    this.#windows.add(window)
    this.#parts.created(window)
  }

  remove(window: HostBrowserWindow): void {
    this.#windows.delete(window)
    if (this.#windows.size === 0) this.#parts.allClosed()
  }

  focus(window: HostBrowserWindow | null): void {
    const before = this.#focused
    if (before === window) return
    this.#focused = window
    before?.emit('blur')
    window?.emit('focus')
    this.#parts.focusMoved(before, window)
  }

  closeRefused(): void {
    this.#parts.closeRefused()
  }
}
