import type {
  Account,
  AccountDraft,
  AccountField,
  AccountPatch,
  AccountSettings,
  ProviderSummary,
  SettingValue,
} from '../../../contract/model/account.ts'
import type { MessageKey } from '../../i18n/i18n.ts'

/** One row of a `rows` field: a rule's name, a note, and its URL key, which goes to the vault as `rule:<name>`. */
export interface FormRow {
  readonly name: string
  readonly note: string
  readonly key: string
}

/** The form as it stands: texts as typed, by field name. */
export interface AccountForm {
  readonly label: string
  readonly texts: Readonly<Record<string, string>>
  readonly rows: Readonly<Record<string, readonly FormRow[]>>
}

/** What is wrong, by field name. */
export type FormErrors = Readonly<Record<string, MessageKey>>

const ROW_SECRET = 'rule:'

/** Fields that are drawn on their own; a row's secret is drawn in its row. */
export function drawnFields(provider: ProviderSummary): readonly AccountField[] {
  return provider.fields.filter((field) => !field.name.startsWith(ROW_SECRET))
}

/** An empty form with the service's defaults, or what is known of an account; secrets never come back. */
export function startForm(provider: ProviderSummary, account?: Account): AccountForm {
  const texts: Record<string, string> = {}
  const rows: Record<string, FormRow[]> = {}
  for (const field of drawnFields(provider)) {
    const value = account?.settings[field.name] ?? (account ? undefined : field.default)
    if (field.kind === 'rows') rows[field.name] = rowsOf(value)
    else texts[field.name] = field.store === 'vault' || value === undefined ? '' : plainText(value)
  }
  return { label: account?.label ?? '', texts, rows }
}

/** A setting as a field shows it; a list is not for a text field. */
function plainText(value: SettingValue): string {
  return Array.isArray(value) ? '' : String(value)
}

function rowsOf(value: SettingValue | undefined): FormRow[] {
  if (!Array.isArray(value)) return []
  return value.map((row) => ({ name: String(row['name'] ?? ''), note: String(row['note'] ?? ''), key: '' }))
}

/** Every complaint there is; an empty object when the form can be sent. */
export function formErrors(provider: ProviderSummary, form: AccountForm, account?: Account): FormErrors {
  const errors: Record<string, MessageKey> = {}
  for (const field of drawnFields(provider)) {
    const error = field.kind === 'rows' ? rowsError(field, form) : textError(field, form, account)
    if (error) errors[field.name] = error
  }
  return errors
}

function textError(field: AccountField, form: AccountForm, account: Account | undefined): MessageKey | null {
  const text = form.texts[field.name]?.trim() ?? ''
  if (text === '') {
    const kept = account?.inVault.includes(field.name) === true
    return field.required && !kept ? 'accounts.invalid.required' : null
  }
  if (field.kind === 'url' && !isWebAddress(text)) return 'accounts.invalid.url'
  if (field.kind === 'number' && !Number.isFinite(Number(text))) return 'accounts.invalid.number'
  return null
}

function rowsError(field: AccountField, form: AccountForm): MessageKey | null {
  const names = (form.rows[field.name] ?? []).map((row) => row.name.trim())
  if (names.includes('') || new Set(names).size < names.length) return 'accounts.invalid.rowName'
  return field.required && names.length === 0 ? 'accounts.invalid.required' : null
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^(https?|wss?):$/.test(new URL(text).protocol)
}

/** What `accounts.add` wants. Fields left empty are left out, so that the service's own defaults hold. */
export function toDraft(provider: ProviderSummary, form: AccountForm): AccountDraft {
  const label = form.label.trim()
  return { provider: provider.id, ...(label ? { label } : {}), ...valuesOf(provider, form) }
}

/** What `accounts.change` wants. An empty secret is left out: it is kept as it is. Rows that are gone take their keys along. */
export function toPatch(provider: ProviderSummary, form: AccountForm, account: Account): AccountPatch {
  const { settings, secrets } = valuesOf(provider, form)
  const rowNames = new Set(Object.values(form.rows).flatMap((rows) => rows.map((row) => row.name.trim())))
  const orphans = account.inVault.filter(
    (name) => name.startsWith(ROW_SECRET) && !rowNames.has(name.slice(ROW_SECRET.length)),
  )
  const forgotten = Object.fromEntries(orphans.map((name) => [name, '']))
  return { id: account.id, label: form.label.trim() || account.label, settings, secrets: { ...forgotten, ...secrets } }
}

function valuesOf(provider: ProviderSummary, form: AccountForm): Pick<AccountDraft, 'settings' | 'secrets'> {
  const settings: AccountSettings = {}
  const secrets: Record<string, string> = {}
  for (const field of drawnFields(provider)) {
    if (field.kind === 'rows') {
      const rows = form.rows[field.name] ?? []
      settings[field.name] = rows.map(({ name, note }) => ({ name: name.trim(), ...(note ? { note } : {}) }))
      for (const { name, key } of rows) if (key) secrets[`${ROW_SECRET}${name.trim()}`] = key
      continue
    }
    const text = form.texts[field.name] ?? ''
    if (field.store === 'vault') {
      if (text !== '') secrets[field.name] = text
    } else if (text.trim() !== '') {
      settings[field.name] = field.kind === 'number' ? Number(text) : text.trim()
    }
  }
  return { settings, secrets }
}
