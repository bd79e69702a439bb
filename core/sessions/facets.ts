import type { Extension } from '../../contract/model/extension.ts'
import { splitCallId } from '../calls/call-machine.ts'
import { fail } from '../failure.ts'
import type { CallStore } from '../ports/index.ts'
import type { ProviderSession } from '../provider.ts'
import type { TelephonyFacets } from '../telephony-api.ts'
import type { Sessions } from './sessions.ts'

type Facet = 'broadcast' | 'extension' | 'notify' | 'recordings' | 'history'

const never = new AbortController().signal

/** What only some services can do, reached by account. An account whose service lacks it fails with unsupported. */
export class Facets {
  private readonly sessions: Sessions
  private readonly store: CallStore

  constructor(sessions: Sessions, store: CallStore) {
    this.sessions = sessions
    this.store = store
  }

  readonly broadcast: TelephonyFacets['broadcast'] = {
    rules: async (account) => {
      const broadcast = await this.facet(account, 'broadcast')
      return { rules: broadcast.rules(), countries: broadcast.countries }
    },
    recipients: async (account, rule, signal = never) =>
      (await this.facet(account, 'broadcast')).recipients(rule, signal),
    replace: async (account, rule, recipients, signal = never) =>
      (await this.facet(account, 'broadcast')).replace(rule, recipients, signal),
    fire: async (account, rule, signal = never) => (await this.facet(account, 'broadcast')).fire(rule, signal),
    results: async (account, rule, query, signal = never) =>
      (await this.facet(account, 'broadcast')).results(rule, query, signal),
  }

  readonly extension: TelephonyFacets['extension'] = {
    read: async (account, signal = never) =>
      withoutSecrets(await (await this.facet(account, 'extension')).read(signal)),
    change: async (account, properties, signal = never) => {
      const secret = Object.keys(properties).find(isSecret)
      if (secret !== undefined) throw fail('input/invalid', { params: { field: secret, reason: 'secret' } })
      return withoutSecrets(await (await this.facet(account, 'extension')).change(properties, signal))
    },
  }

  readonly notify: TelephonyFacets['notify'] = {
    set: async (account, signal = never) => (await this.facet(account, 'notify')).set(signal),
    clear: async (account, signal = never) => (await this.facet(account, 'notify')).clear(signal),
  }

  readonly recordings: TelephonyFacets['recordings'] = {
    /** The recording of a call. Fails with not-found where the call has none. */
    download: async (callId, range, signal = never) => {
      const account = splitCallId(callId)?.account
      const call = await this.store.find(callId)
      if (account === undefined || call === undefined) throw fail('not-found', { params: { what: 'call' } })
      if (call.recording === undefined)
        throw fail('not-found', { provider: call.provider, params: { what: 'recording' } })
      return (await this.facet(account, 'recordings')).download(call.recording, range, signal)
    },
  }

  private async facet<Name extends Facet>(account: string, name: Name): Promise<NonNullable<ProviderSession[Name]>> {
    const { session, definition } = await this.sessions.open(account)
    const facet = session[name]
    if (facet === undefined) throw fail('unsupported', { provider: definition.id, params: { what: name } })
    return facet
  }
}

/** A phone terminal's properties can hold its SIP password: such keys neither leave the core nor come in through it. */
function isSecret(key: string): boolean {
  return /password|passwd|secret|token/i.test(key)
}

function withoutSecrets(extension: Extension): Extension {
  const shown = Object.entries(extension.properties).filter(([key]) => !isSecret(key))
  return { ...extension, properties: Object.fromEntries(shown) }
}
