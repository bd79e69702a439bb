import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { HostMenu } from './menu.ts'

/** `Tray`: remembered, not drawn. `popUpContextMenu`, `click` and the rest work for whoever calls or emits them. */
export class HostTray
  extends EventEmitter
  implements
    Pick<
      Electron.Tray,
      | 'destroy'
      | 'isDestroyed'
      | 'setToolTip'
      | 'setTitle'
      | 'getTitle'
      | 'setImage'
      | 'setPressedImage'
      | 'setIgnoreDoubleClickEvents'
      | 'getBounds'
    >
{
  static readonly #all = new Set<HostTray>()
  #isDestroyed = false
  #title = ''
  toolTip = ''
  image: unknown
  contextMenu: HostMenu | null = null

  constructor(image: unknown) {
    super()
    if (image === undefined) throw new TypeError('Argument must be a file path or a NativeImage')
    this.image = image
    // Kept: an icon is on the desktop until it is destroyed.
    HostTray.#all.add(this)
  }

  setToolTip(text: string): void {
    this.toolTip = text
  }

  setTitle(title: string): void {
    this.#title = title
  }

  getTitle = (): string => this.#title

  setImage(image: unknown): void {
    this.image = image
  }

  setContextMenu(menu: HostMenu | null): void {
    this.contextMenu = menu
  }

  destroy(): void {
    this.#isDestroyed = true
    HostTray.#all.delete(this)
  }

  isDestroyed = (): boolean => this.#isDestroyed
  getBounds = (): Electron.Rectangle => ({ x: 0, y: 0, width: 24, height: 24 })
  setPressedImage(): void {}
  setIgnoreDoubleClickEvents(): void {}
}
