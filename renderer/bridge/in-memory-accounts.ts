import type { SidetoneClient } from '../../contract/api.ts'
import type { Outcome } from '../../contract/define.ts'
import type { Account, AccountDraft, AccountPatch } from '../../contract/model/account.ts'
import { done, refuse } from './in-memory-answers.ts'
import type { Answer } from './in-memory-answers.ts'
import type { InMemoryWorld } from './in-memory-bridge.ts'
import { noCapabilities } from './in-memory-samples.ts'

/** The requests about accounts. Secrets are not even kept: only their names. */
export function inMemoryAccounts(world: InMemoryWorld, answer: Answer): SidetoneClient['accounts'] {
  function put(account: Account): Outcome<Account> {
    const others = world.snapshot.accounts.filter((other) => other.id !== account.id)
    world.change({ type: 'accounts', accounts: [...others, account] })
    return done(account)
  }

  function created(draft: AccountDraft): Account {
    const title = world.providers.find((provider) => provider.id === draft.provider)?.title ?? draft.provider
    return {
      id: draft.id ?? `${draft.provider}-${world.snapshot.accounts.length + 1}`,
      provider: draft.provider,
      label: draft.label ?? title,
      settings: draft.settings,
      inVault: Object.keys(draft.secrets),
    }
  }

  function changed(account: Account, patch: AccountPatch): Account {
    const secrets = Object.entries(patch.secrets ?? {})
    const forgotten = secrets.filter(([, secret]) => secret === '').map(([name]) => name)
    const inVault = new Set([...account.inVault, ...secrets.map(([name]) => name)])
    for (const name of forgotten) inVault.delete(name)
    return {
      ...account,
      label: patch.label ?? account.label,
      settings: { ...account.settings, ...patch.settings },
      inVault: [...inVault],
    }
  }

  return {
    providers: () => answer('accounts.providers', null, () => done([...world.providers])),
    add: (input) => answer('accounts.add', input, () => put(created(input))),
    change: (input) =>
      answer('accounts.change', input, () => {
        const account = world.snapshot.accounts.find((other) => other.id === input.id)
        return account ? put(changed(account, input)) : refuse('not-found')
      }),
    remove: (input) =>
      answer('accounts.remove', input, () => {
        const accounts = world.snapshot.accounts.filter((other) => other.id !== input.account)
        world.change({ type: 'accounts', accounts })
        return done(undefined)
      }),
    test: (input) =>
      answer('accounts.test', input, () => {
        const account = world.snapshot.accounts.find((other) => other.id === input.account)
        const provider = world.providers.find((other) => other.id === account?.provider)
        return done({ ok: true, capabilities: provider?.capabilities ?? noCapabilities, details: {} })
      }),
    reconnect: (input) =>
      answer('accounts.reconnect', input, () => {
        world.change({ type: 'connection', connection: { account: input.account, state: 'connecting' } })
        return done(undefined)
      }),
  }
}
