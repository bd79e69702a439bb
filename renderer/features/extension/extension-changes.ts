import type { ExtensionProperties } from '../../../contract/model/extension.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import { kindOf, sameValue, textError, valueOf } from './property-value.ts'

/** What is being typed, by property: a line of text, or a switch's state. */
export type Edits = Readonly<Record<string, string | boolean>>

/** What would be sent: the keys whose value is another one than the service's. */
export function changesOf(properties: ExtensionProperties, edits: Edits): ExtensionProperties {
  const values: ExtensionProperties = {}
  for (const [name, typed] of Object.entries(edits)) {
    const old = properties[name]
    const next = typeof typed === 'boolean' ? typed : valueOf(name, kindOf(name, old), typed, old)
    const nothing = next === '' && (old === undefined || old === null)
    if (!nothing && !sameValue(next, old)) values[name] = next
  }
  return values
}

/** What is wrong with what was typed, by property. */
export function editErrors(properties: ExtensionProperties, edits: Edits): Readonly<Record<string, MessageKey>> {
  const errors: Record<string, MessageKey> = {}
  for (const [name, typed] of Object.entries(edits)) {
    if (typeof typed === 'boolean') continue
    const error = textError(name, kindOf(name, properties[name]), typed)
    if (error) errors[name] = error
  }
  return errors
}
