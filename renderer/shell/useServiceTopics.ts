import type { Account } from '../../contract/model/account.ts'
import { useAccountsStore } from '../features/accounts/index.ts'
import { useLiveStore } from '../features/live/index.ts'

/** Topics with a page of their own that only some services have. */
export type ServiceTopic = 'broadcast' | 'extension'

/** Which accounts have a topic. */
export function useServiceTopics(): { readonly accountsWith: (topic: ServiceTopic) => readonly Account[] } {
  const live = useLiveStore()
  const accounts = useAccountsStore()
  return {
    accountsWith: (topic) => live.accounts.filter((account) => accounts.capabilitiesOf(account)?.[topic] === true),
  }
}
