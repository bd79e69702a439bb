import type { MenuItemConstructorOptions } from 'electron/main'

/** macOS needs a menu for its own shortcuts (copy, quit, close). Elsewhere the window has none: every action is in the page. */
export function appMenu(platform: NodeJS.Platform): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : null
}
