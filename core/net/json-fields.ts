const DEEPEST = 8

/** A JSON object or list as flat pairs, or undefined where the text is none. Whole numbers of any length keep their digits: ids may have more than doubles do. */
export function readJson(text: string): (readonly [name: string, value: string])[] | undefined {
  const value = parse(text)
  if (typeof value !== 'object' || value === null) return undefined
  return flatten(value, '', 0)
}

function flatten(value: unknown, name: string, depth: number): (readonly [name: string, value: string])[] {
  if (typeof value !== 'object' || value === null) {
    return value === null || value === undefined
      ? []
      : [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
  }
  if (depth >= DEEPEST) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, name === '' ? key : `${name}.${key}`, depth + 1),
  )
}

function parse(text: string): unknown {
  // TypeScript does not know the third argument yet (ECMAScript 2026).
  const reviver = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value
  try {
    return JSON.parse(text, reviver)
  } catch {
    return undefined
  }
}
