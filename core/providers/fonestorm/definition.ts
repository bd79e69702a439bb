import { fail } from '../../failure.ts'
import type { ProviderDefinition } from '../../provider.ts'
import { FoneStormSession } from './session.ts'
import { callbackMethods, defaultBaseUrl, defaultCallbackMethod, readSettings } from './settings.ts'

/** FoneStorm v2 (FracTEL): calls from a number of the account, and callbacks that tell of its calls. */
export const foneStorm: ProviderDefinition = {
  id: 'fonestorm',
  title: 'FoneStorm',
  capabilities: {
    dialing: 'direct',
    speech: true,
    live: 'callback',
    incoming: 'always',
    callControl: 'none',
    ringer: 'none',
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
    { name: 'username', store: 'settings', kind: 'text', required: true },
    { name: 'password', store: 'vault', kind: 'text', required: false },
    { name: 'foneNumber', store: 'settings', kind: 'text', required: true, placeholder: '3215551081' },
    { name: 'callbackUrl', store: 'settings', kind: 'url', required: false },
    { name: 'callbackUsername', store: 'settings', kind: 'text', required: false, advanced: true },
    { name: 'callbackPassword', store: 'vault', kind: 'text', required: false, advanced: true },
    {
      name: 'callbackMethod',
      store: 'settings',
      kind: 'choice',
      required: false,
      default: defaultCallbackMethod,
      choices: [...callbackMethods],
      advanced: true,
    },
    // Instead of the password: for accounts whose sign-in happens elsewhere. It cannot be renewed from here.
    { name: 'token', store: 'vault', kind: 'text', required: false, advanced: true },
  ],
  async connect(account, ports, signal) {
    const settings = readSettings(account)
    if (signal.aborted) throw fail('aborted')
    return new FoneStormSession(account.id, settings, ports)
  },
}
