/** An ISO 3166 country code in capitals: the country whose national numbers an account dials. The four named ones are tested most. */
export type Region = 'JP' | 'VN' | 'RU' | 'US' | (string & {})

export interface DialOptions {
  /** The account's country; unknown codes count as none. Without it, a national number keeps its digits and has no `e164`. */
  readonly region?: Region | undefined
}

/**
 * - `international`: written with `+` or a dial-out prefix, so it means the same everywhere
 * - `national`: digits that a country's plan (or only the exchange) understands
 * - `short`: an extension, emergency number or other code of at most six digits, exactly as written
 * - `service`: a code with `*` or `#`, exactly as written
 */
export type DialKind = 'international' | 'national' | 'short' | 'service'

/** What sort of line the numbering plan says it is, where it can tell. */
export type DialLine =
  'fixed' | 'mobile' | 'fixed-or-mobile' | 'toll-free' | 'premium' | 'shared-cost' | 'voip' | 'other'

/**
 * What a person should see before the number is dialled.
 *
 * - `local-context`: a link's number that is only valid inside the context it names (RFC 3966 5.1.5)
 * - `not-in-plan`: no numbering plan knows this number; it may still exist
 * - `letters`: letters were read as keypad digits
 * - `post-dial`: the text had tones to send after the answer; plain digits became the extension, others were left out
 * - `subaddress`: the link had an ISDN subaddress, which was left out
 * - `emergency`: reaches an emergency service
 * - `premium`: costs more than an ordinary call
 */
export type DialWarning =
  'local-context' | 'not-in-plan' | 'letters' | 'post-dial' | 'subaddress' | 'emergency' | 'premium'

export interface DialNumber {
  /** What to dial, only `+ * # 0-9`. National numbers keep the digits they were written with. */
  readonly text: string
  readonly kind: DialKind
  /** Digits to send to reach a person behind the number. */
  readonly extension?: string
  /** ISO 3166 country, where known. */
  readonly country?: string
  readonly line?: DialLine
  /** `+` and at most 15 digits, where known: for providers that want numbers so. */
  readonly e164?: string
  /** The digits that are dialled inside `country`, trunk prefix included, where known. */
  readonly national?: string
  /** How to show it to a person of the region, where a plan knows the number; else show `text`. */
  readonly shown?: string
  readonly warnings: DialWarning[]
}

/** Why there is nothing to dial. */
export type RefusalReason =
  | 'empty'
  | 'no-number'
  | 'too-long'
  | 'too-many-digits'
  | 'control-characters'
  | 'option'
  | 'link'
  | 'address'
  | 'date'
  | 'time'
  | 'amount'
  | 'version'
  | 'card'
  | 'masked'
  | 'reference'

export interface Refusal {
  readonly kind: 'refused'
  readonly reason: RefusalReason
}

/** The meaning of an input. `several` must be offered to the person: none of them may be dialled unasked. */
export type DialReading =
  | { readonly kind: 'number'; readonly number: DialNumber }
  | { readonly kind: 'several'; readonly numbers: DialNumber[] }
  | Refusal

export function refuse(reason: RefusalReason): Refusal {
  return { kind: 'refused', reason }
}
