import type { MenuItemConstructorOptions } from 'electron/main'
import type { Texts } from '../texts/index.ts'
import { statusLine, trayMenu } from './tray-menu.ts'
import type { TrayActions, TrayPicture } from './tray-menu.ts'

/** What is used of the system's icon. */
export interface TrayIcon {
  setToolTip(text: string): void
  setMenu(template: MenuItemConstructorOptions[]): void
  onClick(action: () => void): void
  destroy(): void
}

export interface AppTrayParts {
  create(): TrayIcon
  readonly actions: TrayActions
}

/** Owns the one tray icon. A menu that would look the same is not built again: on Linux that would close it under the person's pointer. */
export class AppTray {
  private readonly tray: TrayIcon
  private readonly parts: AppTrayParts
  private destroyed = false
  private drawn = ''
  private current: readonly MenuItemConstructorOptions[] = []

  constructor(parts: AppTrayParts) {
    this.parts = parts
    this.tray = parts.create()
    this.tray.onClick(parts.actions.show)
  }

  /** The entries as they stand, for inspection. */
  get menu(): readonly MenuItemConstructorOptions[] {
    return this.current
  }

  render(picture: TrayPicture, texts: Texts): void {
    if (this.destroyed) return
    const template = trayMenu(picture, texts, this.parts.actions)
    // Functions vanish from JSON; what they act on is in the ids.
    const drawing = JSON.stringify(template)
    if (drawing === this.drawn) return
    this.drawn = drawing
    this.current = template
    this.tray.setToolTip(`Sidetone: ${statusLine(picture.snapshot, texts)}`)
    this.tray.setMenu(template)
  }

  destroy(): void {
    this.destroyed = true
    this.tray.destroy()
  }
}
