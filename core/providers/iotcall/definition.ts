import { fail } from '../../failure.ts'
import type { ProviderDefinition } from '../../provider.ts'
import { IotCallSession } from './session.ts'
import { defaultBaseUrl, readSettings } from './settings.ts'

/** IoTCall: an alarm auto-dialler. It calls the numbers of a rule and speaks the rule's text to whoever answers. */
export const iotCall: ProviderDefinition = {
  id: 'iotcall',
  title: 'IoTCall',
  capabilities: {
    dialing: 'overwrites-a-list',
    // The text is the rule's own, written at the service's console.
    speech: false,
    live: 'callback',
    incoming: 'never',
    callControl: 'none',
    ringer: 'none',
    history: 'provider',
    recordings: false,
    broadcast: true,
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
    { name: 'authCode', store: 'vault', kind: 'text', required: true },
    { name: 'rules', store: 'settings', kind: 'rows', required: false },
    { name: 'rule:*', store: 'vault', kind: 'text', required: false },
    { name: 'dialRule', store: 'settings', kind: 'text', required: false },
    { name: 'callbackUrl', store: 'settings', kind: 'url', required: false, advanced: true },
  ],
  async connect(account, ports, signal) {
    const settings = readSettings(account)
    if (signal.aborted) throw fail('aborted')
    return new IotCallSession(account.id, settings, ports)
  },
}
