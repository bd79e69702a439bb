import { createElectron } from './create-electron.ts'
import { crashReporter, dialog, safeStorage, systemPreferences } from './desktop.ts'
import { theHost } from './host.ts'
import { HostMenu, HostMenuItem } from './menu.ts'
import { HostNativeImage } from './native-image.ts'
import { net } from './net.ts'
import { HostNotification } from './notification.ts'
import { HostTray } from './tray.ts'

// The module that `import … from 'electron'` gets on the host (launch/module-hook.ts). Named exports are written out, so that
// a name the host does not offer fails when the app is loaded, with the name in the message.
const created = createElectron(theHost())

export const { app, ipcMain, nativeTheme, protocol, session, BrowserWindow, webContents } = created
export const { shell, clipboard, globalShortcut, powerMonitor, screen } = created
export { crashReporter, dialog, net, safeStorage, systemPreferences }
export { HostMenu as Menu, HostMenuItem as MenuItem, HostTray as Tray, HostNotification as Notification }
export { HostNativeImage as nativeImage }

const electron = {
  ...created,
  crashReporter,
  dialog,
  net,
  safeStorage,
  systemPreferences,
  Menu: HostMenu,
  MenuItem: HostMenuItem,
  Tray: HostTray,
  Notification: HostNotification,
  nativeImage: HostNativeImage,
}

/** Names that runtimes look for on any module and that mean nothing here. */
const PROBED = new Set(['then', 'default', '__esModule', 'toJSON', 'constructor', 'prototype', 'module.exports'])

const whole = new Proxy(electron, {
  get(target, name, receiver): unknown {
    if (typeof name === 'symbol' || name in target || PROBED.has(name)) return Reflect.get(target, name, receiver)
    throw new Error(`chromium-host does not offer electron.${name}; see chromium-host/README.md`)
  },
})

// `require('electron')` gets the object itself, as from Electron.
export { whole as default, whole as 'module.exports' }
