const formats = new Map<string, Intl.DateTimeFormat>()

/** A formatter, made once for each language and wish: making one costs a hundred times what using it does. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options])
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(language, options)
  formats.set(key, made)
  return made
}
