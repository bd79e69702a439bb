import { readBareNumber, type ReadingContext } from './describe-number.ts'
import { readText } from './dial-text.ts'
import { toPlainCharacters } from './plain-text.ts'

/**
 * One spelling for all spellings of a number: E.164 where it can be known, else the digits. For looking up contacts and history.
 * What is no number is its own key, trimmed and in lower case.
 */
export function keyOf(text: string, context: ReadingContext): string {
  return parts(text, context).main
}

function parts(text: string, context: ReadingContext): { main: string; extension: string | undefined } {
  const bare = readBareNumber(text, context.plan)
  if (bare) return { main: bare.e164, extension: undefined }
  const reading = readText(text, context)
  if (reading.kind !== 'number') {
    return { main: toPlainCharacters(text).trim().toLowerCase(), extension: undefined }
  }
  const { e164, text: dialled, extension } = reading.number
  return { main: e164 ?? dialled, extension }
}

/** Providers that leave the `+` away send 81345670000: long enough, it can only be the international form. */
function equalButForPlus(a: string, b: string): boolean {
  return a.length > 10 && b.length > 10 && a.replace(/^\+/, '') === b.replace(/^\+/, '') && /^\+?[1-9]\d+$/.test(a)
}

/** The same line, however written. An extension on one side only does not part them: caller ids never carry one. */
export function isSameNumber(a: string, b: string, context: ReadingContext): boolean {
  const left = parts(a, context)
  const right = parts(b, context)
  if (left.extension !== undefined && right.extension !== undefined && left.extension !== right.extension) return false
  if (left.main === '' || right.main === '') return false
  return left.main === right.main || equalButForPlus(left.main, right.main)
}
