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

export interface BridgeHalf {
  /** Puts a value into the other world's window. @throws Error when the name is taken there. */
  expose(key: string, value: unknown): void
}

interface World extends EventTarget {
  CustomEvent: typeof CustomEvent
}

/**
 * One half of Electron's contextBridge; the same code runs in the page's world and in the preload's isolated world.
 *
 * The two worlds share the window's events and nothing else. Chromium clones an event's `detail` into each world that
 * reads it, and dispatching is synchronous, so a call is: dispatch `call`, the other half runs the function and
 * dispatches `returned` or `threw` before the first dispatch is over. The event names are random and known to the two
 * halves only. Plain data is cloned; functions and promises become proxies; what cannot be cloned throws as in Electron.
 *
 * Its source text is injected: it may use nothing from outside.
 */
export function createBridgeHalf(
  outgoing: string,
  incoming: string,
  onExpose: (key: string, value: unknown) => void,
): BridgeHalf {
  const world = globalThis as unknown as World
  // Kept before any script of the page could replace them.
  const { CustomEvent: Event, structuredClone: clone } = globalThis
  const dispatch = world.dispatchEvent.bind(world)
  const apply = Reflect.apply
  const NOT_CLONEABLE = 'An object could not be cloned.'
  const UNKNOWN =
    'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.'

  const owned = new Map<number, (...args: unknown[]) => unknown>()
  const proxied = new WeakMap<object, number>()
  const pending = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  const collected = new FinalizationRegistry<number>((id) => post({ kind: 'released', id }))
  let lastId = 0
  let answer: Extract<BridgeMessage, { kind: 'returned' | 'threw' }> | undefined

  function post(message: BridgeMessage): void {
    dispatch(new Event(outgoing, { detail: message }))
  }

  /** Dispatches and takes the answer that arrived meanwhile. */
  function ask(message: BridgeMessage): unknown {
    post(message)
    const got = answer
    answer = undefined
    if (got === undefined) throw new Error('The other side of the context bridge has gone')
    if (got.kind === 'threw') throw new Error(got.message)
    return decode(got.value)
  }

  function messageOf(error: unknown): string {
    const message = (error as { message?: unknown } | null | undefined)?.message
    return typeof message === 'string' ? message : UNKNOWN
  }

  function encodeFunction(value: (...args: unknown[]) => unknown): BridgeNode {
    const home = proxied.get(value)
    if (home !== undefined) return ['h', home]
    owned.set(++lastId, value)
    return ['f', lastId]
  }

  function encodePromise(value: Promise<unknown>): BridgeNode {
    const id = ++lastId
    value.then(
      (result) => settle(id, true, result),
      (error: unknown) => post({ kind: 'settled', id, ok: false, value: ['e', messageOf(error)] }),
    )
    return ['p', id]
  }

  function settle(id: number, ok: boolean, result: unknown): void {
    try {
      post({ kind: 'settled', id, ok, value: encode(result) })
    } catch (error) {
      post({ kind: 'settled', id, ok: false, value: ['e', messageOf(error)] })
    }
  }

  /** Whether something in there cannot be cloned but can be proxied: the reason to walk it instead of cloning it. */
  function isProxyable(value: unknown): boolean {
    return typeof value === 'function' || typeof value === 'symbol' || value instanceof Promise
  }

  function encodeTree(value: object): BridgeNode {
    const isArray = Array.isArray(value)
    const nodes: [string, BridgeNode][] = []
    let hasReason = false
    for (const key of Object.keys(value)) {
      const item = (value as Record<string, unknown>)[key]
      const node = typeof item === 'symbol' ? undefined : encode(item)
      hasReason ||= isProxyable(item) || node?.[0] !== 'c'
      if (node !== undefined) nodes.push([key, node])
    }
    // Every part can be cloned and the whole cannot: a Proxy, which Electron refuses too (Vue's reactive objects are).
    if (!hasReason) throw new Error(NOT_CLONEABLE)
    return isArray ? ['a', nodes.map(([, node]) => node)] : ['o', nodes]
  }

  function encode(value: unknown): BridgeNode {
    if (typeof value === 'function') return encodeFunction(value as () => unknown)
    if (typeof value !== 'object' || value === null) {
      if (typeof value === 'symbol') throw new Error(NOT_CLONEABLE)
      return ['c', value]
    }
    if (value instanceof Promise) return encodePromise(value)
    if (value instanceof Error) return ['e', messageOf(value)]
    try {
      return ['c', clone(value)]
    } catch {
      const tag = Object.prototype.toString.call(value)
      if (tag !== '[object Object]' && tag !== '[object Array]') throw new Error(NOT_CLONEABLE)
      return encodeTree(value)
    }
  }

  function decodeFunction(id: number): unknown {
    const proxy = (...args: unknown[]) => ask({ kind: 'call', id, args: args.map(encode) })
    proxied.set(proxy, id)
    collected.register(proxy, id)
    return proxy
  }

  function decode([tag, content]: BridgeNode): unknown {
    if (tag === 'f') return decodeFunction(content as number)
    if (tag === 'h') return owned.get(content as number)
    if (tag === 'e') return new Error(content as string)
    if (tag === 'a') return (content as BridgeNode[]).map(decode)
    if (tag === 'o') {
      return Object.fromEntries((content as [string, BridgeNode][]).map(([key, node]) => [key, decode(node)]))
    }
    if (tag === 'p') {
      return new Promise((resolve, reject) => pending.set(content as number, { resolve, reject }))
    }
    return content
  }

  function reply(work: () => unknown): void {
    let message: BridgeMessage
    try {
      message = { kind: 'returned', value: encode(work()) }
    } catch (error) {
      message = { kind: 'threw', message: messageOf(error) }
    }
    post(message)
  }

  function receive(message: BridgeMessage): void {
    if (message.kind === 'returned' || message.kind === 'threw') answer = message
    else if (message.kind === 'expose') reply(() => onExpose(message.key, decode(message.value)))
    else if (message.kind === 'call') {
      const target = owned.get(message.id)
      reply(() => apply(target as () => unknown, undefined, message.args.map(decode)))
    } else if (message.kind === 'released') owned.delete(message.id)
    else {
      const promise = pending.get(message.id)
      pending.delete(message.id)
      if (message.ok) promise?.resolve(decode(message.value))
      else promise?.reject(decode(message.value))
    }
  }

  world.addEventListener(incoming, (event) => receive((event as CustomEvent<BridgeMessage>).detail))
  return { expose: (key, value) => void ask({ kind: 'expose', key, value: encode(value) }) }
}
