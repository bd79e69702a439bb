import type * as Electron from 'electron'
import { originOf } from '../schemes/address.ts'
import type { Host } from './host.ts'
import type { HostWebContents } from './web-contents.ts'

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/** Electron's permission names and Chromium's for the same thing. */
const CHROMIUM_NAMES: Readonly<Record<string, readonly string[]>> = {
  notifications: ['notifications'],
  geolocation: ['geolocation'],
  media: ['audioCapture', 'videoCapture'],
  'display-capture': ['displayCapture'],
  'clipboard-read': ['clipboardReadWrite'],
  midi: ['midi', 'midiSysex'],
}

/**
 * Who decides about permissions is the app. Without a handler Electron grants everything; with one, nothing is granted
 * until it says so. The page's calls ask here first (worlds/main-world.ts), then Chromium acts on what was decided.
 */
export class Permissions {
  readonly #host: Host
  #request: RequestHandler = null
  #check: CheckHandler = null

  constructor(host: Host) {
    this.#host = host
  }

  setRequestHandler(handler: RequestHandler): void {
    this.#request = handler
    void this.applyDefaults()
  }

  setCheckHandler(handler: CheckHandler): void {
    this.#check = handler
    void this.applyDefaults()
  }

  /** What Chromium answers to a page that only looks (`navigator.permissions.query`). */
  async applyDefaults(): Promise<void> {
    const decides = this.#request !== null || this.#check !== null
    await Promise.all(Object.keys(CHROMIUM_NAMES).map((permission) => this.#set(permission, !decides)))
  }

  async ask(contents: HostWebContents, permission: string, details: object): Promise<boolean> {
    const url = contents.getURL()
    const request = this.#request
    const all = { ...details, requestingUrl: url, isMainFrame: true, securityOrigin: originOf(url) }
    const granted =
      request === null
        ? (this.#check?.(contents as never, permission as never, originOf(url), all) ?? true)
        : await new Promise<boolean>((resolve) => request(contents as never, permission as never, resolve, all))
    await this.#set(permission, granted)
    return granted
  }

  async #set(permission: string, granted: boolean): Promise<void> {
    const { connection } = await this.#host.chromium
    await Promise.all(
      (CHROMIUM_NAMES[permission] ?? []).map((name) =>
        connection.browser
          .send('Browser.setPermission', {
            permission: descriptorOf(name),
            setting: granted ? 'granted' : 'denied',
          })
          .catch((error: unknown) => console.error(`chromium-host: permission ${name}:`, error)),
      ),
    )
  }
}

/** `Browser.setPermission` takes the names of the Permissions API. */
function descriptorOf(name: string): { name: string; sysex?: boolean } {
  if (name === 'audioCapture') return { name: 'microphone' }
  if (name === 'videoCapture') return { name: 'camera' }
  if (name === 'displayCapture') return { name: 'display-capture' }
  if (name === 'clipboardReadWrite') return { name: 'clipboard-read' }
  if (name === 'midiSysex') return { name: 'midi', sysex: true }
  return { name }
}
