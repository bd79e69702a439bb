import { toPlainCharacters } from './plain-text.ts'
import { refuse, type Refusal } from './types.ts'

/** What the parameters of a `tel:` link add to its number. Unknown ones mean nothing to us and are ignored (RFC 3966 section 4). */
export interface LinkParameters {
  readonly extension?: string
  /** `+` and digits, or a domain: where a local number is valid. */
  readonly context?: string
  readonly subaddress: boolean
  readonly postDial: boolean
}

const EXTENSION = /^\d{1,10}$/

/**
 * Reads `name=value` parts, already decoded. Besides RFC 3966 it knows the `postd` of 3GPP and the bare pause that
 * address books write (`;102`).
 */
export function readLinkParameters(parts: readonly string[]): LinkParameters | Refusal {
  let extension: string | undefined
  let context: string | undefined
  let subaddress = false
  let postDial = false
  for (const part of parts) {
    const [name = '', ...others] = part.split('=')
    const value = toPlainCharacters(others.join('=')).trim()
    switch (name.trim().toLowerCase()) {
      case 'ext':
      case 'extension': {
        const digits = value.replace(/[\s().-]/g, '')
        if (value.startsWith('-') || !EXTENSION.test(digits) || extension !== undefined) return refuse('link')
        extension = digits
        break
      }
      case 'phone-context':
        context = value
        break
      case 'isub':
        subaddress = true
        break
      case 'postd':
        postDial = true
        break
      default:
        if (/^[\dpw,*#]+$/i.test(name) && others.length === 0) {
          postDial = true
          if (/^\d{1,6}$/.test(name)) extension ??= name
        }
    }
  }
  return {
    subaddress,
    postDial,
    ...(extension !== undefined && { extension }),
    ...(context !== undefined && { context }),
  }
}
