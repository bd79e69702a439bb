import { computed, watchEffect } from 'vue'
import type { ComputedRef } from 'vue'
import type { Account } from '../../../contract/model/account.ts'
import type { Capabilities } from '../../../contract/model/capability.ts'
import { useClient } from '../../bridge/bridge.ts'
import { useText } from '../../i18n/useText.ts'
import { useAccountsStore } from '../accounts/index.ts'
import { useLiveStore } from '../live/index.ts'
import { useNoticesStore } from '../notices/index.ts'
import { useDialerStore } from './dialer.store.ts'

/** The accounts that can dial and the one that will: what was chosen last, else the first. */
export function useDialAccounts(): {
  readonly dialable: ComputedRef<readonly Account[]>
  readonly capabilities: ComputedRef<Capabilities | undefined>
  readonly chosen: ComputedRef<Account | undefined>
  readonly choose: (id: string) => Promise<void>
} {
  const live = useLiveStore()
  const accounts = useAccountsStore()
  const dialer = useDialerStore()
  const notices = useNoticesStore()
  const client = useClient()
  const { t } = useText()

  const dialable = computed(() =>
    live.accounts.filter((account) => (accounts.capabilitiesOf(account)?.dialing ?? 'none') !== 'none'),
  )
  const chosen = computed(
    () => dialable.value.find((account) => account.id === live.settings?.dialAccount) ?? dialable.value[0],
  )
  watchEffect(() => dialer.useAccount(chosen.value?.id ?? null))

  return {
    dialable,
    chosen,
    capabilities: computed(() => chosen.value && accounts.capabilitiesOf(chosen.value)),
    async choose(id) {
      dialer.useAccount(id)
      const outcome = await client.settings.change({ dialAccount: id })
      if (!outcome.ok) notices.fail(outcome.failure, t('settings.notSaved'))
    },
  }
}
