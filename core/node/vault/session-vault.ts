import { fail } from '../../failure.ts'
import type { Vault } from '../../ports/vault.ts'
import type { Environment } from '../agents.ts'

/**
 * Secrets for this run only. A slot that nothing was written to is looked up in the environment as `SIDETONE_SECRET_<ACCOUNT>_<FIELD>`;
 * a forgotten one is not, or it would come back.
 */
export function sessionVault(env: Environment = process.env): Vault {
  const slots = new Map<string, string | undefined>()
  const slot = (account: string, field: string): string => JSON.stringify([account, field])
  return {
    kind: 'session',
    async read(account, field) {
      const key = slot(account, field)
      return slots.has(key) ? slots.get(key) : env[secretVariable(account, field)] || undefined
    },
    async write(account, field, secret) {
      if (secret === '') throw fail('input/invalid', { params: { field, reason: 'empty' } })
      slots.set(slot(account, field), secret)
    },
    async forget(account, field) {
      slots.set(slot(account, field), undefined)
    },
  }
}

/** `my-phone`, `accessToken` is SIDETONE_SECRET_MY_PHONE_ACCESSTOKEN. */
export function secretVariable(account: string, field: string): string {
  return `SIDETONE_SECRET_${account}_${field}`.toUpperCase().replace(/[^A-Z0-9]/g, '_')
}
