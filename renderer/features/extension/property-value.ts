import type { ExtensionValue } from '../../../contract/model/extension.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { isKnown, kinds } from './known-properties.ts'
import type { PropertyKind } from './known-properties.ts'

/** How a property is drawn: by what is known of it, else by the value that the service sent. */
export function kindOf(name: string, value: ExtensionValue | undefined): PropertyKind {
  if (isKnown(name)) return kinds[name] ?? 'text'
  if (typeof value === 'boolean') return 'switch'
  if (typeof value === 'number') return 'number'
  return Array.isArray(value) ? 'list' : 'text'
}

/** A value as a line of text. */
export function textOf(value: ExtensionValue | undefined): string {
  if (value === undefined || value === null) return ''
  return Array.isArray(value) ? value.join(', ') : String(value)
}

/** What is wrong with a text, or null. The service's own mistakes are its to name; only what can never be right is held back. */
export function textError(name: string, kind: PropertyKind, text: string): MessageKey | null {
  if (kind === 'number' && !isNumber(text)) return 'extension.notNumber'
  if (kind === 'sound' && text.trim() !== '' && !isNumber(text)) return 'extension.notNumber'
  if (name === 'external_number' && !/^(|\+?\d{5,15})$/.test(plainNumber(text))) return 'extension.mobileNumber'
  return null
}

/** The value to send for a text, of the same type as the service's. */
export function valueOf(
  name: string,
  kind: PropertyKind,
  text: string,
  before: ExtensionValue | undefined,
): ExtensionValue {
  if (kind === 'number') return Number(text)
  if (kind === 'sound') return text.trim() === '' ? null : Number(text)
  if (kind === 'list') return listOf(text, before)
  if (name === 'external_number') return plainNumber(text)
  // What was not set stays not set when nothing was typed.
  return text === '' && before === null ? null : text
}

export function sameValue(one: ExtensionValue | undefined, other: ExtensionValue | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text))

function listOf(text: string, before: ExtensionValue | undefined): (string | number)[] {
  const parts = text
    .split(/[,、]/)
    .map((part) => part.trim())
    .filter(Boolean)
  const numbers = Array.isArray(before) && before.length > 0 && before.every((item) => typeof item === 'number')
  return numbers && parts.every((part) => Number.isFinite(Number(part))) ? parts.map(Number) : parts
}

/** Full-width digits and signs become plain ones; separators go. */
function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s()./\-‐-―ー]/g, '')
}
