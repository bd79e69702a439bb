import type { createBridgeHalf } from './bridge-half.ts'
import type { Cloned, createCloneCodec } from './clone-codec.ts'
import type { WorldNames } from './main-world.ts'

/** Page to host, as JSON text through the DevTools binding. */
export type ToHost =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'send'; readonly channel: string; readonly args: Cloned }
  | { readonly kind: 'invoke'; readonly id: number; readonly channel: string; readonly args: Cloned }
  | { readonly kind: 'open'; readonly url: string; readonly name: string; readonly features: string }
  | { readonly kind: 'permission'; readonly id: number; readonly permission: string; readonly details: object }
  | { readonly kind: 'focus'; readonly focused: boolean }

/** Host to page, as JSON text given to the isolated world's receiving function. */
export type ToPage =
  | { readonly kind: 'event'; readonly channel: string; readonly args: Cloned }
  | { readonly kind: 'reply'; readonly id: number; readonly value: Cloned }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string }

/** What the preload may see of `process`. */
export type PreloadProcess = Readonly<Record<string, unknown>>

export interface PreloadWorld {
  readonly electron: object
  readonly require: (name: string) => unknown
  ready(): void
  failed(error: unknown): void
}

/**
 * Runs in the isolated world before the preload: `ipcRenderer`, `contextBridge` and a `require` that knows what a
 * sandboxed preload may have. @returns undefined in a frame that gets no preload.
 *
 * Its source text is injected: it may use nothing from outside but its arguments.
 */
export function createPreloadWorld(
  names: WorldNames,
  createHalf: typeof createBridgeHalf,
  createCodec: typeof createCloneCodec,
): PreloadWorld | undefined {
  const world = globalThis as unknown as Record<string, unknown> & { top: unknown; window: unknown }
  if (world.top !== world.window) return undefined

  const binding = world[names.binding] as (text: string) => void
  const codec = createCodec()
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  const listeners = new Map<string, { listener: Listener; once: boolean }[]>()
  const half = createHalf(names.toMain, names.toIsolated, () => undefined)
  let lastId = 0

  type Listener = (event: object, ...args: unknown[]) => void

  function post(message: ToHost): void {
    binding(JSON.stringify(message))
  }

  function waitFor(message: (id: number) => ToHost): Promise<unknown> {
    const id = ++lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      post(message(id))
    })
  }

  function on(channel: string, listener: Listener, once = false): typeof ipcRenderer {
    listeners.set(channel, [...(listeners.get(channel) ?? []), { listener, once }])
    return ipcRenderer
  }

  function off(channel: string, listener: Listener): typeof ipcRenderer {
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((entry) => entry.listener !== listener),
    )
    return ipcRenderer
  }

  const ipcRenderer = {
    send: (channel: string, ...args: unknown[]) => post({ kind: 'send', channel, args: codec.encode(args) }),
    invoke: async (channel: string, ...args: unknown[]) => {
      const encoded = codec.encode(args)
      return waitFor((id) => ({ kind: 'invoke', id, channel, args: encoded }))
    },
    on: (channel: string, listener: Listener) => on(channel, listener),
    addListener: (channel: string, listener: Listener) => on(channel, listener),
    once: (channel: string, listener: Listener) => on(channel, listener, true),
    off,
    removeListener: off,
    removeAllListeners: (channel?: string) => {
      if (channel === undefined) listeners.clear()
      else listeners.delete(channel)
      return ipcRenderer
    },
    listenerCount: (channel: string) => listeners.get(channel)?.length ?? 0,
  }

  function deliver(channel: string, args: unknown[]): void {
    for (const { listener, once } of listeners.get(channel) ?? []) {
      if (once) off(channel, listener)
      try {
        listener({ sender: ipcRenderer, senderId: 0, ports: [] }, ...args)
      } catch (error) {
        // One listener's fault is reported as uncaught, as in Electron, and does not keep the message from the others.
        setTimeout(() => {
          throw error
        })
      }
    }
  }

  function receive(text: string): void {
    const message = JSON.parse(text) as ToPage
    if (message.kind === 'event') return deliver(message.channel, codec.decode(message.args) as unknown[])
    const asked = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'reply') asked?.resolve(codec.decode(message.value))
    else asked?.reject(new Error(message.message))
  }

  Object.defineProperty(world, names.receive, { value: receive })

  const open = (url: string, name: string, features: string) => post({ kind: 'open', url, name, features })
  const askPermission = (permission: string, details: object) =>
    waitFor((id) => ({ kind: 'permission', id, permission, details }))
  half.expose(names.receive, { open, askPermission })

  /** Links and forms that would open another window; window.open itself is replaced in the page's world. */
  function stopNewWindow(event: Event): void {
    const { ctrlKey, metaKey, shiftKey, button } = event as Event & Record<string, unknown>
    const link = event.composedPath().find((node) => (node as { href?: unknown }).href !== undefined) as
      { href: unknown; target?: string } | undefined
    if (event.defaultPrevented || link === undefined || typeof link.href !== 'string') return
    const target = link.target ?? ''
    const staysHere = target === '' || target === '_self' || target === '_top' || target === '_parent'
    if (staysHere && button !== 1 && !ctrlKey && !metaKey && !shiftKey) return
    event.preventDefault()
    open(link.href, target, '')
  }

  const target = globalThis as unknown as EventTarget
  target.addEventListener('click', stopNewWindow)
  target.addEventListener('auxclick', stopNewWindow)
  target.addEventListener('focus', () => post({ kind: 'focus', focused: true }))
  target.addEventListener('blur', () => post({ kind: 'focus', focused: false }))

  const contextBridge = { exposeInMainWorld: (key: string, api: unknown) => half.expose(key, api) }
  const electron = { contextBridge, ipcRenderer }
  return {
    electron,
    require: (name) => {
      if (name === 'electron' || name === 'electron/renderer' || name === 'electron/common') return electron
      throw new Error(`module not found: ${name}`)
    },
    ready: () => post({ kind: 'ready' }),
    failed: (error) => post({ kind: 'failed', message: String((error as Error | undefined)?.stack ?? error) }),
  }
}
