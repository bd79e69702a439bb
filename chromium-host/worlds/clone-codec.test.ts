import { describe, expect, it } from 'vitest'
import { CloneCodec, type Cloned } from './clone-codec.ts'

const codec = new CloneCodec()
const throughJson = (value: unknown) => codec.decode(JSON.parse(JSON.stringify(codec.encode(value))) as Cloned)

describe('the clone codec', () => {
  it.each([
    [undefined],
    [null],
    [-0],
    [Number.NaN],
    [-Infinity],
    [12345678901234567890n],
    [['u'], 'text that looks like a tag'],
    [{ list: [1, [], 3], nothing: undefined, date: new Date(7), pattern: /a+/gi }],
    [new Map<unknown, unknown>([[{ key: 1 }, new Set([1, 'two'])]])],
    [new Uint8Array([1, 255])],
    [new Float64Array([0.5, -1])],
    [JSON.parse('{"__proto__": {"polluted": true}}')],
  ] as unknown[][])('carries %o unchanged', (value) => {
    expect(throughJson(value)).toEqual(value)
  })

  it('keeps shared and circular references', () => {
    const circle: { self?: unknown; twice: unknown[] } = { twice: [] }
    circle.self = circle
    circle.twice = [new Date(1), circle]
    const got = throughJson(circle) as typeof circle
    expect(got.self).toBe(got)
    expect(got.twice[1]).toBe(got)
  })

  it('carries an error’s name, message and stack', () => {
    const got = throughJson(new TypeError('wrong')) as Error
    expect([got instanceof Error, got.name, got.message, got.stack?.includes('clone-codec.test')]).toEqual([true, 'TypeError', 'wrong', true]) // prettier-ignore
  })

  it.each([[() => 1], [Symbol('s')], [Promise.resolve()], [{ deep: [new WeakMap()] }]] as unknown[][])(
    'refuses %s',
    (value) => {
      expect(() => codec.encode(value)).toThrow('An object could not be cloned.')
    },
  )
})
