/**
 * The JSON values of a body, mostly one; undefined where it is no JSON. The document prints the history of a firing as two objects one after the other
 * (section ④ E), which is no JSON document: a service that sends it so is understood too.
 */
export function readDocuments(text: string): unknown[] | undefined {
  const whole = parse(text)
  if (whole !== undefined) return [whole.value]
  const parts = objectsIn(text).map(parse)
  if (parts.length < 2) return undefined
  const values: unknown[] = []
  for (const part of parts) {
    if (part === undefined) return undefined
    values.push(part.value)
  }
  return values
}

/** The text cut behind each outermost closing brace; braces within texts do not count. What is left over is a part too. */
function objectsIn(text: string): string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') depth += 1
    if (token !== '}') continue
    depth -= 1
    if (depth !== 0) continue
    parts.push(text.slice(from, index + 1))
    from = index + 1
  }
  const rest = text.slice(from).trim()
  return rest === '' ? parts : [...parts, rest]
}

function parse(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}
