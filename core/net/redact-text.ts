// The rules for text, in the order in which they are applied. Each is linear in the length of the text: what is logged comes from machines we do not control.

/** What stands where a secret stood. No rule finds anything to do in it, so that redacting twice changes nothing. */
export const HIDDEN = '***'
const LONGEST_TEXT = 16_384

/** Names of fields, headers and query parameters that hold a secret. `rule:<name>` is the keychain field of an IoTCall rule's URL key. */
const SECRET_NAME =
  /token|secret|passw|passphrase|passcode|authori[sz]ation|credential|auth[-_ ]?code|cookie|signature|hash|jwt|bearer|^rule:|(?:^|[-_.])(?:pwd|pin|sig|auth)$|(?:^|[-_. ]|session|access|api|app|private|public|url|user|client|sign\w{0,8}|encryption)key$/i

/** `name:`, `name=` and `"name":` inside a text. The name is bounded so that long words cost nothing. */
const NAME = /(?<![\w.-])([\w.-]{1,64})\\?["']?\s{0,4}[:=]\s{0,4}/g
/** What may follow: a quoted text (its quotes may be escaped themselves, in JSON within JSON), or all up to a separator. */
const VALUE = /\\"(?:[^"\\]|\\[^"])*(?:\\")?|"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;&"'})\]]+/y
/** A header line's value goes to its end: `Authorization: AuthCode of more than one word`. */
const AUTHORIZATION =
  /\b((?:proxy-)?authorization|auth[-_]?code|(?:set-)?cookie)(\\?["']?\s{0,4}[:=]\s{0,4}\\?["']?)([^\r\n"',}\]]+)/gi
const SCHEME = /\b(Bearer|Basic|Digest|Token)(\s{1,4})[\w.~+/=:-]{4,}/gi
const JWT = /\beyJ[\w-]{2,}\.[\w-]+(?:\.[\w-]*)?/g
/** `scheme://name:password@host`. */
const USER_INFO = /(:\/\/)[^/?#@\s"'<>]+@/g
/** IoTCall's URLs carry a key as a path segment; the two account-wide logs carry none in that place. */
const URL_KEY = /\/(pattern|ar|mc)\/(?!(?:callog|calllog|smslog)(?![\w-]))[^/?#\s"'<>\\]+/gi
/** Every value of a query: which of them sign or grant something, only the vendor knows. */
const QUERY_VALUE = /([?&#][\w.~%[\]+:-]{1,80}=)[^&#\s"'<>\\]+/g
const RUN = /[\w+/-]{16,}={0,2}/g

/** Dates, UUIDs, IPv4 addresses and our own trace numbers are full of digits and no telephone numbers: they are matched first and stay. */
const DIGITS =
  /(?<![\p{Nd}])(?:\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}(?:[T ]\p{Nd}{2}:\p{Nd}{2}(?::\p{Nd}{2}(?:[.,]\p{Nd}{1,9})?)?(?:Z|[+-]\p{Nd}{2}:?\p{Nd}{2})?)?(?!\p{Nd})|\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}(?![\p{Nd}.])|[+＋]?[(（]?\p{Nd}(?:[\s().\-/‐-―−ー－（）\u3000]{0,3}\p{Nd}){6,})/gu
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi
const PHONE = /^[+＋(（]?[\p{Nd}\s().\-/‐-―−ー－（）\u3000]+$/u
const DATE_OR_ADDRESS = /^(?:\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}(?:$|[T ]\p{Nd}{2}:)|\p{Nd}{1,3}(?:\.\p{Nd}{1,3}){3}$)/u

/** Whether a field, header or parameter of this name holds a secret. A `monkey` is none, a `signKey` is. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) || /[a-z]Key$/.test(name)
}

/** A text without secrets and without whole telephone numbers (7 digits and more keep the last three). Over-long texts are cut. */
export function redactText(text: string): string {
  const whole = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} [cut]` : text
  const unsigned = whole
    .replace(USER_INFO, `$1${HIDDEN}@`)
    .replace(URL_KEY, `/$1/${HIDDEN}`)
    .replace(QUERY_VALUE, `$1${HIDDEN}`)
    .replace(SCHEME, `$1$2${HIDDEN}`)
    .replace(AUTHORIZATION, `$1$2${HIDDEN}`)
  return hidePhones(
    hideAssignments(unsigned)
      .replace(JWT, HIDDEN)
      .replace(RUN, (run) => hideRandomRun(run)),
  )
}

/** A telephone number of any length: the last three digits stay. What has three or fewer is a service code and stays whole. */
export function hideNumber(text: string): string {
  const digits = [...text].filter((character) => /\p{Nd}/u.test(character))
  if (digits.length <= 3 || text.startsWith('…')) return text
  return `…${digits.slice(-3).join('')}`
}

/** Hides the values of names that sound secret. Other names are stepped over alone: `Error: token=x` has a second one right behind. */
function hideAssignments(text: string): string {
  let shown = ''
  let at = 0
  for (const { 0: whole, 1: name = '', index } of text.matchAll(NAME)) {
    if (index < at || !isSecretName(name)) continue
    VALUE.lastIndex = index + whole.length
    const value = VALUE.exec(text)?.[0] ?? ''
    if (value === '') continue
    const quote = /^\\?["']/.exec(value)?.[0] ?? ''
    shown += `${text.slice(at, index + whole.length)}${quote}${HIDDEN}${quote}`
    at = index + whole.length + value.length
  }
  return shown + text.slice(at)
}

function hidePhones(text: string): string {
  const uuids = [...text.matchAll(UUID)].map(({ index }) => index)
  return text.replace(DIGITS, (match: string, at: number) => {
    if (DATE_OR_ADDRESS.test(match) || !PHONE.test(match)) return match
    return uuids.some((start) => at >= start && at < start + 36) ? match : hideNumber(match)
  })
}

function hideRandomRun(run: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(run)) return run
  return looksRandom(run) ? HIDDEN : run
}

/**
 * Words and paths rarely change between small letters, capitals and digits; keys do all the time (62 % of the places in base64, 47 % in hex).
 * Hex is told by its alphabet from 16 characters on, the rest from 20.
 */
function looksRandom(run: string): boolean {
  if (!/[a-z]/i.test(run)) return false
  const hex = /^[0-9a-f]+$/i.test(run)
  if (hex) return /\d/.test(run) || run.length >= 32
  if (run.length < 20) return false
  if (run.endsWith('=')) return true
  if (run.includes('/') && !run.includes('+') && run.split('/').every(isWord)) return false
  if (isWord(run)) return false
  return changes(run) / run.length >= (/\d/.test(run) ? 0.18 : 0.3)
}

/** An identifier or file name: `createNodePorts`, `sqlite-call-store`, `ERR_TLS_CERT`, `20260101`. */
function isWord(run: string): boolean {
  return /^[a-z_-]*(?:[A-Z][a-z]{2,})*\d{0,4}$/.test(run) || /^[A-Z_-]*\d{0,4}$/.test(run) || /^\d*$/.test(run)
}

function changes(run: string): number {
  const kinds = [...run.replace(/[_+/=-]/g, '')].map((letter) => (/\d/.test(letter) ? 0 : letter < 'a' ? 1 : 2))
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length
}
