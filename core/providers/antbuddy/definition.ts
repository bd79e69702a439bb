import { fail } from '../../failure.ts'
import type { ProviderDefinition } from '../../provider.ts'
import { AntBuddySession } from './session.ts'
import { defaultBaseUrl, defaultEventsUrl, readSettings } from './settings.ts'

/** AntBuddy (AntRing): the company's telephone exchange, through its open API ("oapi") and its event server. */
export const antbuddy: ProviderDefinition = {
  id: 'antbuddy',
  title: 'AntBuddy',
  capabilities: {
    dialing: 'rings-own-phone-first',
    speech: false,
    live: 'push',
    incoming: 'always',
    callControl: 'none',
    ringer: 'none',
    history: 'provider',
    recordings: true,
    broadcast: false,
    extension: false,
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
    { name: 'appId', store: 'settings', kind: 'text', required: true },
    { name: 'appSecret', store: 'vault', kind: 'text', required: true },
    { name: 'sipUser', store: 'settings', kind: 'text', required: true },
    { name: 'sipPassword', store: 'vault', kind: 'text', required: true },
    { name: 'accountId', store: 'settings', kind: 'text', required: false },
    {
      name: 'eventsUrl',
      store: 'settings',
      kind: 'url',
      required: false,
      default: defaultEventsUrl,
      placeholder: defaultEventsUrl,
      advanced: true,
    },
  ],
  async connect(account, ports, signal) {
    const settings = readSettings(account)
    if (signal.aborted) throw fail('aborted')
    return new AntBuddySession(settings, ports)
  },
}
