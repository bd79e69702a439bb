import { Menu, Tray } from 'electron/main'
import path from 'node:path'
import type { Log } from '../../../core/ports/index.ts'
import { AppTray } from './app-tray.ts'
import type { TrayIcon } from './app-tray.ts'
import type { TrayActions } from './tray-menu.ts'

/** The file macOS recolours by itself is told by its name; Windows wants an icon file; Linux scales the largest it is given. */
const IMAGE: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'icon.ico' }

/** Undefined on a desktop that has no place for it: the app then does without, and closing the window ends it. */
export function createTray(resources: string, actions: TrayActions, log: Log): AppTray | undefined {
  try {
    const image = path.join(resources, IMAGE[process.platform] ?? 'tray.png')
    return new AppTray({ create: () => iconWith(image), actions })
  } catch (error) {
    log.warn('no tray', { error })
    return undefined
  }
}

function iconWith(image: string): TrayIcon {
  const tray = new Tray(image)
  return {
    setToolTip: (text) => tray.setToolTip(text),
    setMenu: (template) => tray.setContextMenu(Menu.buildFromTemplate(template)),
    onClick: (action) => {
      // On macOS a click opens the menu already.
      if (process.platform !== 'darwin') tray.on('click', action)
    },
    destroy: () => tray.destroy(),
  }
}
