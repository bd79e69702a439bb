import type { SidetoneClient } from '../../contract/api.ts'
import type { Outcome } from '../../contract/define.ts'
import type { Account, AccountDraft, AccountPatch } from '../../contract/model/account.ts'
import type { Call } from '../../contract/model/call.ts'
import type { NumberedChange } from '../../contract/model/change.ts'
import type { FailureCode } from '../../contract/model/failure.ts'
import type { AppSettings } from '../../contract/model/settings.ts'
import type { InMemoryWorld, RequestName } from './in-memory-bridge.ts'
import { noCapabilities } from './in-memory-samples.ts'

interface Wiring {
  answer<Value>(name: RequestName, input: unknown, work: () => Outcome<Value>): Promise<Outcome<Value>>
  listen(listener: (change: NumberedChange) => void): () => void
  readonly copied: string[]
}

/** Every request of the contract over the in-memory world. */
export function createInMemoryRequests(world: InMemoryWorld, { answer, listen, copied }: Wiring): SidetoneClient {
  let calls = 0

  function onCall(name: RequestName, input: { id: string }, next: (call: Call) => void): Promise<Outcome<void>> {
    return answer(name, input, () => {
      const call = world.snapshot.calls.find((other) => other.id === input.id)
      if (!call) return refuse('not-found')
      next(call)
      return done(undefined)
    })
  }

  function end(call: Call, result: NonNullable<Call['result']>): void {
    const { actions: _actions, ...rest } = call
    world.history.unshift({ ...rest, state: 'ended', result, endedAt: world.now() })
    world.change({ type: 'call-left', id: call.id })
    world.change({ type: 'history', revision: world.snapshot.historyRevision + 1 })
  }

  return {
    state: { snapshot: () => answer('state.snapshot', null, () => done(world.snapshot)), changed: listen },
    accounts: accountRequests(world, answer),
    calls: {
      plan: (input) => answer('calls.plan', input, () => done(world.plan(input.text))),
      place: (input) =>
        answer('calls.place', input, () => {
          const account = world.snapshot.accounts.find((other) => other.id === input.account)
          const number = world.plan(input.text).dials
          if (!account || number === undefined) return refuse('input/invalid')
          const call: Call = {
            id: `call-${++calls}`,
            account: account.id,
            provider: account.provider,
            direction: 'out',
            state: 'dialing',
            number,
            startedAt: world.now(),
            actions: ['hang-up'],
          }
          world.change({ type: 'call', call })
          return done(call)
        }),
      answer: (input) =>
        onCall('calls.answer', input, (call) =>
          world.change({
            type: 'call',
            call: { ...call, state: 'active', answeredAt: world.now(), actions: ['hang-up'] },
          }),
        ),
      reject: (input) => onCall('calls.reject', input, (call) => end(call, 'rejected')),
      hangUp: (input) => onCall('calls.hangUp', input, (call) => end(call, call.answeredAt ? 'answered' : 'cancelled')),
      dismiss: (input) => onCall('calls.dismiss', input, (call) => end(call, 'answered')),
      intentTaken: (input) =>
        answer('calls.intentTaken', input, () => {
          if (world.snapshot.dialIntent?.id === input.id) world.change({ type: 'dial-intent', intent: null })
          return done(undefined)
        }),
    },
    ringer: {
      set: (input) =>
        answer('ringer.set', input, () => {
          const ringer = { ...input, certainty: 'assumed' as const, at: world.now() }
          world.change({ type: 'ringer', ringer })
          return done(ringer)
        }),
    },
    history: {
      page: (input) =>
        answer('history.page', input, () => {
          const start = input.before === undefined ? 0 : Number(input.before)
          const end = start + input.limit
          const more = end < world.history.length ? { next: String(end) } : {}
          return done({ calls: world.history.slice(start, end), ...more })
        }),
    },
    settings: {
      change: (input) =>
        answer('settings.change', input, () => {
          const named = Object.entries(input).filter(([, value]) => value !== undefined)
          const settings: AppSettings = { ...world.snapshot.settings, ...Object.fromEntries(named) }
          world.change({ type: 'settings', settings })
          return done(settings)
        }),
    },
    app: {
      about: () =>
        answer('app.about', null, () =>
          done({
            version: '0.1.0',
            host: 'in-memory',
            platform: 'test',
            systemLanguage: 'en-US',
            versions: { node: '24.21.0' },
          }),
        ),
      copyText: (input) =>
        answer('app.copyText', input, () => {
          copied.push(input.text)
          return done(undefined)
        }),
    },
  }
}

function accountRequests(world: InMemoryWorld, answer: Wiring['answer']): SidetoneClient['accounts'] {
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

function done<Value>(value: Value): Outcome<Value> {
  return { ok: true, value }
}

function refuse(code: FailureCode): Outcome<never> {
  return { ok: false, failure: { code, retry: 'no', trace: 'in-memory' } }
}
