const A = 'A'.codePointAt(0) ?? 0
const LETTERS = 26

/** The groups a person can choose; the service's own editor shows the first letters. */
export const groups: readonly number[] = Array.from({ length: LETTERS }, (_, index) => index + 1)

/** The service's groups are numbers on the wire and letters for people: 1 is A, 26 is Z, 27 is AA. */
export function groupLetter(group: number): string {
  const place = group - 1
  const last = String.fromCodePoint(A + (place % LETTERS))
  return place < LETTERS ? last : groupLetter(Math.floor(place / LETTERS)) + last
}

/** The other way round; a number may stand for itself. NaN for anything else. */
export function groupNumber(text: string): number {
  const word = text.trim().toUpperCase()
  if (/^\d{1,2}$/.test(word)) return Number(word)
  if (!/^[A-Z]{1,2}$/.test(word)) return Number.NaN
  return [...word].reduce((sum, letter) => sum * LETTERS + (letter.codePointAt(0) ?? A) - A + 1, 0)
}
