import type { MenuItemConstructorOptions } from 'electron/main'

/** An entry of the tray as a test may look at it. */
export interface InspectedEntry {
  readonly id?: string | undefined
  readonly label?: string | undefined
  readonly enabled: boolean
  readonly checked?: boolean | undefined
  readonly submenu?: readonly InspectedEntry[] | undefined
}

export interface Inspection {
  trayMenu(): InspectedEntry[]
  /** Does what a click on the entry does; false where there is none. */
  clickTray(id: string): boolean
}

/**
 * The system's tray cannot be read back, in Electron as little as elsewhere. With SIDETONE_INSPECT=1 end-to-end specs read it here, the same way in every runtime:
 * `electronApp.evaluate(() => globalThis.sidetoneInspect.trayMenu())`. Everything else they get from Electron's own objects
 * (a notification: by patching `Notification.prototype.show`).
 */
export function inspectionOf(menu: () => readonly MenuItemConstructorOptions[]): Inspection {
  return {
    trayMenu: () => menu().map(inspected),
    clickTray: (id) => {
      const entry = flattened(menu()).find((one) => one.id === id)
      // Entries here need nothing of what Electron passes to a click.
      const click = entry?.click as (() => void) | undefined
      click?.()
      return click !== undefined
    },
  }
}

function inspected(item: MenuItemConstructorOptions): InspectedEntry {
  const { id, label, enabled = true, checked } = item
  const submenu = Array.isArray(item.submenu) ? item.submenu.map(inspected) : undefined
  return { id, label, enabled, checked, submenu }
}

function flattened(menu: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return menu.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flattened(item.submenu) : [])])
}
