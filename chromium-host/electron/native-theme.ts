import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { DevToolsSession } from '../chromium/protocol.ts'

/** `nativeTheme`: what the app chose, shown to its pages as `prefers-color-scheme`. The system counts as light. */
export class HostNativeTheme
  extends EventEmitter
  implements
    Pick<
      Electron.NativeTheme,
      'themeSource' | 'shouldUseDarkColors' | 'shouldUseHighContrastColors' | 'prefersReducedTransparency'
    >
{
  readonly shouldUseHighContrastColors = false
  readonly prefersReducedTransparency = false
  readonly inForcedColorsMode = false
  readonly #sessions = new Set<DevToolsSession>()
  #source: 'system' | 'light' | 'dark' = 'system'

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    if (!['system', 'light', 'dark'].includes(source)) throw new TypeError(`Invalid themeSource '${source}'`)
    const wasDark = this.shouldUseDarkColors
    this.#source = source
    // A window that is closing refuses; it needs no colours any more.
    for (const session of this.#sessions) this.apply(session).catch(() => this.#sessions.delete(session))
    if (wasDark !== this.shouldUseDarkColors) queueMicrotask(() => this.emit('updated'))
  }

  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }

  /** Makes a page follow from now on. */
  async apply(session: DevToolsSession): Promise<void> {
    this.#sessions.add(session)
    const value = this.#source === 'system' ? '' : this.#source
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value }] })
  }
}
