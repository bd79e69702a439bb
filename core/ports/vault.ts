import type { VaultKind } from '../../contract/model/change.ts'

/**
 * Where secrets live. A slot is one secret: account and field. Failures: vault/unavailable (no keychain, locked, refused), vault/unreadable (an entry
 * that cannot be understood). A missing slot is no failure.
 */
export interface Vault {
  readonly kind: VaultKind
  read(account: string, field: string): Promise<string | undefined>
  write(account: string, field: string, secret: string): Promise<void>
  forget(account: string, field: string): Promise<void>
}
