/** Words that announce a number to dial, as found on cards, in signatures and in mails. Lower case, without dots. */
const DIAL_WORDS = new Set(
  (
    'tel telephone phone ph mob mobile cell fax call dial office work home direct main desk hotline ' +
    'тел телефон моб звоните звонить позвоните набрать ' +
    'đt sđt điện thoại gọi số hotline di động ' +
    '電話 電話番号 携帯 携帯電話 代表 直通 内線 番号 番 まで 至急 téléphone tél teléfono telefon'
  ).split(' '),
)

/** `T 03-1234-5678`, `m:090-1234-5678`. Not before short codes: "p. 321" is a page. */
const CARD_LETTERS = new Set(['t', 'm', 'p', 'f'])

const WORD = /\p{L}+/gu

export function isDialWord(word: string): boolean {
  return DIAL_WORDS.has(word.toLowerCase())
}

/** True for letters that may touch a number without being part of some code. */
export function mayTouchNumber(letters: string): boolean {
  return isDialWord(letters) || CARD_LETTERS.has(letters.toLowerCase())
}

/** True when the last word before a position announces a number: "please call 112", "電話: 110". */
export function endsInDialWord(before: string): boolean {
  const word = /(\p{L}+)[\s.:#-]*$/u.exec(before)?.[1]
  return word !== undefined && isDialWord(word)
}

/** True when nothing is left of the text but announcing words and punctuation. */
export function isOnlyAnnouncement(text: string): boolean {
  return (
    text
      .replace(WORD, (word) => (isDialWord(word) ? '' : word))
      .replace(/(?:(?![=_%@\\^~$])[\s\p{P}\p{S}\p{No}])+/gu, '') === ''
  )
}
