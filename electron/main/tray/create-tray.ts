import { Menu, Tray } from 'electron/main'
import path from 'node:path'
import type { Log } from '../../../core/ports/index.ts'
import { AppTray } from './app-tray.ts'
import type { TrayActions } from './tray-menu.ts'

/** The file macOS recolours by itself is told by its name; Windows wants an icon file; Linux scales the largest it is given. */
const IMAGE: Partial<Record<NodeJS.Platform, string>> = { darwin: 'trayTemplate.png', win32: 'icon.ico' }

/** Undefined on a desktop that has no place for it: the app then does without, and closing the window ends it. */
export function createTray(resources: string, actions: TrayActions, log: Log): AppTray | undefined {
  try {
    return new AppTray({
      create: () => new Tray(path.join(resources, IMAGE[process.platform] ?? 'tray.png')),
      buildMenu: (template) => Menu.buildFromTemplate(template),
      actions,
    })
  } catch (error) {
    log.warn('no tray', { error })
    return undefined
  }
}
