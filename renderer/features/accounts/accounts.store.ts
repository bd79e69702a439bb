import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type {
  Account,
  AccountCheck,
  AccountDraft,
  AccountPatch,
  ProviderSummary,
} from '../../../contract/model/account.ts'
import type { Capabilities } from '../../../contract/model/capability.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import type { Outcome } from '../../../contract/define.ts'
import { useClient } from '../../bridge/bridge.ts'

/** The services there are, and what is done to accounts. The accounts themselves are part of the live picture. */
export const useAccountsStore = defineStore('accounts', () => {
  const client = useClient()
  const providers = shallowRef<readonly ProviderSummary[]>([])
  const failure = shallowRef<Failure | null>(null)
  const byId = computed(() => new Map(providers.value.map((provider) => [provider.id, provider])))

  async function load(): Promise<void> {
    const outcome = await client.accounts.providers()
    failure.value = outcome.ok ? null : outcome.failure
    if (outcome.ok) providers.value = outcome.value
  }

  function providerOf(account: Account): ProviderSummary | undefined {
    return byId.value.get(account.provider)
  }

  /** What the account's service can do; nothing is known before the services are. */
  function capabilitiesOf(account: Account): Capabilities | undefined {
    return providerOf(account)?.capabilities
  }

  const add = (draft: AccountDraft): Promise<Outcome<Account>> => client.accounts.add(draft)
  const change = (patch: AccountPatch): Promise<Outcome<Account>> => client.accounts.change(patch)
  const remove = (account: string): Promise<Outcome<void>> => client.accounts.remove({ account })
  const test = (account: string): Promise<Outcome<AccountCheck>> => client.accounts.test({ account })

  return { providers, failure, load, providerOf, capabilitiesOf, add, change, remove, test }
})
