import { describeNumber, type ReadingContext } from './describe-number.ts'
import { endsInDialWord, isOnlyAnnouncement } from './dial-word.ts'
import { isExtensionWord, readTail, type Tail } from './extension.ts'
import { GAP } from './not-a-number.ts'
import { RUN, splitRun, trimRun } from './split-run.ts'
import type { DialNumber, DialWarning, RefusalReason } from './types.ts'

export interface Found {
  readonly numbers: readonly DialNumber[]
  /** Why runs of digits were not numbers; the first one found. */
  readonly reason: RefusalReason | undefined
  /** Nothing but numbers, their announcements and punctuation was in the line. */
  readonly nothingElse: boolean
}

interface Place {
  readonly run: string
  readonly start: number
  readonly end: number
  readonly tail: Tail
}

/** Runs of digits in a line from which everything else was masked, each with what belongs to it behind. */
function findPlaces(line: string): Place[] {
  const places: Place[] = []
  RUN.lastIndex = 0
  for (let match = RUN.exec(line); match; match = RUN.exec(line)) {
    const run = trimRun(match[0])
    const start = match.index + match[0].indexOf(run)
    const tail = readTail(line.slice(start + run.length), run.replace(/\D/g, '').length)
    const end = start + run.length + tail.length
    places.push({ run, start, end, tail })
    RUN.lastIndex = Math.max(end, match.index + match[0].length)
  }
  return places
}

/** The text outside of the places. */
function outside(line: string, places: readonly Place[]): string {
  let position = 0
  let rest = ''
  for (const place of places) {
    rest += `${line.slice(position, place.start)} `
    position = place.end
  }
  return rest + line.slice(position)
}

function withTail(number: DialNumber, tail: Tail): DialNumber {
  const warnings: DialWarning[] = tail.postDial ? [...number.warnings, 'post-dial'] : number.warnings
  return { ...number, warnings, ...(tail.extension !== undefined && { extension: tail.extension }) }
}

/** Between two codes that one word announces: "dial 1042 or 1043". */
const LIST_WORD = /^\s*(?:[,;/&、]|or|and|или|и|hoặc|và|または|か)\s*$/iu

/** Digits that touch `*` or `#` are half of a code (101#), except between the stars of bold text. */
function isInsideCode(line: string, place: Place): boolean {
  const before = /[*#]*$/.exec(line.slice(0, place.start))?.[0] ?? ''
  const after = /^[ .]?([*#]+)(?!\p{L})/u.exec(line.slice(place.end))?.[1] ?? ''
  return before !== after || before.includes('#')
}

/** A word before the place says that a number follows, or the place continues a list that was announced. */
function isAnnounced(line: string, places: readonly Place[], position: number): boolean {
  const place = places[position]
  if (place === undefined) return false
  const before = line.slice(0, place.start)
  if (endsInDialWord(before) || isExtensionWord(/[^\s\d]+[\s.:]*$/.exec(before)?.[0] ?? '')) return true
  const previous = places[position - 1]
  if (previous === undefined || !LIST_WORD.test(line.slice(previous.end, place.start))) return false
  return isAnnounced(line, places, position - 1)
}

/** Finds the numbers in one line, after masking. Short ones count only alone or after a word such as "call" or "内線". */
export function findNumbers(line: string, context: ReadingContext): Found {
  const places = findPlaces(line)
  const rest = outside(line, places)
  const nothingElse = !rest.includes(GAP) && (isOnlyAnnouncement(rest) || isExtensionWord(rest.replace(/[\s.:]+$/, '')))
  const alone = nothingElse && places.length === 1
  const numbers: DialNumber[] = []
  let reason: RefusalReason | undefined
  for (const [position, place] of places.entries()) {
    if (isInsideCode(line, place)) {
      reason ??= 'no-number'
      continue
    }
    const announced = isAnnounced(line, places, position)
    const pieces = splitRun(place.run, alone, context)
    for (const [index, piece] of pieces.entries()) {
      const number = describeNumber(piece, context)
      if ('reason' in number) reason ??= number.reason
      else if (number.kind === 'short' && !nothingElse && !announced) reason ??= 'no-number'
      else numbers.push(index === pieces.length - 1 ? withTail(number, place.tail) : number)
    }
  }
  return { numbers, reason, nothingElse }
}
