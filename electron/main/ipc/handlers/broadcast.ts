import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'

export function broadcastHandlers({ broadcast }: Telephony): SidetoneHandlers['broadcast'] {
  return {
    rules: async ({ account }) => {
      const { rules, countries } = await broadcast.rules(account)
      return { rules: [...rules], countries: [...countries] }
    },
    recipients: async ({ account, rule }) => [...(await broadcast.recipients(account, rule))],
    replace: ({ account, rule, recipients }) => broadcast.replace(account, rule, recipients),
    fire: ({ account, rule }) => broadcast.fire(account, rule),
    results: ({ account, rule, query }) => broadcast.results(account, rule, query),
  }
}
