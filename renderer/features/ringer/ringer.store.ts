import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { Ringer, RingerMode } from '../../../contract/model/ringer.ts'
import type { Failure } from '../../../contract/model/failure.ts'
import { useClient } from '../../bridge/bridge.ts'

/** Who did not take the mode: a device, or (null) the app's own settings. */
export interface RingerRefusal {
  readonly account: string | null
  readonly failure: Failure
}

/** Sets the ringer of the app and of every device that has one. */
export const useRingerStore = defineStore('ringer', () => {
  const client = useClient()
  /** What is being set; shown at once, so that the control answers the click. */
  const pending = ref<RingerMode | null>(null)

  /** Devices are asked side by side; one that fails keeps nobody else from being set. */
  async function set(mode: RingerMode, accounts: readonly string[]): Promise<readonly RingerRefusal[]> {
    pending.value = mode
    const outcomes: Outcome<Ringer>[] = await Promise.all(
      accounts.map((account) => client.ringer.set({ account, mode })),
    )
    // The app's own ringer follows a device that took the mode; without a device it is all there is.
    const own = accounts.length === 0 ? await client.settings.change({ ringerMode: mode }) : undefined
    if (pending.value === mode) pending.value = null
    const refusals = outcomes.flatMap((outcome, index) =>
      outcome.ok ? [] : [{ account: accounts[index] ?? null, failure: outcome.failure }],
    )
    return own?.ok === false ? [{ account: null, failure: own.failure }] : refusals
  }

  return { pending, set }
})
