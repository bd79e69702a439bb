import { HIDDEN, hideNumber, isSecretName, redactText } from './redact-text.ts'

export { redactText } from './redact-text.ts'

const DEEPEST = 8
const MOST_ENTRIES = 200

/** Fields that hold a telephone number: even a short one is somebody's. */
const NUMBER_NAME = /(number|phone|tel|fone|msisdn|caller|callee|dials|destination|recipient)s?$|^(to|from|ani|dnis)$/i
/** Fields whose big whole numbers are times and sizes, not telephone numbers. */
const MEASURE_NAME = /(at|ms|time|timestamp|date|bytes|size|count|seconds|duration|offset|revision|pid|port)$/i

/**
 * A copy of any value that may be written to a log: telephone numbers keep their last three digits, secrets vanish (by the name of their field, or by what
 * they look like). Plain data comes out (objects, arrays, strings, numbers), whatever went in: errors with their causes, maps, sets, cycles. Never throws.
 */
export function redact(value: unknown): unknown {
  return copy(value, '', [])
}

/** `above` are the objects we stand in: to notice cycles and depth. */
function copy(value: unknown, name: string, above: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
      return NUMBER_NAME.test(name) ? hideNumber(redactText(value)) : redactText(value)
    case 'number':
      return copyNumber(value, name)
    case 'bigint':
      return redactText(String(value))
    case 'function':
    case 'symbol':
      return `[${typeof value}]`
    case 'object':
      return value === null ? null : copyObject(value, name, above)
    default:
      return value
  }
}

function copyNumber(value: number, name: string): unknown {
  if (!Number.isSafeInteger(value)) return value
  if (NUMBER_NAME.test(name)) return hideNumber(String(value))
  return MEASURE_NAME.test(name) ? value : Math.abs(value) < 1_000_000 ? value : redactText(String(value))
}

function copyObject(value: object, name: string, above: readonly object[]): unknown {
  if (above.includes(value)) return '[circular]'
  if (above.length >= DEEPEST) return '[deep]'
  const inside = [...above, value]
  try {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
    if (value instanceof URL) return redactText(value.href)
    if (value instanceof Error) return copyError(value, inside)
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`
    if (value instanceof Map) return copyEntries([...value.entries()], inside)
    if (value instanceof Set) return copyList([...value], name, inside)
    if (Array.isArray(value)) return copyList(value, name, inside)
    return copyEntries(namedValue(value) ?? Object.entries(value), inside)
  } catch {
    // A getter or a proxy that throws must not turn a log line into a crash.
    return '[unreadable]'
  }
}

function copyEntries(entries: readonly (readonly [unknown, unknown])[], above: readonly object[]): unknown {
  const kept = entries.slice(0, MOST_ENTRIES).map(([key, value]) => {
    const name = typeof key === 'string' ? key : String(redact(key))
    return [redactText(name), isSecretName(name) ? hide(value) : copy(value, name, above)] as const
  })
  return Object.fromEntries(kept)
}

function copyList(list: readonly unknown[], name: string, above: readonly object[]): unknown {
  // A header or query entry as a pair: ['Authorization', '...'].
  const [first, second] = list
  if (list.length === 2 && typeof first === 'string' && isSecretName(first)) return [first, hide(second)]
  const kept = list.slice(0, MOST_ENTRIES).map((item) => copy(item, name, above))
  return list.length > MOST_ENTRIES ? [...kept, `[${list.length - MOST_ENTRIES} more]`] : kept
}

/** A header or field as `{ name: 'Authorization', value: '...' }`. */
function namedValue(value: object): [string, unknown][] | undefined {
  if (!('name' in value && 'value' in value) || typeof value.name !== 'string' || !isSecretName(value.name))
    return undefined
  return Object.entries(value).map(([key, inner]) => (key === 'value' ? [key, hide(inner)] : [key, inner]))
}

/** An error says its name, message, system code, our failure, its stack and what caused it; other fields (a whole request, say) stay out. */
function copyError(error: Error, above: readonly object[]): unknown {
  const facts: Record<string, unknown> = { name: error.name, message: copy(error.message, '', above) }
  if ('code' in error) facts['code'] = copy(error.code, '', above)
  if ('failure' in error) facts['failure'] = copy(error.failure, '', above)
  if (error.stack !== undefined) facts['stack'] = copy(error.stack, '', above)
  if (error.cause !== undefined) facts['cause'] = copy(error.cause, '', above)
  if (error instanceof AggregateError) facts['errors'] = copyList(error.errors, '', above)
  return facts
}

/** That a secret is absent may be said. */
function hide(value: unknown): unknown {
  return value === undefined || value === null || typeof value === 'boolean' ? value : HIDDEN
}
