import { ref, shallowRef } from 'vue'
import type { Account, AccountCheck, ProviderSummary } from '../../../contract/model/account.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { toDraft, toPatch } from './account-form.ts'
import type { AccountForm } from './account-form.ts'
import { useAccountsStore } from './accounts.store.ts'

/**
 * Making or changing one account.
 *
 *   choosing ──> filling ──send──> saving ──ok──> testing ──> tested ──change──> filling
 *                   ^─────────failure──┘
 *
 * A failed sign-in does not undo what was saved: the person sees why and corrects it.
 */
export type EditorStep = 'choosing' | 'filling' | 'saving' | 'testing' | 'tested'

export function useAccountEditor(existing: Account | undefined) {
  const store = useAccountsStore()
  const account = shallowRef(existing)
  const provider = shallowRef<ProviderSummary | undefined>(existing && store.providerOf(existing))
  const step = ref<EditorStep>(existing ? 'filling' : 'choosing')
  const failure = shallowRef<Failure | null>(null)
  const check = shallowRef<AccountCheck | null>(null)

  function choose(chosen: ProviderSummary): void {
    provider.value = chosen
    step.value = 'filling'
  }

  async function send(form: AccountForm): Promise<void> {
    if (!provider.value) return
    failure.value = null
    step.value = 'saving'
    const outcome = account.value
      ? await store.change(toPatch(provider.value, form, account.value))
      : await store.add(toDraft(provider.value, form))
    if (!outcome.ok) {
      failure.value = outcome.failure
      step.value = 'filling'
      return
    }
    account.value = outcome.value
    await test()
  }

  async function test(): Promise<void> {
    if (!account.value) return
    failure.value = null
    check.value = null
    step.value = 'testing'
    const outcome = await store.test(account.value.id)
    step.value = 'tested'
    if (outcome.ok) check.value = outcome.value
    failure.value = outcome.ok ? (outcome.value.failure ?? null) : outcome.failure
  }

  function change(): void {
    failure.value = null
    step.value = 'filling'
  }

  return { account, provider, step, failure, check, choose, send, test, change }
}
