import type { Account, AccountDraft, AccountPatch } from '../../contract/model/account.ts'
import { fail } from '../failure.ts'
import type { Files, Log, Vault } from '../ports/index.ts'
import type { AccountVault, ProviderDefinition } from '../provider.ts'
import { HomeFile } from '../state/home-file.ts'
import { AccountFile } from './account-file.ts'
import type { StoredAccount } from './account-file.ts'
import { checkedSecrets, checkedSettings, requireSecrets } from './account-input.ts'

/** The accounts of this home: settings in accounts.json, secrets in the vault. */
export class Accounts {
  private readonly file: HomeFile<AccountFile>
  private readonly vault: Vault
  private readonly definitionOf: (provider: string) => ProviderDefinition
  private readonly changed: () => void
  private accounts: readonly StoredAccount[] = []

  constructor(parts: {
    files: Files
    vault: Vault
    log: Log
    definitionOf: (provider: string) => ProviderDefinition
    changed: () => void
  }) {
    this.file = new HomeFile({ ...parts, name: 'accounts.json', schema: AccountFile, empty: { accounts: [] } })
    this.vault = parts.vault
    this.definitionOf = parts.definitionOf
    this.changed = parts.changed
  }

  async load(): Promise<void> {
    this.accounts = (await this.file.read()).accounts
  }

  list(): readonly Account[] {
    return this.accounts
  }

  /** Fails with not-found. */
  get(id: string): Account {
    const account = this.accounts.find((one) => one.id === id)
    if (account === undefined) throw fail('not-found', { params: { what: 'account', id } })
    return account
  }

  /** The service that the account is for. Fails with not-found. */
  definition(id: string): ProviderDefinition {
    return this.definitionOf(this.get(id).provider)
  }

  /** Nothing is kept unless everything could be: secrets first, then the file. */
  async add(draft: AccountDraft, replace: boolean): Promise<Account> {
    const definition = this.definitionOf(draft.provider)
    const id = draft.id ?? this.freeId(draft.label ?? draft.provider)
    const before = this.accounts.find((one) => one.id === id)
    if (before !== undefined && !replace) throw fail('input/invalid', { params: { field: 'id', reason: 'taken', id } })
    const settings = checkedSettings(draft.settings, definition.fields)
    const secrets = checkedSecrets(draft.secrets, definition.fields)
    const inVault = Object.keys(secrets)
    // A session vault may hold them already (from the environment); the keychain of a new account does not.
    if (this.vault.kind === 'keychain') requireSecrets(inVault, definition.fields)
    const account: StoredAccount = {
      id,
      provider: draft.provider,
      label: draft.label?.trim() || definition.title,
      settings,
      inVault,
    }
    await this.keep(account, secrets)
    const dropped = (before?.inVault ?? []).filter((field) => !inVault.includes(field))
    for (const field of dropped) await this.vault.forget(id, field)
    return account
  }

  async change(patch: AccountPatch): Promise<Account> {
    const before = this.get(patch.id)
    const { fields, title } = this.definitionOf(before.provider)
    const settings = patch.settings === undefined ? before.settings : checkedSettings(patch.settings, fields)
    const secrets = checkedSecrets(patch.secrets ?? {}, fields)
    const forgotten = Object.keys(patch.secrets ?? {}).filter((field) => secrets[field] === undefined)
    const inVault = [...new Set([...before.inVault, ...Object.keys(secrets)])].filter(
      (field) => !forgotten.includes(field),
    )
    if (this.vault.kind === 'keychain') requireSecrets(inVault, fields)
    const account = { ...before, label: patch.label?.trim() || before.label || title, settings, inVault }
    await this.keep(account, secrets)
    for (const field of forgotten) await this.vault.forget(account.id, field)
    return account
  }

  /** The vault first: an account whose secrets could not be removed stays listed, so that it can be tried again. */
  async remove(id: string): Promise<void> {
    const account = this.get(id)
    for (const field of account.inVault) await this.vault.forget(id, field)
    await this.store(this.accounts.filter((one) => one.id !== id))
  }

  /** A provider's view of the vault: its own account, and every slot it fills is remembered so that removal finds it. */
  vaultOf(id: string): AccountVault {
    return {
      read: (field) => this.vault.read(id, field),
      write: async (field, secret) => {
        await this.vault.write(id, field, secret)
        await this.remember(id, (inVault) => [...new Set([...inVault, field])])
      },
      forget: async (field) => {
        await this.vault.forget(id, field)
        await this.remember(id, (inVault) => inVault.filter((name) => name !== field))
      },
    }
  }

  /** Secrets first, then the file: a vault that refuses leaves the account as it was. */
  private async keep(account: StoredAccount, secrets: Record<string, string>): Promise<void> {
    for (const [field, secret] of Object.entries(secrets)) await this.vault.write(account.id, field, secret)
    const others = this.accounts.filter((one) => one.id !== account.id)
    const position = this.accounts.findIndex((one) => one.id === account.id)
    await this.store(position < 0 ? [...others, account] : others.toSpliced(position, 0, account))
  }

  private async remember(id: string, update: (inVault: readonly string[]) => string[]): Promise<void> {
    const account = this.accounts.find((one) => one.id === id)
    if (account === undefined) return
    const inVault = update(account.inVault)
    if (inVault.length === account.inVault.length) return
    await this.store(this.accounts.map((one) => (one.id === id ? { ...one, inVault } : one)))
  }

  private async store(accounts: readonly StoredAccount[]): Promise<void> {
    await this.file.write({ accounts: [...accounts] })
    this.accounts = accounts
    this.changed()
  }

  /** `Office phone` -> `office-phone`, `office-phone-2`, ... */
  private freeId(label: string): string {
    const words = label
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40)
    const base = words || 'account'
    let id = base
    for (let count = 2; this.accounts.some((one) => one.id === id); count += 1) id = `${base}-${count}`
    return id
  }
}
