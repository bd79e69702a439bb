import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function ringerHandlers({ ringer }: Telephony): SidetoneHandlers['ringer'] {
  return { set: ({ account, mode }) => ringer.set(account, mode) }
}
