import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function stateHandlers(telephony: Telephony): SidetoneHandlers['state'] {
  return { snapshot: () => telephony.state.snapshot() }
}
