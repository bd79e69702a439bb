/** A value in the form {@link CloneCodec} writes: JSON, with everything JSON cannot say as `['tag', ...]`. */
export type Cloned = null | boolean | string | number | readonly unknown[]

type One<From, To> = (value: From) => To
type Container = unknown[] | Set<unknown> | Map<unknown, unknown> | Record<string, unknown>

/**
 * The structured-clone algorithm's values as JSON, for the DevTools binding, which carries strings only: undefined,
 * bigint, NaN, Date, RegExp, Map, Set, ArrayBuffer, typed arrays, Error, repeated and circular references.
 *
 * Runs on both sides of the wire: the class's source text is also injected into the page, so it may use nothing from outside.
 */
export class CloneCodec {
  readonly #views = new Map<string, new (buffer: ArrayBuffer) => object>(
    [
      ...[Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array],
      ...[Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView],
    ].map((view) => [view.name, view as new (buffer: ArrayBuffer) => object]),
  )

  /** @throws Error "An object could not be cloned." for functions, symbols, promises and the like, as Electron does. */
  encode(root: unknown): Cloned {
    const seen = new Map<object, number>()
    const one = (value: unknown): Cloned => {
      if (typeof value !== 'object' || value === null) return this.#encodePrimitive(value)
      const before = seen.get(value)
      if (before !== undefined) return ['r', before]
      seen.set(value, seen.size)
      return this.#encodeObject(value, one)
    }
    return one(root)
  }

  decode(root: Cloned): unknown {
    const seen: object[] = []
    const one = (cloned: Cloned): unknown => {
      if (typeof cloned !== 'object' || cloned === null) return cloned
      const [tag, content] = cloned as [string, never]
      if (tag === 'u') return undefined
      if (tag === 'i') return BigInt(content)
      if (tag === 'n') return Number(content)
      if (tag === 'r') return seen[content]
      const container = this.#containerFor(tag)
      const made = container ?? this.#decodeLeaf(cloned as [string, string, string, string])
      seen.push(made)
      if (container !== undefined) this.#fill(container, content, one)
      return made
    }
    return one(root)
  }

  #encodePrimitive(value: unknown): Cloned {
    if (value === undefined) return ['u']
    if (typeof value === 'bigint') return ['i', String(value)]
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return ['n', Object.is(value, -0) ? '-0' : String(value)]
    }
    if (typeof value === 'symbol' || typeof value === 'function') throw new Error('An object could not be cloned.')
    return value as Cloned
  }

  #encodeObject(value: object, one: One<unknown, Cloned>): Cloned {
    if (Array.isArray(value)) return ['a', Array.from(value, one)]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof RegExp) return ['x', value.source, value.flags]
    if (value instanceof Map) return ['m', Array.from(value, ([key, item]) => [one(key), one(item)])]
    if (value instanceof Set) return ['s', Array.from(value, one)]
    if (value instanceof Error) return ['e', value.name, value.message, value.stack ?? '']
    if (value instanceof ArrayBuffer) return ['b', this.#toBase64(value)]
    if (ArrayBuffer.isView(value)) {
      const copy = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer
      // Node's Buffer arrives as the Uint8Array it is.
      const name = this.#views.has(value.constructor.name) ? value.constructor.name : 'Uint8Array'
      return ['t', name, this.#toBase64(copy)]
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error('An object could not be cloned.')
    return ['o', Object.entries(value).map(([key, item]) => [key, one(item)])]
  }

  #containerFor(tag: string): Container | undefined {
    if (tag === 'a') return []
    if (tag === 's') return new Set()
    if (tag === 'm') return new Map()
    return tag === 'o' ? {} : undefined
  }

  /** Values with nothing inside that could refer back. */
  #decodeLeaf([tag, first, second, third]: [string, string, string, string]): object {
    if (tag === 'd') return new Date(this.#timeOf(first))
    if (tag === 'x') return new RegExp(first, second)
    if (tag === 'b') return this.#fromBase64(first)
    if (tag === 'e') {
      const error = new Error(second)
      Object.defineProperty(error, 'name', { value: first, configurable: true, writable: true })
      Object.defineProperty(error, 'stack', { value: third, configurable: true, writable: true })
      return error
    }
    const View = this.#views.get(first) ?? Uint8Array
    return new View(this.#fromBase64(second))
  }

  /** JSON writes an invalid Date's NaN as null. */
  #timeOf(time: unknown): number {
    return typeof time === 'number' ? time : Number.NaN
  }

  #fill(target: Container, items: readonly Cloned[], one: One<Cloned, unknown>): void {
    if (Array.isArray(target)) for (const item of items) target.push(one(item))
    else if (target instanceof Set) for (const item of items) target.add(one(item))
    else {
      for (const [key, item] of items as [string, Cloned][]) {
        if (target instanceof Map) target.set(one(key), one(item))
        // defineProperty: an own "__proto__" key must stay a key.
        else {
          Object.defineProperty(target, key, { value: one(item), enumerable: true, configurable: true, writable: true })
        }
      }
    }
  }

  #toBase64(buffer: ArrayBuffer): string {
    const bytes = new Uint8Array(buffer)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }

  #fromBase64(text: string): ArrayBuffer {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer
  }
}
