import type { BridgeHalf } from './bridge-half.ts'
import type { Cloned, CloneCodec } from './clone-codec.ts'
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

type Listener = (event: object, ...args: unknown[]) => void

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** What a click may land on. */
interface LinkLike {
  readonly href?: unknown
  readonly target?: string
}

/**
 * Runs in the isolated world before the preload: `ipcRenderer`, `contextBridge` and a `require` that knows what a
 * sandboxed preload may have.
 *
 * The class's source text is injected: it may use nothing from outside but its arguments.
 */
export class IsolatedWorld {
  readonly #names: WorldNames
  readonly #codec: CloneCodec
  readonly #half: BridgeHalf
  readonly #waiting = new Map<number, Waiting>()
  #listeners: { readonly channel: string; readonly listener: Listener; readonly once: boolean }[] = []
  #lastId = 0

  constructor(names: WorldNames, Half: typeof BridgeHalf, Codec: typeof CloneCodec) {
    this.#names = names
    this.#codec = new Codec()
    this.#half = new Half(names.toMain, names.toIsolated, () => undefined)
    Object.defineProperty(globalThis, names.receive, { value: (text: string) => this.#receive(text) })
    this.#half.expose(names.receive, {
      open: (url: string, name: string, features: string) => this.#post({ kind: 'open', url, name, features }),
      askPermission: (permission: string, details: object) =>
        this.#wait((id) => this.#post({ kind: 'permission', id, permission, details })),
    })
    this.#watchPage()
  }

  readonly ipcRenderer = {
    send: (channel: string, ...args: unknown[]): void => {
      this.#post({ kind: 'send', channel, args: this.#codec.encode(args) })
    },
    invoke: async (channel: string, ...args: unknown[]): Promise<unknown> => {
      const encoded = this.#codec.encode(args)
      return this.#wait((id) => this.#post({ kind: 'invoke', id, channel, args: encoded }))
    },
    on: (channel: string, listener: Listener): object => this.#on(channel, listener, false),
    addListener: (channel: string, listener: Listener): object => this.#on(channel, listener, false),
    once: (channel: string, listener: Listener): object => this.#on(channel, listener, true),
    off: (channel: string, listener: Listener): object => this.#off(channel, listener),
    removeListener: (channel: string, listener: Listener): object => this.#off(channel, listener),
    removeAllListeners: (channel?: string): object => {
      this.#listeners = this.#listeners.filter((entry) => channel !== undefined && entry.channel !== channel)
      return this.ipcRenderer
    },
    listenerCount: (channel: string): number => this.#listeners.filter((entry) => entry.channel === channel).length,
  }

  readonly electron = {
    contextBridge: { exposeInMainWorld: (key: string, api: unknown) => this.#half.expose(key, api) },
    ipcRenderer: this.ipcRenderer,
  }

  /** The preload's `require`, with the words of Electron's sandbox. */
  readonly require = (name: string): object => {
    if (['electron', 'electron/renderer', 'electron/common'].includes(name)) return this.electron
    throw new Error(`module not found: ${name}`)
  }

  /** The preload has run; messages may come. */
  ready(): void {
    this.#post({ kind: 'ready' })
  }

  /** The preload threw. */
  failed(error: unknown): void {
    this.#post({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }

  #post(message: ToHost): void {
    const binding = (globalThis as unknown as Record<string, (text: string) => void>)[this.#names.binding]
    binding?.(JSON.stringify(message))
  }

  #wait(ask: (id: number) => void): Promise<unknown> {
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      ask(id)
    })
  }

  #on(channel: string, listener: Listener, once: boolean): object {
    this.#listeners = [...this.#listeners, { channel, listener, once }]
    return this.ipcRenderer
  }

  /** Takes the one that was added last, as an event emitter does. */
  #off(channel: string, listener: Listener): object {
    const at = this.#listeners.findLastIndex((entry) => entry.channel === channel && entry.listener === listener)
    this.#listeners = this.#listeners.filter((_, index) => index !== at)
    return this.ipcRenderer
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as ToPage
    if (message.kind === 'event') {
      this.#deliver(message.channel, this.#codec.decode(message.args) as unknown[])
      return
    }
    const asked = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.kind === 'reply') asked?.resolve(this.#codec.decode(message.value))
    else asked?.reject(new Error(message.message))
  }

  #deliver(channel: string, args: unknown[]): void {
    for (const { listener, once } of this.#listeners.filter((entry) => entry.channel === channel)) {
      if (once) this.#off(channel, listener)
      try {
        listener({ sender: this.ipcRenderer, senderId: 0, ports: [] }, ...args)
      } catch (error) {
        // Reported as uncaught, as in Electron, and the message still reaches the other listeners.
        setTimeout(() => {
          throw error
        })
      }
    }
  }

  #watchPage(): void {
    const page = globalThis as unknown as EventTarget
    page.addEventListener('click', (event) => this.#stopNewWindow(event))
    page.addEventListener('auxclick', (event) => this.#stopNewWindow(event))
    page.addEventListener('focus', () => this.#post({ kind: 'focus', focused: true }))
    page.addEventListener('blur', () => this.#post({ kind: 'focus', focused: false }))
  }

  /** Links that would open another window; window.open itself is replaced in the page's world. */
  #stopNewWindow(event: Event): void {
    const { ctrlKey, metaKey, shiftKey, button } = event as Event & Readonly<Record<string, unknown>>
    const path = event.composedPath() as readonly LinkLike[]
    const link = path.find(({ href }) => typeof href === 'string' && href !== '')
    if (event.defaultPrevented || link === undefined) return
    const target = link.target ?? ''
    const staysHere = ['', '_self', '_top', '_parent'].includes(target)
    if (staysHere && button !== 1 && !ctrlKey && !metaKey && !shiftKey) return
    event.preventDefault()
    this.#post({ kind: 'open', url: link.href as string, name: target, features: '' })
  }
}
