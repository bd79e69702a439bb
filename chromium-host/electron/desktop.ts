import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { dirname } from 'node:path'
import { rm } from 'node:fs/promises'
import type * as Electron from 'electron'

/** What the app asked of the desktop, for inspection: `shell.openExternal https://…`. */
export const asked: string[] = []

function openWith(hasDesktop: boolean, what: string, target: string): void {
  asked.push(`${what} ${target}`)
  if (!hasDesktop) return
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open'
  spawn(command, [target], { stdio: 'ignore', detached: true })
    .on('error', (error) => console.error(`chromium-host: ${what}:`, error.message))
    .unref()
}

/** `shell`: carried out on a desktop, remembered everywhere. */
export function createShell(hasDesktop: boolean) {
  return {
    openExternal: async (url: string): Promise<void> => openWith(hasDesktop, 'shell.openExternal', url),
    openPath: async (path: string): Promise<string> => {
      openWith(hasDesktop, 'shell.openPath', path)
      return ''
    },
    showItemInFolder: (path: string): void => openWith(hasDesktop, 'shell.showItemInFolder', dirname(path)),
    beep: (): void => void process.stderr.write('\u0007'),
    trashItem: (path: string): Promise<void> => rm(path, { recursive: true }),
  } satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep' | 'trashItem'>
}

/** `clipboard`: one of the app's own. A test must not overwrite what a person has copied. */
export function createClipboard() {
  function board() {
    let text = ''
    return {
      readText: async (): Promise<string> => text,
      writeText: async (value: string): Promise<void> => {
        text = value
      },
      clear: (): void => {
        text = ''
      },
      has: async (type: string): Promise<boolean> => type === 'text/plain' && text !== '',
    } satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear' | 'has'>
  }
  return { ...board(), selection: board() }
}

/** `dialog`: there is nobody to ask, so every question is answered as if it had been cancelled. Tests replace the methods. */
export const dialog = {
  showMessageBox: async (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
    const { cancelId = 0 } = (args.at(-1) ?? {}) as Electron.MessageBoxOptions
    return { response: cancelId, checkboxChecked: false }
  },
  showMessageBoxSync: (...args: unknown[]): number => ((args.at(-1) ?? {}) as Electron.MessageBoxOptions).cancelId ?? 0,
  showOpenDialog: async (): Promise<Electron.OpenDialogReturnValue> => ({ canceled: true, filePaths: [] }),
  showSaveDialog: async (): Promise<Electron.SaveDialogReturnValue> => ({ canceled: true, filePath: '' }),
  showErrorBox: (title: string, content: string): void => void process.stderr.write(`${title}: ${content}\n`),
} satisfies Pick<
  Electron.Dialog,
  'showMessageBox' | 'showMessageBoxSync' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'
>

/** `globalShortcut`: remembered; `trigger` lets a test press one. */
export function createGlobalShortcut() {
  const callbacks = new Map<string, () => void>()
  return {
    register: (accelerator: string, callback: () => void): boolean => {
      if (callbacks.has(accelerator)) return false
      callbacks.set(accelerator, callback)
      return true
    },
    registerAll: (accelerators: string[], callback: () => void): void => {
      for (const accelerator of accelerators) callbacks.set(accelerator, callback)
    },
    isRegistered: (accelerator: string): boolean => callbacks.has(accelerator),
    unregister: (accelerator: string): void => void callbacks.delete(accelerator),
    unregisterAll: (): void => callbacks.clear(),
    trigger: (accelerator: string): void => callbacks.get(accelerator)?.(),
  } satisfies Partial<Electron.GlobalShortcut> & { trigger: unknown }
}

/** `powerMonitor`: tells nothing by itself; tests emit 'suspend', 'resume' and so on. */
export class HostPowerMonitor
  extends EventEmitter
  implements
    Pick<Electron.PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower' | 'onBatteryPower'>
{
  readonly onBatteryPower = false
  getSystemIdleTime = (): number => 0
  getSystemIdleState = (): 'active' => 'active'
  isOnBatteryPower = (): boolean => false
}

const AREA = { x: 0, y: 0, width: 1920, height: 1080 }
const DISPLAY = {
  id: 1,
  label: 'chromium-host',
  bounds: AREA,
  workArea: AREA,
  size: AREA,
  workAreaSize: AREA,
  scaleFactor: 1,
  rotation: 0,
  internal: false,
}

/** `screen`: one display of 1920 x 1080. */
export class HostScreen extends EventEmitter implements Pick<Electron.Screen, 'getCursorScreenPoint'> {
  getPrimaryDisplay = () => DISPLAY
  getAllDisplays = () => [DISPLAY]
  getDisplayNearestPoint = () => DISPLAY
  getDisplayMatching = () => DISPLAY
  getCursorScreenPoint = (): Electron.Point => ({ x: 0, y: 0 })
}

/** `safeStorage`: Chromium's own key store is off on the host, so there is none. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => false,
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(false),
}

export const systemPreferences = {
  getMediaAccessStatus: (): 'granted' => 'granted',
  getAnimationSettings: (): Electron.AnimationSettings => ({
    shouldRenderRichAnimation: true,
    scrollAnimationsEnabledBySystem: true,
    prefersReducedMotion: false,
  }),
} satisfies Pick<Electron.SystemPreferences, 'getMediaAccessStatus' | 'getAnimationSettings'>

export const crashReporter = { start: (): void => undefined } satisfies Pick<Electron.CrashReporter, 'start'>
