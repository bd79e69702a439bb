import type { Call } from '../../../contract/model/call.ts'
import type { Snapshot } from '../../../contract/model/change.ts'

export function exampleCall(change: Partial<Call> = {}): Call {
  return {
    id: 'phone/1',
    account: 'phone',
    provider: 'device-connect',
    direction: 'in',
    state: 'ringing',
    number: '+81312345678',
    startedAt: '2026-11-22T01:00:00.000Z',
    ...change,
  }
}

/** One account, connected, nothing going on. */
export function exampleSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  return {
    number: 1,
    accounts: [{ id: 'phone', provider: 'device-connect', label: 'My phone', settings: {}, inVault: [] }],
    connections: [{ account: 'phone', state: 'live' }],
    calls: [],
    ringers: [{ account: 'phone', mode: null, certainty: 'unknown' }],
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
    ...change,
  }
}
