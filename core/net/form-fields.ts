/** `a=b&c=d` as pairs in their order; a name without a value has an empty one. `charset` is that of the bytes behind `%XX`; UTF-8 unless it is a known other one. */
export function readForm(
  text: string,
  place: 'query' | 'body',
  charset?: string,
): (readonly [name: string, value: string])[] {
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.includes('=') ? part.indexOf('=') : part.length
      return [decode(part.slice(0, at), place, charset), decode(part.slice(at + 1), place, charset)] as const
    })
}

/**
 * A plus is a space in a form, but a service that puts a number into the address as it is means a plus: `from=+13215551234`, `at=...T09:00:00+02:00`.
 * In the query it stays before a digit. A form body is made by a program that encodes, so there it stays only where a space would make no sense: in front.
 */
function decode(text: string, place: 'query' | 'body', charset: string | undefined): string {
  const spaced = place === 'query' ? text.replace(/\+(?!\d)/g, ' ') : text.replace(/(?!^\+\d)\+/g, ' ')
  // What is no percent-encoding stays as it is.
  return spaced.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
    decodeBytes(Buffer.from(run.replaceAll('%', ''), 'hex'), charset),
  )
}

function decodeBytes(bytes: Buffer, charset: string | undefined): string {
  try {
    return new TextDecoder(charset ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    // An unknown charset, or bytes that are not in it. UTF-8 if they can be; Latin-1 can be anything.
    return charset === undefined ? bytes.toString('latin1') : decodeBytes(bytes, undefined)
  }
}
