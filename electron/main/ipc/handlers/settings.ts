import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function settingsHandlers({ settings }: Telephony): SidetoneHandlers['settings'] {
  return { change: (patch) => settings.change(patch) }
}
