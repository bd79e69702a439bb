import { fail } from '../../failure.ts'
import type { ProviderDefinition } from '../../provider.ts'
import { DeviceConnectSession } from './session.ts'
import { defaultBaseUrl, defaultOrigin, readSettings } from './settings.ts'

/** Device Connect (GotAPI): the phone profile of a service that runs on the person's own phone or machine. */
export const deviceConnect: ProviderDefinition = {
  id: 'device-connect',
  title: 'Device Connect',
  capabilities: {
    dialing: 'direct',
    speech: false,
    live: 'push',
    incoming: 'where-offered',
    callControl: 'where-offered',
    ringer: 'write-only',
    history: 'journal',
    recordings: false,
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
    { name: 'serviceId', store: 'settings', kind: 'text', required: false, advanced: true },
    {
      name: 'handshake',
      store: 'settings',
      kind: 'choice',
      required: false,
      default: 'auto',
      choices: ['auto', 'modern', 'legacy'],
      advanced: true,
    },
    { name: 'origin', store: 'settings', kind: 'text', required: false, advanced: true, placeholder: defaultOrigin },
    { name: 'accessToken', store: 'vault', kind: 'text', required: false, advanced: true },
  ],
  async connect(account, ports, signal) {
    const settings = readSettings(account)
    if (signal.aborted) throw fail('aborted')
    return new DeviceConnectSession(settings, ports)
  },
}
