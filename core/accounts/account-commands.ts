import type { AccountCheck, AccountDraft, AccountPatch } from '../../contract/model/account.ts'
import { toFailure } from '../failure.ts'
import type { ProviderDefinition } from '../provider.ts'
import type { Ringers } from '../sessions/ringers.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { Watching } from '../sessions/watching.ts'
import type { Telephony } from '../telephony-api.ts'
import type { Accounts } from './accounts.ts'

export interface AccountCommandParts {
  readonly definitions: readonly ProviderDefinition[]
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly watching: Watching
  readonly ringers: Ringers
}

/** What people do with accounts. */
export function accountCommands(parts: AccountCommandParts): Telephony['accounts'] {
  const { definitions, accounts, sessions, watching, ringers } = parts

  async function add(draft: AccountDraft, how: { replace?: boolean } = {}) {
    const account = await accounts.add(draft, how.replace === true)
    await watching.reopen(account.id)
    return account
  }

  async function change(patch: AccountPatch) {
    const account = await accounts.change(patch)
    await watching.reopen(account.id)
    return account
  }

  async function remove(id: string): Promise<void> {
    accounts.get(id)
    await watching.leave(id)
    await accounts.remove(id)
    await ringers.forget(id)
  }

  /** What failed is part of the answer. */
  async function test(id: string, signal = new AbortController().signal): Promise<AccountCheck> {
    const { capabilities } = accounts.definition(id)
    try {
      const { session } = await sessions.open(id)
      return { ok: true, capabilities, details: await session.check(signal) }
    } catch (thrown) {
      return { ok: false, capabilities, details: {}, failure: toFailure(thrown) }
    }
  }

  return {
    providers: () =>
      definitions.map(({ id, title, capabilities, fields }) => ({ id, title, capabilities, fields: [...fields] })),
    list: () => accounts.list(),
    add,
    change,
    remove,
    test,
    reconnect: (id) => watching.watch(id),
  }
}
