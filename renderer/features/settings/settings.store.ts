import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Outcome } from '../../../contract/define.ts'
import type { About } from '../../../contract/model/about.ts'
import type { AppSettings, AppSettingsPatch } from '../../../contract/model/settings.ts'
import { useClient } from '../../bridge/bridge.ts'

/** Changes the app's settings and knows what support asks first. The settings themselves are part of the live picture. */
export const useSettingsStore = defineStore('settings', () => {
  const client = useClient()
  const about = shallowRef<About | null>(null)

  async function load(): Promise<void> {
    const outcome = await client.app.about()
    if (outcome.ok) about.value = outcome.value
  }

  const change = (patch: AppSettingsPatch): Promise<Outcome<AppSettings>> => client.settings.change(patch)

  return { about, load, change }
})
