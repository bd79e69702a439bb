import * as z from 'zod/mini'
import { AccountId, AccountSettings } from '../../contract/model/account.ts'
import { ProviderId } from '../../contract/model/provider-id.ts'

/** One account as it stands in the home's accounts.json. The values of `inVault` are in the vault under the same names. */
export const StoredAccount = z.object({
  id: AccountId,
  provider: ProviderId,
  label: z.string(),
  settings: AccountSettings,
  inVault: z.array(z.string()),
})
export type StoredAccount = z.infer<typeof StoredAccount>

export const AccountFile = z.object({ accounts: z.array(StoredAccount) })
export type AccountFile = z.infer<typeof AccountFile>
