import type { Account, ProviderSummary } from '../../contract/model/account.ts'
import type { BroadcastCountry } from '../../contract/model/broadcast.ts'
import type { Call } from '../../contract/model/call.ts'
import type { Capabilities } from '../../contract/model/capability.ts'
import type { Snapshot } from '../../contract/model/change.ts'
import type { Failure, FailureCode } from '../../contract/model/failure.ts'

/** Invented accounts, calls and services for the in-memory bridge. Nobody's real data. */

export const noCapabilities: Capabilities = {
  dialing: 'none',
  speech: false,
  live: 'none',
  incoming: 'never',
  callControl: 'none',
  ringer: 'none',
  history: 'journal',
  recordings: false,
  broadcast: false,
  extension: false,
}

export const emptySnapshot: Snapshot = {
  number: 0,
  accounts: [],
  connections: [],
  calls: [],
  ringers: [],
  settings: {
    language: 'en',
    theme: 'system',
    region: 'JP',
    dialAccount: null,
    notifyIncoming: true,
    closeToTray: true,
    ringerMode: 'sound',
  },
  historyRevision: 0,
  listeners: [],
  firings: [],
  dialIntent: null,
  vault: 'keychain',
}

export const phoneProvider: ProviderSummary = {
  id: 'device-connect',
  title: 'Device Connect',
  capabilities: {
    ...noCapabilities,
    dialing: 'direct',
    live: 'push',
    incoming: 'where-offered',
    callControl: 'where-offered',
    ringer: 'write-only',
  },
  fields: [
    { name: 'baseUrl', store: 'settings', kind: 'url', required: true, default: 'http://localhost:4035' },
    { name: 'serviceId', store: 'settings', kind: 'text', required: false },
    {
      name: 'handshake',
      store: 'settings',
      kind: 'choice',
      required: false,
      default: 'auto',
      choices: ['auto', 'modern', 'legacy'],
      advanced: true,
    },
    { name: 'accessToken', store: 'vault', kind: 'text', required: false, advanced: true },
  ],
}

export const alarmProvider: ProviderSummary = {
  id: 'iotcall',
  title: 'IoTCall',
  capabilities: {
    ...noCapabilities,
    dialing: 'overwrites-a-list',
    speech: true,
    live: 'callback',
    history: 'provider',
    broadcast: true,
  },
  fields: [
    { name: 'baseUrl', store: 'settings', kind: 'url', required: true, default: 'https://sys.iotcall.jp' },
    { name: 'authCode', store: 'vault', kind: 'text', required: true },
    { name: 'rules', store: 'settings', kind: 'rows', required: true },
    { name: 'dialRule', store: 'settings', kind: 'text', required: false },
    { name: 'callbackUrl', store: 'settings', kind: 'url', required: false, advanced: true },
  ],
}

export const exchangeProvider: ProviderSummary = {
  id: 'telphin',
  title: 'Telphin RingMe',
  capabilities: {
    ...noCapabilities,
    dialing: 'rings-own-phone-first',
    live: 'callback',
    incoming: 'always',
    history: 'provider',
    recordings: true,
    extension: true,
  },
  fields: [
    { name: 'baseUrl', store: 'settings', kind: 'url', required: true, default: 'https://apiproxy.telphin.ru' },
    { name: 'clientId', store: 'settings', kind: 'text', required: true },
    { name: 'clientSecret', store: 'vault', kind: 'text', required: true },
    { name: 'extensionId', store: 'settings', kind: 'text', required: false },
    { name: 'callbackUrl', store: 'settings', kind: 'url', required: false },
  ],
}

export const sampleCountries: readonly BroadcastCountry[] = [
  { id: 1, name: '日本', region: 'JP', prefix: '+81' },
  { id: 2, name: 'アメリカ(本土)', region: 'US', prefix: '+1' },
]

export const phoneAccount: Account = {
  id: 'desk-phone',
  provider: 'device-connect',
  label: 'Desk phone',
  settings: { baseUrl: 'http://localhost:4035' },
  inVault: ['accessToken'],
}

export const alarmAccount: Account = {
  id: 'alarm',
  provider: 'iotcall',
  label: 'Night alarm',
  settings: { baseUrl: 'https://sys.iotcall.jp', rules: [{ name: 'Pump', note: 'Basement' }], dialRule: 'Pump' },
  inVault: ['authCode', 'rule:Pump'],
}

export const exchangeAccount: Account = {
  id: 'office',
  provider: 'telphin',
  label: 'Office',
  settings: { baseUrl: 'https://apiproxy.telphin.ru', clientId: 'demo' },
  inVault: ['clientSecret'],
}

export function sampleCall(part: Partial<Call> = {}): Call {
  return {
    id: 'call-a',
    account: 'desk-phone',
    provider: 'device-connect',
    direction: 'in',
    state: 'ringing',
    number: '+81345670000',
    startedAt: '2026-11-22T01:00:00.000Z',
    actions: ['answer', 'reject'],
    ...part,
  }
}

export function sampleFailure(code: FailureCode, part: Partial<Failure> = {}): Failure {
  return { code, retry: 'no', trace: 'trace-1', ...part }
}
