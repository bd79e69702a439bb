/** What follows a number: an extension, and whether there were tones to send after the answer. */
export interface Tail {
  readonly length: number
  readonly extension?: string
  readonly postDial: boolean
}

const NO_TAIL: Tail = { length: 0, postDial: false }

/** The words for "extension" in the languages of our users, and in the neighbouring ones that copied pages bring. */
const EXTENSION_WORDS = [
  'extension',
  'extn?\\.?',
  'xtn?\\.?',
  'добавочный',
  'доб\\.?',
  'внутренний',
  'внутр?\\.?',
  'вн\\.?',
  '内線?(?:番号)?',
  '分機',
  '分机',
  '转',
  'máy lẻ',
  'máy nhánh',
  'nhánh',
  'poste',
  'durchwahl',
  'dw',
  'anexo',
  'ramal',
].join('|')

const WORDED = new RegExp(`^\\s*[-,、;/.(]?\\s*(?:${EXTENSION_WORDS})[\\s:=.#]*(\\d{1,10})\\)?(?![\\d-])`, 'iu')
const HASHED = /^\s?#\s?(\d{1,6})(?![\d#*-])/
/** `,` `;` `p` `w` are pauses before tones (iOS, Android, 3GPP `postd`); thousands and lists never look like this at the end of a line. */
const PAUSED = /^(?:[,;]+|[pw]+)([\d*#,;pw]+)$/i

/** Between smaller numbers an x multiplies (12 x 34) and a comma lists (1042,1043). */
const FEWEST_BEFORE_SIGN = 7
const CROSSED = /^\s*[,;(]?\s*x\s*[:=.#]?\s*(\d{1,6})\)?(?![\d-])/i

const EXTENSION_FIRST = new RegExp(`^(?:${EXTENSION_WORDS})\\s*[:=.#]?\\s*$`, 'iu')

/** Reads the text right behind a number of that many digits. Behind a short code a comma is a list, not a pause. */
export function readTail(rest: string, digits: number): Tail {
  const named = WORDED.exec(rest) ?? HASHED.exec(rest) ?? (digits < FEWEST_BEFORE_SIGN ? null : CROSSED.exec(rest))
  if (named?.[1] !== undefined) return { length: named[0].length, extension: named[1], postDial: false }
  const paused = PAUSED.exec(rest)
  if (!paused || digits < FEWEST_BEFORE_SIGN) return NO_TAIL
  const tones = paused[1] ?? ''
  const plain = /^\d{1,6}$/.test(tones)
  // Seven digits or more after a comma are a second number, not an extension.
  if (!plain && /\d{7}/.test(tones)) return NO_TAIL
  return { length: paused[0].length, postDial: true, ...(plain && { extension: tones }) }
}

/** True for `ext.`, `内線`, `доб.`: a word after which a short number stands alone. */
export function isExtensionWord(text: string): boolean {
  return EXTENSION_FIRST.test(text.trim())
}

/** True for letters that may touch a digit because they begin an extension or a pause. */
export function startsTail(letters: string): boolean {
  return /^[pwx]$/i.test(letters) || EXTENSION_FIRST.test(letters)
}
