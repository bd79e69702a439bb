import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function callHandlers({ calls }: Telephony): SidetoneHandlers['calls'] {
  return {
    plan: ({ text, account }) => calls.plan(text, account),
    place: ({ account, text, say }) => calls.place({ account, text, ...(say === undefined ? {} : { say }) }),
    answer: ({ id }) => calls.answer(id),
    reject: ({ id }) => calls.reject(id),
    hangUp: ({ id }) => calls.hangUp(id),
    dismiss: ({ id }) => calls.dismiss(id),
    intentTaken: ({ id }) => calls.intentTaken(id),
  }
}
