import { fail } from '../../failure.ts'
import type { ProviderDefinition } from '../../provider.ts'
import { TelphinSession } from './session.ts'
import { defaultBaseUrl, readSettings } from './settings.ts'

/** Telphin RingMe, and the white labels of its platform: an extension of a hosted telephone system. */
export const telphin: ProviderDefinition = {
  id: 'telphin',
  title: 'Telphin RingMe',
  capabilities: {
    dialing: 'rings-own-phone-first',
    speech: false,
    // Webhooks where the account has a `callbackUrl`; polling works everywhere.
    live: 'poll',
    incoming: 'always',
    callControl: 'none',
    ringer: 'none',
    history: 'provider',
    recordings: true,
    broadcast: false,
    extension: true,
  },
  fields: [
    {
      name: 'baseUrl',
      store: 'settings',
      kind: 'url',
      required: true,
      default: defaultBaseUrl,
      placeholder: defaultBaseUrl,
    },
    { name: 'clientId', store: 'settings', kind: 'text', required: true },
    { name: 'clientSecret', store: 'vault', kind: 'text', required: true },
    { name: 'extensionId', store: 'settings', kind: 'text', required: false, placeholder: '54' },
    { name: 'callbackUrl', store: 'settings', kind: 'url', required: false, advanced: true },
  ],
  async connect(account, ports, signal) {
    const settings = readSettings(account)
    if (signal.aborted) throw fail('aborted')
    return new TelphinSession(account.id, settings, ports)
  },
}
