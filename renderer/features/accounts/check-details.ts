import type { AccountCheck } from '../../../contract/model/account.ts'
import type { MessageKey } from '../../i18n/i18n.ts'
import type { Translate } from '../../i18n/useText.ts'

/** What services call the facts of a sign-in; a fact that is not here keeps its own name. */
const names: Readonly<Record<string, MessageKey>> = {
  product: 'accounts.detail.product',
  version: 'accounts.detail.version',
  name: 'accounts.detail.name',
  service: 'accounts.detail.service',
  serviceId: 'accounts.detail.serviceId',
  authorisation: 'accounts.detail.authorisation',
  events: 'accounts.detail.events',
}

const values: Readonly<Record<string, MessageKey>> = {
  'authorisation granted': 'accounts.detail.granted',
  'authorisation not required': 'accounts.detail.notRequired',
  'events incoming': 'accounts.detail.incoming',
  'events outgoing only': 'accounts.detail.outgoingOnly',
  'events not told': 'accounts.detail.notTold',
}

/** The facts of a sign-in in the person's language, as far as they are known ones. */
export function checkDetails(check: AccountCheck, t: Translate): { name: string; value: string }[] {
  return Object.entries(check.details).map(([name, value]) => {
    const nameKey = names[name]
    const valueKey = values[`${name} ${value}`]
    return { name: nameKey ? t(nameKey) : name, value: valueKey ? t(valueKey) : value }
  })
}
