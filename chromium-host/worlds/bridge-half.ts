/** What the two worlds of a page say to each other. `value` and `args` hold {@link BridgeNode}s. */
export type BridgeMessage =
  | { readonly kind: 'expose'; readonly key: string; readonly value: BridgeNode }
  | { readonly kind: 'call'; readonly id: number; readonly args: readonly BridgeNode[] }
  | { readonly kind: 'returned'; readonly value: BridgeNode }
  | { readonly kind: 'threw'; readonly message: string }
  | { readonly kind: 'settled'; readonly id: number; readonly ok: boolean; readonly value: BridgeNode }
  | { readonly kind: 'released'; readonly id: number }

/**
 * A value on its way into the other world: `c` cloned as it is, `a` array, `o` object, `e` error, `f` a function of the
 * sender, `h` a function of the receiver coming home, `p` a promise of the sender.
 */
export type BridgeNode = readonly [tag: 'c' | 'a' | 'o' | 'e' | 'f' | 'h' | 'p', content: unknown]

type Unknown = (...args: unknown[]) => unknown

/**
 * One half of Electron's contextBridge; the same code runs in the page's world and in the preload's isolated world.
 *
 * The two worlds share the window's events and nothing else. Chromium clones an event's `detail` into each world that
 * reads it, and dispatching is synchronous, so a call is: dispatch `call`, the other half runs the function and
 * dispatches `returned` or `threw` before the first dispatch is over. The event names are random and known to the two
 * halves only. Plain data is cloned; functions and promises become proxies; what cannot be cloned throws as in Electron.
 *
 * The class's source text is injected: it may use nothing from outside.
 */
export class BridgeHalf {
  // Kept before any script of the page could replace them.
  readonly #Event = globalThis.CustomEvent
  readonly #clone = globalThis.structuredClone.bind(globalThis)
  readonly #dispatch: (event: Event) => boolean
  readonly #outgoing: string
  readonly #onExpose: (key: string, value: unknown) => void

  readonly #owned = new Map<number, Unknown>()
  readonly #proxied = new WeakMap<object, number>()
  readonly #pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  readonly #collected = new FinalizationRegistry<number>((id) => this.#post({ kind: 'released', id }))
  #lastId = 0
  #answer: Extract<BridgeMessage, { kind: 'returned' | 'threw' }> | undefined

  constructor(outgoing: string, incoming: string, onExpose: (key: string, value: unknown) => void) {
    const world = globalThis as unknown as EventTarget
    this.#dispatch = world.dispatchEvent.bind(world)
    this.#outgoing = outgoing
    this.#onExpose = onExpose
    world.addEventListener(incoming, (event) => this.#receive((event as CustomEvent<BridgeMessage>).detail))
  }

  /** Puts a value into the other world's window. @throws Error when the name is taken there. */
  expose(key: string, value: unknown): void {
    this.#ask({ kind: 'expose', key, value: this.#encode(value) })
  }

  #post(message: BridgeMessage): void {
    this.#dispatch(new this.#Event(this.#outgoing, { detail: message }))
  }

  /** Dispatches and takes the answer that arrived meanwhile. */
  #ask(message: BridgeMessage): unknown {
    this.#post(message)
    const answer = this.#answer
    this.#answer = undefined
    if (answer === undefined) throw new Error('The other side of the context bridge has gone')
    if (answer.kind === 'threw') throw new Error(answer.message)
    return this.#decode(answer.value)
  }

  #receive(message: BridgeMessage): void {
    if (message.kind === 'returned' || message.kind === 'threw') this.#answer = message
    else if (message.kind === 'expose') {
      this.#reply(() => this.#onExpose(message.key, this.#decode(message.value)))
    } else if (message.kind === 'call') {
      this.#reply(() => this.#owned.get(message.id)?.(...message.args.map((node) => this.#decode(node))))
    } else if (message.kind === 'released') this.#owned.delete(message.id)
    else {
      const promise = this.#pending.get(message.id)
      this.#pending.delete(message.id)
      if (message.ok) promise?.resolve(this.#decode(message.value))
      else promise?.reject(this.#decode(message.value))
    }
  }

  #reply(work: () => unknown): void {
    let message: BridgeMessage
    try {
      message = { kind: 'returned', value: this.#encode(work()) }
    } catch (error) {
      message = { kind: 'threw', message: this.#messageOf(error) }
    }
    this.#post(message)
  }

  #messageOf(error: unknown): string {
    const message = (error as { message?: unknown } | null | undefined)?.message
    if (typeof message === 'string') return message
    return 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'
  }

  #encode(value: unknown): BridgeNode {
    if (typeof value === 'function') return this.#encodeFunction(value as Unknown)
    if (typeof value === 'symbol') return this.#refuse()
    if (typeof value !== 'object' || value === null) return ['c', value]
    if (value instanceof Promise) return this.#encodePromise(value)
    if (value instanceof Error) return ['e', this.#messageOf(value)]
    try {
      return ['c', this.#clone(value)]
    } catch {
      const tag = Object.prototype.toString.call(value)
      return tag === '[object Object]' || tag === '[object Array]' ? this.#encodeTree(value) : this.#refuse()
    }
  }

  #refuse(): never {
    throw new Error('An object could not be cloned.')
  }

  #encodeFunction(value: Unknown): BridgeNode {
    const home = this.#proxied.get(value)
    if (home !== undefined) return ['h', home]
    const id = ++this.#lastId
    this.#owned.set(id, value)
    return ['f', id]
  }

  #encodePromise(value: Promise<unknown>): BridgeNode {
    const id = ++this.#lastId
    const fail = (error: unknown) => {
      this.#post({ kind: 'settled', id, ok: false, value: ['e', this.#messageOf(error)] })
    }
    value.then((result) => this.#post({ kind: 'settled', id, ok: true, value: this.#encode(result) })).catch(fail)
    return ['p', id]
  }

  /** An object that cannot be cloned as a whole, part by part. Symbols are left out, as in Electron. */
  #encodeTree(value: object): BridgeNode {
    const nodes: [string, BridgeNode][] = []
    let hasReason = false
    for (const [key, item] of Object.entries(value) as [string, unknown][]) {
      const node = typeof item === 'symbol' ? undefined : this.#encode(item)
      hasReason ||= node?.[0] !== 'c'
      if (node !== undefined) nodes.push([key, node])
    }
    // Every part can be cloned and the whole cannot: a Proxy, which Electron refuses too (Vue's reactive objects are).
    if (!hasReason) this.#refuse()
    return Array.isArray(value) ? ['a', nodes.map(([, node]) => node)] : ['o', nodes]
  }

  #decode([tag, content]: BridgeNode): unknown {
    if (tag === 'f') return this.#decodeFunction(content as number)
    if (tag === 'h') return this.#owned.get(content as number)
    if (tag === 'e') return new Error(content as string)
    if (tag === 'a') return (content as BridgeNode[]).map((node) => this.#decode(node))
    if (tag === 'o') {
      const entries = content as [string, BridgeNode][]
      return Object.fromEntries(entries.map(([key, node]) => [key, this.#decode(node)]))
    }
    if (tag === 'p') {
      return new Promise((resolve, reject) => this.#pending.set(content as number, { resolve, reject }))
    }
    return content
  }

  #decodeFunction(id: number): unknown {
    const proxy: Unknown = (...args) => this.#ask({ kind: 'call', id, args: args.map((value) => this.#encode(value)) })
    this.#proxied.set(proxy, id)
    this.#collected.register(proxy, id)
    return proxy
  }
}
