import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function extensionHandlers({ extension }: Telephony): SidetoneHandlers['extension'] {
  return {
    read: ({ account }) => extension.read(account),
    change: ({ account, properties }) => extension.change(account, properties),
  }
}
