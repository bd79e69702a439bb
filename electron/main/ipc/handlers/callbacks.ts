import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function callbackHandlers({ callbacks, notify }: Telephony): SidetoneHandlers['callbacks'] {
  return {
    register: ({ account }) => notify.set(account),
    unregister: ({ account }) => notify.clear(account),
    test: ({ account }) => callbacks.test(account),
  }
}
