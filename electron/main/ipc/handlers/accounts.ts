import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function accountHandlers({ accounts }: Telephony): SidetoneHandlers['accounts'] {
  return {
    providers: () => [...accounts.providers()],
    add: (draft) => accounts.add(draft),
    change: (patch) => accounts.change(patch),
    remove: ({ account }) => accounts.remove(account),
    test: ({ account }) => accounts.test(account),
    reconnect: ({ account }) => accounts.reconnect(account),
  }
}
