import type { createBridgeHalf } from './bridge-half.ts'

/** Random names that the host gives one window's two worlds. */
export interface WorldNames {
  readonly toMain: string
  readonly toIsolated: string
  /** The DevTools binding, and the isolated world's function that receives; in the isolated world only. */
  readonly binding: string
  readonly receive: string
}

/**
 * Runs in the page's own world before any script of the page: the receiving half of the context bridge.
 * `host` offers what the page's world must ask of the host (see isolated-world.ts).
 */
export function runMainWorld(names: WorldNames, createHalf: typeof createBridgeHalf): void {
  // A preload runs in the main frame only.
  const page = globalThis as unknown as { top: unknown; window: unknown; open: unknown }
  if (page.top !== page.window) return

  interface HostRequests {
    open(url: string, name: string, features: string): void
    askPermission(permission: string, details: object): Promise<boolean>
  }

  function freezeDeep(value: unknown): void {
    if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
    Object.freeze(value)
    for (const key of Object.keys(value)) freezeDeep((value as Record<string, unknown>)[key])
  }

  createHalf(names.toIsolated, names.toMain, (key, value) => {
    if (key === names.receive) return replaceAsking(value as HostRequests)
    if (key in globalThis) throw new Error(`Cannot bind an API on top of an existing property on the window object`)
    freezeDeep(value)
    Object.defineProperty(globalThis, key, { value, enumerable: true, configurable: false, writable: false })
  })

  /** The few calls of the page that need the app's consent are asked of it before Chromium hears of them. */
  function replaceAsking(host: HostRequests): void {
    const resolved = (url: unknown) => new URL(String(url ?? 'about:blank') || 'about:blank', location.href).href
    page.open = (url?: unknown, name?: unknown, features?: unknown) => {
      host.open(resolved(url), String(name ?? '_blank'), String(features ?? ''))
      return null
    }
    const { Notification, navigator, document } = globalThis as unknown as PageGlobals
    const location = document.location

    function askFirst(owner: object | undefined, method: string, permission: string, details = (_: unknown[]) => ({})) {
      const original = (owner as Record<string, unknown> | undefined)?.[method]
      if (owner === undefined || typeof original !== 'function') return
      const asking = async (...args: unknown[]): Promise<unknown> => {
        await host.askPermission(permission, details(args))
        return Reflect.apply(original, owner, args)
      }
      Object.defineProperty(owner, method, { value: asking, configurable: true, writable: true })
    }

    askFirst(Notification, 'requestPermission', 'notifications')
    askFirst(navigator.mediaDevices, 'getUserMedia', 'media', ([wish]) => {
      const { audio, video } = (wish ?? {}) as { audio?: unknown; video?: unknown }
      return { mediaTypes: [...(audio ? ['audio'] : []), ...(video ? ['video'] : [])] }
    })
    askFirst(navigator.mediaDevices, 'getDisplayMedia', 'display-capture')
    askFirst(navigator.clipboard, 'readText', 'clipboard-read')
    askFirst(navigator.clipboard, 'read', 'clipboard-read')
    askFirst(navigator.geolocation, 'getCurrentPosition', 'geolocation')
    askFirst(navigator, 'requestMIDIAccess', 'midi')
  }

  interface PageGlobals {
    Notification: object | undefined
    document: { location: { href: string } }
    navigator: { mediaDevices?: object; clipboard?: object; geolocation?: object }
  }
}
