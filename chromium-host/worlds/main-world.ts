import type { BridgeHalf } from './bridge-half.ts'

/** Random names that the host gives one window's two worlds. */
export interface WorldNames {
  readonly toMain: string
  readonly toIsolated: string
  /** The DevTools binding, and the isolated world's function that receives; in the isolated world only. */
  readonly binding: string
  readonly receive: string
}

interface HostRequests {
  open(url: string, name: string, features: string): void
  askPermission(permission: string, details: object): Promise<boolean>
}

type Details = (args: readonly unknown[]) => object

interface PageGlobals {
  readonly top: unknown
  readonly window: unknown
  open: unknown
  readonly location: { readonly href: string }
  readonly Notification: object | undefined
  readonly navigator: { readonly mediaDevices?: object; readonly clipboard?: object; readonly geolocation?: object }
}

/**
 * Runs in the page's own world before any script of the page: the receiving half of the context bridge, and the few
 * calls of the page that the app decides about, which are asked of it before Chromium hears of them.
 *
 * The class's source text is injected: it may use nothing from outside but its arguments.
 */
export class MainWorld {
  readonly #page = globalThis as unknown as PageGlobals

  constructor(names: WorldNames, Half: typeof BridgeHalf) {
    // A preload runs in the main frame only.
    if (this.#page.top !== this.#page.window) return
    new Half(names.toIsolated, names.toMain, (key, value) => {
      if (key === names.receive) this.#askApp(value as HostRequests)
      else this.#expose(key, value)
    })
  }

  #expose(key: string, value: unknown): void {
    if (key in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object')
    this.#freeze(value)
    Object.defineProperty(globalThis, key, { value, enumerable: true, configurable: false, writable: false })
  }

  #freeze(value: unknown): void {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || Object.isFrozen(value)) return
    Object.freeze(value)
    for (const part of Object.values(value)) this.#freeze(part)
  }

  #askApp(host: HostRequests): void {
    const page = this.#page
    page.open = (url: string | URL = '', name = '_blank', features = '') => {
      host.open(url === '' ? 'about:blank' : new URL(url, page.location.href).href, name, features)
      return null
    }
    const { mediaDevices, clipboard, geolocation } = page.navigator
    const ask = (owner: object | undefined, method: string, permission: string, details: Details = () => ({})) => {
      this.#askFirst(host, owner, method, permission, details)
    }
    ask(page.Notification, 'requestPermission', 'notifications')
    ask(mediaDevices, 'getUserMedia', 'media', ([wish]) => {
      const { audio, video } = (wish ?? {}) as { audio?: unknown; video?: unknown }
      return { mediaTypes: [...(audio ? ['audio'] : []), ...(video ? ['video'] : [])] }
    })
    ask(mediaDevices, 'getDisplayMedia', 'display-capture')
    ask(clipboard, 'readText', 'clipboard-read')
    ask(clipboard, 'read', 'clipboard-read')
    ask(geolocation, 'getCurrentPosition', 'geolocation')
    ask(page.navigator, 'requestMIDIAccess', 'midi')
  }

  #askFirst(host: HostRequests, owner: object | undefined, method: string, permission: string, details: Details): void {
    const original = (owner as Record<string, unknown> | undefined)?.[method]
    if (owner === undefined || typeof original !== 'function') return
    const asking = async (...args: unknown[]): Promise<unknown> => {
      await host.askPermission(permission, details(args))
      return Reflect.apply(original, owner, args) as unknown
    }
    Object.defineProperty(owner, method, { value: asking, configurable: true, writable: true })
  }
}
