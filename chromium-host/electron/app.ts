import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { AppPaths } from './app-paths.ts'
import { cancelableEvent } from './cancelable-event.ts'
import { CommandLine } from './command-line.ts'
import type { Host } from './host.ts'
import { SingleInstanceLock } from './single-instance.ts'
import type { WindowList } from './window-list.ts'

type PathName = Parameters<Electron.App['getPath']>[0]

/**
 * `app`: the app's life.
 *
 *     starting --Chromium answers and the main bundle is loaded--> ready
 *     ready --quit(): before-quit--> quitting --every window closed, or there was none: will-quit--> ended
 *     quitting --before-quit, a window or will-quit prevents--> ready
 *     any --exit()--> ended ('quit', then Chromium and the process end)
 */
export class HostApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'quit'
      | 'exit'
      | 'relaunch'
      | 'isReady'
      | 'whenReady'
      | 'focus'
      | 'getAppPath'
      | 'getPath'
      | 'setPath'
      | 'setAppLogsPath'
      | 'getVersion'
      | 'getName'
      | 'setName'
      | 'name'
      | 'getLocale'
      | 'getSystemLocale'
      | 'getPreferredSystemLanguages'
      | 'getLocaleCountryCode'
      | 'isPackaged'
      | 'requestSingleInstanceLock'
      | 'releaseSingleInstanceLock'
      | 'hasSingleInstanceLock'
      | 'setAppUserModelId'
      | 'setAsDefaultProtocolClient'
      | 'isDefaultProtocolClient'
      | 'removeAsDefaultProtocolClient'
      | 'setLoginItemSettings'
      | 'enableSandbox'
      | 'setBadgeCount'
      | 'getBadgeCount'
      | 'disableHardwareAcceleration'
      | 'badgeCount'
    >
{
  readonly isPackaged = false
  readonly commandLine = new CommandLine()
  readonly dock = undefined
  badgeCount = 0
  name: string
  readonly #host: Host
  readonly #paths: AppPaths
  readonly #whenReady: Promise<void>
  #resolveReady = (): void => undefined
  readonly #clientOf = new Set<string>()
  #lock: SingleInstanceLock | undefined
  #windows: WindowList | undefined
  #isReady = false
  #isQuitting = false
  #hasEnded = false
  #loginItem: Electron.Settings = {}

  constructor(host: Host) {
    super()
    this.setMaxListeners(0)
    this.#host = host
    this.name = host.app.name
    this.#paths = new AppPaths(host)
    this.#whenReady = new Promise((resolve) => {
      this.#resolveReady = resolve
    })
  }

  useWindows(windows: WindowList): void {
    this.#windows = windows
  }

  /** The main bundle is loaded and Chromium answers. */
  becomeReady(): void {
    if (this.#hasEnded) return
    this.#isReady = true
    // The event first: a test runner's loader keeps its arguments and may hold the promise back.
    this.emit('ready', {}, {})
    this.#resolveReady()
  }

  isReady(): boolean {
    return this.#isReady
  }

  whenReady(): Promise<void> {
    return this.#whenReady
  }

  quit(): void {
    if (this.#hasEnded || this.#isQuitting) return
    const event = cancelableEvent({})
    this.#isQuitting = true
    this.emit('before-quit', event)
    if (event.defaultPrevented) {
      this.#isQuitting = false
      return
    }
    const windows = this.#windows?.all ?? []
    if (windows.length === 0) return this.#finishQuitting()
    for (const window of windows) {
      window.close()
      // It refused.
      if (!window.isDestroyed()) return
    }
  }

  /** A window refused to close, so the app stays. */
  closeRefused(): void {
    this.#isQuitting = false
  }

  allWindowsClosed(): void {
    if (this.#hasEnded) return
    if (this.#isQuitting) this.#finishQuitting()
    else if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }

  #finishQuitting(): void {
    const event = cancelableEvent({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#isQuitting = false
    else this.#end(Number(process.exitCode ?? 0))
  }

  exit(code = 0): void {
    this.#end(code)
  }

  #end(code: number): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const window of this.#windows?.all ?? []) window.gone()
    this.emit('quit', {}, code)
    this.#lock?.release()
    const finish = () => process.exit(code)
    this.#host.chromium.then((chromium) => chromium.close()).then(finish, finish)
  }

  get hasEnded(): boolean {
    return this.#hasEnded
  }

  relaunch({ args }: Electron.RelaunchOptions = {}): void {
    const executable = join(import.meta.dirname, '..', 'dist', 'electron')
    const again = args ?? [this.#host.app.folder, ...this.#host.argv]
    this.once('quit', () => spawn(executable, again, { detached: true, stdio: 'ignore' }).unref())
  }

  focus(): void {
    this.#windows?.all[0]?.focus()
  }

  getAppPath = (): string => this.#host.app.folder
  getVersion = (): string => this.#host.app.version
  getName = (): string => this.name
  getPath = (name: PathName): string => this.#paths.get(name, this.name)
  setPath = (name: string, path: string): void => this.#paths.set(name, path)
  setAppLogsPath = (path?: string): void => this.setPath('logs', path ?? this.getPath('logs'))

  setName(name: string): void {
    this.name = name
  }

  getPreferredSystemLanguages(): string[] {
    const { LANGUAGE, LC_ALL, LC_MESSAGES, LANG } = process.env
    const names = (LANGUAGE || LC_ALL || LC_MESSAGES || LANG || '').split(':')
    const tags = names
      .map((name) => name.replace(/[.@].*$/, '').replace('_', '-'))
      .filter((tag) => /^[a-z]{2}/.test(tag))
    return tags.length > 0 ? tags : ['en-US']
  }

  getLocale = (): string => this.getPreferredSystemLanguages()[0] ?? 'en-US'
  getSystemLocale = (): string => this.getLocale()
  getLocaleCountryCode = (): string => this.getLocale().split('-')[1] ?? ''

  requestSingleInstanceLock(additionalData: Record<string, unknown> = {}): boolean {
    this.#lock ??= new SingleInstanceLock(this.getPath('userData'), ({ argv, cwd, data }) => {
      void this.whenReady().then(() => this.emit('second-instance', {}, argv, cwd, data))
    })
    return this.#lock.request({ argv: process.argv, cwd: process.cwd(), data: additionalData })
  }

  releaseSingleInstanceLock(): void {
    this.#lock?.release()
  }

  hasSingleInstanceLock(): boolean {
    return this.#lock?.isHeld === true
  }

  /** Remembered, not carried out: registering a development host with the desktop would outlive it. */
  setAsDefaultProtocolClient(protocol: string): boolean {
    this.#clientOf.add(protocol)
    return true
  }

  isDefaultProtocolClient = (protocol: string): boolean => this.#clientOf.has(protocol)
  removeAsDefaultProtocolClient = (protocol: string): boolean => this.#clientOf.delete(protocol)

  /** Remembered, not carried out, for the same reason. */
  setLoginItemSettings(settings: Electron.Settings): void {
    this.#loginItem = settings
  }

  getLoginItemSettings() {
    const openAtLogin = this.#loginItem.openAtLogin ?? false
    return { openAtLogin, executableWillLaunchAtLogin: openAtLogin, launchItems: [], status: 'not-registered' }
  }

  setBadgeCount(count = 0): boolean {
    this.badgeCount = count
    return true
  }

  getBadgeCount = (): number => this.badgeCount
  setAppUserModelId(): void {}
  /** Every page is a page of Chromium: sandboxed wherever Chromium is. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
}
