/** A value in the form {@link createCloneCodec} writes: JSON, with everything JSON cannot say as `['tag', ...]`. */
export type Cloned = null | boolean | string | number | readonly unknown[]

export interface CloneCodec {
  /** @throws Error "An object could not be cloned." for functions, symbols, promises and the like, as Electron does. */
  encode(value: unknown): Cloned
  decode(cloned: Cloned): unknown
}

/**
 * The structured-clone algorithm's values as JSON, for the DevTools binding, which carries strings only: undefined,
 * bigint, NaN, Date, RegExp, Map, Set, ArrayBuffer, typed arrays, Error, repeated and circular references.
 *
 * Runs on both sides of the wire: its source text is also injected into the page, so it may use nothing from outside.
 */
export function createCloneCodec(): CloneCodec {
  const views = [Uint8Array, Int8Array, Uint8ClampedArray, Uint16Array, Int16Array, Uint32Array, Int32Array]
  const wideViews = [Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView]
  const viewNamed = new Map<string, (typeof views | typeof wideViews)[number]>(
    [...views, ...wideViews].map((view) => [view.name, view]),
  )

  function toBase64(buffer: ArrayBuffer): string {
    const bytes = new Uint8Array(buffer)
    let text = ''
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192))
    return btoa(text)
  }

  function fromBase64(text: string): ArrayBuffer {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer
  }

  function encodePrimitive(value: unknown): Cloned {
    if (value === undefined) return ['u']
    if (typeof value === 'bigint') return ['i', String(value)]
    if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))) {
      return ['n', Object.is(value, -0) ? '-0' : String(value)]
    }
    if (typeof value === 'symbol' || typeof value === 'function') throw new Error('An object could not be cloned.')
    return value as Cloned
  }

  function encodeEntries(value: object, one: (item: unknown) => Cloned): Cloned {
    return ['o', Object.keys(value).map((key) => [key, one((value as Record<string, unknown>)[key])])]
  }

  function encodeObject(value: object, one: (item: unknown) => Cloned): Cloned {
    if (Array.isArray(value)) return ['a', Array.from(value, one)]
    if (value instanceof Date) return ['d', value.getTime()]
    if (value instanceof RegExp) return ['x', value.source, value.flags]
    if (value instanceof Map) return ['m', Array.from(value, ([key, item]) => [one(key), one(item)])]
    if (value instanceof Set) return ['s', Array.from(value, one)]
    if (value instanceof Error) return ['e', value.name, value.message, value.stack ?? '']
    if (value instanceof ArrayBuffer) return ['b', toBase64(value)]
    if (ArrayBuffer.isView(value)) {
      const copy = value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength) as ArrayBuffer
      const name = viewNamed.has(value.constructor.name) ? value.constructor.name : 'Uint8Array'
      return ['t', name, toBase64(copy)]
    }
    if (Object.prototype.toString.call(value) !== '[object Object]') throw new Error('An object could not be cloned.')
    return encodeEntries(value, one)
  }

  function encode(root: unknown): Cloned {
    const seen = new Map<object, number>()
    const one = (value: unknown): Cloned => {
      if (typeof value !== 'object' || value === null) return encodePrimitive(value)
      const before = seen.get(value)
      if (before !== undefined) return ['r', before]
      seen.set(value, seen.size)
      return encodeObject(value, one)
    }
    return one(root)
  }

  function decodeError(name: string, message: string, stack: string): Error {
    const error = new Error(message)
    Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true })
    Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true })
    return error
  }

  /** Values with nothing inside that could refer back. */
  function decodeLeaf(tag: unknown, first: string, second: string, third: string): object {
    if (tag === 'd') return new Date(first === null ? Number.NaN : first)
    if (tag === 'x') return new RegExp(first, second)
    if (tag === 'e') return decodeError(first, second, third)
    if (tag === 'b') return fromBase64(first)
    const View = (viewNamed.get(first) ?? Uint8Array) as new (buffer: ArrayBuffer) => object
    return new View(fromBase64(second))
  }

  function fill(target: object, items: Cloned[] & [Cloned, Cloned][], one: (item: Cloned) => unknown): void {
    if (Array.isArray(target)) for (const item of items) target.push(one(item))
    else if (target instanceof Set) for (const item of items) target.add(one(item))
    else if (target instanceof Map) for (const [key, item] of items) target.set(one(key), one(item))
    else {
      for (const [key, item] of items) {
        // defineProperty: an own "__proto__" key must stay a key.
        Object.defineProperty(target, key as string, {
          value: one(item),
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
    }
  }

  function decode(root: Cloned): unknown {
    const seen: object[] = []
    const one = (cloned: Cloned): unknown => {
      if (!Array.isArray(cloned)) return cloned
      const [tag, first, second, third] = cloned
      if (tag === 'u') return undefined
      if (tag === 'i') return BigInt(first)
      if (tag === 'n') return Number(first)
      if (tag === 'r') return seen[first]
      const isContainer = tag === 'a' || tag === 's' || tag === 'm' || tag === 'o'
      if (!isContainer) {
        const leaf = decodeLeaf(tag, first, second, third)
        seen.push(leaf)
        return leaf
      }
      const target = tag === 'a' ? [] : tag === 's' ? new Set() : tag === 'm' ? new Map() : {}
      seen.push(target)
      fill(target, first, one)
      return target
    }
    return one(root)
  }

  return { encode, decode }
}
