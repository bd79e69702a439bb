import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Template = Electron.MenuItemConstructorOptions

let lastCommandId = 0

/** `MenuItem`: an entry of a menu; `click()` does what a person's click would. */
export class HostMenuItem implements Pick<
  Electron.MenuItem,
  'id' | 'label' | 'enabled' | 'visible' | 'checked' | 'type' | 'toolTip' | 'commandId' | 'sublabel' | 'click'
> {
  readonly commandId = ++lastCommandId
  readonly id: string
  readonly type: NonNullable<Template['type']>
  readonly role: Template['role']
  readonly accelerator: Template['accelerator']
  readonly submenu: HostMenu | undefined
  readonly click: (event?: unknown, window?: unknown, contents?: unknown) => void
  label: string
  sublabel: string
  toolTip: string
  enabled: boolean
  visible: boolean
  checked: boolean

  constructor(options: Template) {
    const { submenu } = options
    this.type = options.type ?? (submenu === undefined ? 'normal' : 'submenu')
    this.id = options.id ?? ''
    this.label = options.label ?? options.role ?? ''
    this.sublabel = options.sublabel ?? ''
    this.toolTip = options.toolTip ?? ''
    this.role = options.role
    this.accelerator = options.accelerator
    this.enabled = options.enabled ?? true
    this.visible = options.visible ?? true
    this.checked = options.checked ?? false
    this.submenu = Array.isArray(submenu) ? HostMenu.buildFromTemplate(submenu) : (submenu as HostMenu | undefined)
    this.click = (event, window) => {
      if (!this.enabled) return
      if (this.type === 'checkbox') this.checked = !this.checked
      if (this.type === 'radio') this.checked = true
      options.click?.(this as never, window as never, event ?? {})
    }
  }
}

/** `Menu`: held in memory; nothing is drawn. */
export class HostMenu extends EventEmitter implements Pick<Electron.Menu, 'popup' | 'closePopup'> {
  static #application: HostMenu | null = null
  readonly items: HostMenuItem[] = []

  static buildFromTemplate(template: (Template | HostMenuItem)[]): HostMenu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array')
    const menu = new HostMenu()
    for (const entry of template) menu.append(entry instanceof HostMenuItem ? entry : new HostMenuItem(entry))
    return menu
  }

  static setApplicationMenu(menu: HostMenu | null): void {
    HostMenu.#application = menu
  }

  static getApplicationMenu(): HostMenu | null {
    return HostMenu.#application
  }

  append(item: HostMenuItem): void {
    this.items.push(item)
  }

  insert(position: number, item: HostMenuItem): void {
    this.items.splice(position, 0, item)
  }

  getMenuItemById(id: string): HostMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found !== undefined && found !== null) return found
    }
    return null
  }

  popup(options: Electron.PopupOptions = {}): void {
    this.emit('menu-will-show', {})
    options.callback?.()
  }

  closePopup(): void {
    this.emit('menu-will-close', {})
  }
}
