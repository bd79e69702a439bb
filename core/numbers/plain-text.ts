import { refuse, type Refusal } from './types.ts'

/** Nothing dialable is longer, and a longer selection is more likely a mistake. Code points, after trimming. */
const LONGEST_INPUT = 64

/** Soft hyphen, zero-width and bidi marks, variation selectors, tag characters: they ride along with copied text and mean nothing. */
const INVISIBLE =
  /\u00ad|\u034f|\u061c|\u180e|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff|[\u{e0000}-\u{e007f}]/gu
/** Every control character but tab and line ends; a carriage return only counts as half of a line end. */
// eslint-disable-next-line no-control-regex -- finding control characters is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/u
const LINE_END = /\r\n|[\n\u2028\u2029]/gu

const WIDE_OR_ODD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu
const DASH = /[\u02d7\u2010-\u2015\u2043\u2212\u2796\ufe58\ufe63]/gu
/** The katakana long-vowel mark is typed for a dash, but only next to digits is it one. */
const LONG_VOWEL_AS_DASH = /(?<=[\d)]\s?)[\u30fc\uff70](?=\s?[\d(])/gu
const MIDDLE_DOT = /[\u00b7\u2027\u2022\u30fb\uff65]/gu
const FULL_WIDTH_ASCII = /[\uff01-\uff5e]/gu
const PLUS = /[\ufe62\u2795]/gu
const STAR = /[\u2217\ufe61]/gu
/** Russian pages mark the pause for the second dial tone: `8~10`. */
const RUSSIAN_DIAL_OUT = /(?<!\d)8 ?~ ?10(?!\d)/gu
const HASH = /[\u266f\ufe5f]/gu

/** The zero of each script whose ten digits follow in order. Superscripts and circled digits are footnotes, so they stay out. */
const ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
  0x0f20, 0x1040, 0x17e0, 0x1810,
]

function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  const zero = ZEROS.find((first) => code >= first && code <= first + 9)
  return zero === undefined ? digit : String(code - zero)
}

/** The same text with ASCII digits, spaces, dashes, plus, star and hash, whatever keyboard or page it came from. */
export function toPlainCharacters(text: string): string {
  return text
    .normalize('NFC')
    .replace(FULL_WIDTH_ASCII, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(WIDE_OR_ODD_SPACE, ' ')
    .replace(DASH, '-')
    .replace(LONG_VOWEL_AS_DASH, '-')
    .replace(MIDDLE_DOT, '.')
    .replace(PLUS, '+')
    .replace(STAR, '*')
    .replace(HASH, '#')
    .replace(RUSSIAN_DIAL_OUT, '8 10')
    .replace(/\[0\]/g, '(0)')
}

/** Drops invisible marks, refuses real control characters and what is too long, and gives plain characters. */
export function cleanInput(text: string): string | Refusal {
  const visible = text.replace(INVISIBLE, '').replace(LINE_END, '\n')
  if (CONTROL.test(visible)) return refuse('control-characters')
  const trimmed = visible.trim()
  if (trimmed === '') return refuse('empty')
  if ([...trimmed].length > LONGEST_INPUT) return refuse('too-long')
  return toPlainCharacters(trimmed).trim()
}
