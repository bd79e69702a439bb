import { ref, shallowRef } from 'vue'
import type { SidetoneClient } from '../../../contract/api.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import type { RuleTarget, RuleWork } from './rule-work.ts'

/** What was fired last from here. */
export interface Fired {
  readonly rule: string
  /** The service's own words. */
  readonly message?: string
}

/** Calling everybody of a rule's list, once. */
export function createFiring(client: SidetoneClient, { work, run }: RuleWork, target: () => RuleTarget | null) {
  const fired = ref<Fired | null>(null)
  const fireFailure = shallowRef<Failure | null>(null)

  /** Never repeated by itself: where the answer was lost, `fireFailure` says that the calls may have been started. */
  async function fire(): Promise<void> {
    const of = target()
    if (!of || work.value) return
    fired.value = null
    const answer = await run('firing', () => client.broadcast.fire(of), fireFailure)
    if (!answer) return
    const { message } = answer.value
    fired.value = { rule: of.rule, ...(message === undefined ? {} : { message }) }
  }

  function forget(): void {
    fired.value = null
    fireFailure.value = null
  }

  return { fired, fireFailure, fire, forget }
}
