import { describeNumber, type ReadingContext } from './describe-number.ts'

/** More pieces than this in 64 characters are a table, and trying every way to group them takes long. */
const MOST_PIECES = 12

/** Digits and visual separators, possibly several numbers in a row. */
export const RUN = /\(?(?:\+\s?)?\(?\d[\d ().\-/+]*/g

/** The run without separators at its end, and without a bracket whose other half is missing. */
export function trimRun(run: string): string {
  const trimmed = run.replace(/[\s.\-/+(]+$/, '')
  const opened = trimmed.split('(').length
  const closed = trimmed.split(')').length
  if (opened > closed && trimmed.startsWith('(')) return trimmed.slice(1)
  return closed > opened ? trimmed.replace(/\)$/, '') : trimmed
}

function isInPlan(piece: string, context: ReadingContext): boolean {
  const number = describeNumber(piece, context)
  return !('reason' in number) && number.e164 !== undefined && !number.warnings.includes('not-in-plan')
}

/** Looks like a whole number even where the plan cannot say: dashes inside and a number's length, or a trunk zero. */
function looksWhole(piece: string, context: ReadingContext): boolean {
  if (isInPlan(piece, context)) return true
  const digits = piece.replace(/\D/g, '').length
  if (piece.includes('+')) return false
  if (digits < 7 || digits > 11) return false
  return /\d[.-]\d/.test(piece) || (/^\(?0/.test(piece) && digits >= 9)
}

/** Groups neighbouring pieces so that each group is a whole number; undefined when that cannot be done. */
function group(pieces: readonly string[], context: ReadingContext): string[] | undefined {
  if (pieces.length === 0) return []
  for (let count = pieces.length; count > 0; count -= 1) {
    const first = pieces.slice(0, count).join(' ')
    if (!looksWhole(first, context)) continue
    const others = group(pieces.slice(count), context)
    if (others) return [first, ...others]
  }
  return undefined
}

/**
 * The numbers in a run. One that the plan knows as a whole stays whole (030/123456); otherwise it is cut at blanks, slashes and
 * before `+` if every part is a number; otherwise it is one number as it stands.
 *
 * Inside a sentence, a short group beside one known number does not belong to it ("room 5 03-1234-5678"). Typed alone it does:
 * it may be an outside-line prefix.
 */
export function splitRun(run: string, alone: boolean, context: ReadingContext): string[] {
  const severalPlus = /\d.*\+/.test(run)
  if (!severalPlus && isInPlan(run, context)) return [run]
  const pieces = run
    .split(/\s+-\s+|[\s/]+|(?<=.)(?=\(?\+)/)
    .map(trimRun)
    .filter((piece) => /\d/.test(piece))
  if (pieces.length < 2 || pieces.length > MOST_PIECES) return severalPlus ? [] : [run]
  const groups = group(pieces, context)
  if (groups && groups.length > 1) return groups
  const endings = alternativeEndings(run, context)
  if (endings) return endings
  // 2+2 is arithmetic.
  if (severalPlus) return pieces.filter((piece) => /(?:\D*\d){7}/.test(piece))
  return alone ? [run] : [withoutShortNeighbour(pieces, context) ?? run]
}

/** `03-1234-5678/79`: two numbers that differ in their last digits, as Japanese and Russian letterheads write them. */
function alternativeEndings(run: string, context: ReadingContext): string[] | undefined {
  const [first = '', ...endings] = run.split('/').map(trimRun)
  if (endings.length === 0 || !looksWhole(first, context)) return undefined
  if (!endings.every((ending) => /^\d{1,4}$/.test(ending))) return undefined
  return [first, ...endings.map((ending) => first.slice(0, -ending.length) + ending)]
}

function withoutShortNeighbour(pieces: readonly string[], context: ReadingContext): string | undefined {
  const [first = '', ...later] = pieces
  const last = pieces.at(-1) ?? ''
  const earlier = pieces.slice(0, -1).join(' ')
  if (first.length <= 4 && isInPlan(later.join(' '), context)) return later.join(' ')
  return last.length <= 4 && isInPlan(earlier, context) ? earlier : undefined
}
