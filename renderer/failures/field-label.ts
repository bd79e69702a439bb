import { en } from '../i18n/en/index.ts'
import type { MessageKey } from '../i18n/i18n.ts'
import type { Translate } from '../i18n/useText.ts'

type FieldName = Exclude<keyof typeof en.fields, 'choice'>

function isKnown(name: string): name is FieldName {
  return name !== 'choice' && Object.hasOwn(en.fields, name)
}

/** What the account form calls a field; the field's own name where no text is known. */
export function fieldLabel(name: string, t: Translate): string {
  return isKnown(name) ? t(`fields.${name}.label`) : name
}

/** One line about a field; empty where no text is known. */
export function fieldHelp(name: string, t: Translate): string {
  return isKnown(name) ? t(`fields.${name}.help`) : ''
}

/** What one of a field's choices is called; the choice itself where no text is known. */
export function choiceLabel(choice: string, t: Translate): string {
  return Object.hasOwn(en.fields.choice, choice) ? t(`fields.choice.${choice}` as MessageKey) : choice
}
