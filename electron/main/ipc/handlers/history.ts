import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function historyHandlers({ history }: Telephony): SidetoneHandlers['history'] {
  return { page: (query) => history.page(query), sync: ({ account }) => history.sync(account) }
}
