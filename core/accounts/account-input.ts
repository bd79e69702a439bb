import type { AccountField, AccountSettings, SettingValue } from '../../contract/model/account.ts'
import { fail } from '../failure.ts'

/** Settings as they will be stored: known names, right kinds, trimmed; what is left empty is left out. Fails with input/invalid naming the field. */
export function checkedSettings(settings: AccountSettings, fields: readonly AccountField[]): AccountSettings {
  const checked: AccountSettings = {}
  for (const [name, value] of Object.entries(settings)) {
    const field = fields.find((one) => one.name === name && one.store === 'settings')
    if (field === undefined) throw invalid(name, 'unknown-setting')
    const clean = typeof value === 'string' ? value.trim() : value
    if (clean === '') continue
    checkKind(field, clean)
    checked[name] = clean
  }
  for (const field of fields) {
    const missing = field.store === 'settings' && field.required && checked[field.name] === undefined
    if (missing && field.default === undefined) throw invalid(field.name, 'required')
  }
  return checked
}

/** Secrets by field name, without the empty ones. `rule:<name>` belongs to the field `rule:*`. */
export function checkedSecrets(
  secrets: Record<string, string>,
  fields: readonly AccountField[],
): Record<string, string> {
  const checked: Record<string, string> = {}
  for (const [name, secret] of Object.entries(secrets)) {
    if (!fields.some((field) => field.store === 'vault' && fieldMatches(field.name, name)))
      throw invalid(name, 'unknown-field')
    if (secret.trim() !== '') checked[name] = secret.trim()
  }
  return checked
}

/** Fails with input/invalid where a needed secret is neither given nor already kept. */
export function requireSecrets(kept: readonly string[], fields: readonly AccountField[]): void {
  for (const field of fields) {
    if (field.store !== 'vault' || !field.required) continue
    if (!kept.some((name) => fieldMatches(field.name, name))) throw invalid(field.name, 'required')
  }
}

function fieldMatches(pattern: string, name: string): boolean {
  return pattern.endsWith(':*')
    ? name.startsWith(pattern.slice(0, -1)) && name.length > pattern.length - 1
    : pattern === name
}

function checkKind(field: AccountField, value: SettingValue): void {
  const right = {
    text: () => typeof value === 'string' || typeof value === 'number',
    url: () => typeof value === 'string' && isHttpUrl(value),
    number: () => typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)),
    choice: () => typeof value === 'string' && (field.choices ?? []).includes(value),
    rows: () => Array.isArray(value),
  }[field.kind]
  if (!right()) throw invalid(field.name, `not-a-${field.kind}`)
}

/** http(s) only, without credentials in it: those belong in the vault. */
function isHttpUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
}

function invalid(field: string, reason: string) {
  return fail('input/invalid', { params: { field, reason } })
}
