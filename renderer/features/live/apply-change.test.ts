import { describe, expect, it } from 'vitest'
import type { Change, Snapshot } from '../../../contract/model/change.ts'
import { createInMemoryBridge } from '../../bridge/in-memory-bridge.ts'
import { alarmAccount, emptySnapshot, phoneAccount, sampleCall } from '../../bridge/in-memory-samples.ts'
import { applyChange } from './apply-change.ts'

const picture: Snapshot = {
  ...emptySnapshot,
  accounts: [phoneAccount, alarmAccount],
  connections: [{ account: 'alarm', state: 'live' }],
  ringers: [{ account: 'desk-phone', mode: 'sound', certainty: 'assumed' }],
  calls: [sampleCall()],
  historyRevision: 3,
}

const changes: Change[] = [
  { type: 'connection', connection: { account: 'desk-phone', state: 'connecting' } },
  { type: 'connection', connection: { account: 'alarm', state: 'offline' } },
  { type: 'call', call: sampleCall({ state: 'active' }) },
  { type: 'call', call: sampleCall({ id: 'call-b' }) },
  { type: 'call-left', id: 'call-a' },
  { type: 'ringer', ringer: { account: 'desk-phone', mode: 'silent', certainty: 'assumed' } },
  { type: 'settings', settings: { ...emptySnapshot.settings, theme: 'dark' } },
  { type: 'history', revision: 4 },
  { type: 'listener', listener: { account: 'alarm', url: 'http://127.0.0.1:1/x' } },
  { type: 'firing', firing: { account: 'alarm', id: 'f1' } },
  { type: 'dial-intent', intent: { id: 'i', text: '110', source: 'link' } },
]

describe('a change', () => {
  it.each(changes.map((change) => [change.type, change] as const))('%s says what main says', (_, change) => {
    const bridge = createInMemoryBridge({ snapshot: picture })
    bridge.change(change)
    const here = applyChange(picture, change)
    const byAccount = (a: { account: string }, b: { account: string }): number => a.account.localeCompare(b.account)
    expect({ ...here, connections: here.connections.toSorted(byAccount), number: 1 }).toEqual({
      ...bridge.world.snapshot,
      connections: bridge.world.snapshot.connections.toSorted(byAccount),
    })
  })

  it.each(changes.map((change) => [change.type, change] as const))(
    '%s changes nothing the second time',
    (_, change) => {
      const once = applyChange(picture, change)
      expect(applyChange(once, change)).toEqual(once)
    },
  )

  it('takes what belonged to an account away with it', () => {
    const after = applyChange(picture, { type: 'accounts', accounts: [phoneAccount] })
    expect(after.connections).toEqual([])
    expect(after.ringers).toHaveLength(1)
  })

  it('leaves the picture it was given as it is', () => {
    const before = structuredClone(picture)
    for (const change of changes) applyChange(picture, change)
    expect(picture).toEqual(before)
  })

  it('keeps the place of a call in the list', () => {
    const two = applyChange(picture, { type: 'call', call: sampleCall({ id: 'call-b' }) })
    const after = applyChange(two, { type: 'call', call: sampleCall({ state: 'active' }) })
    expect(after.calls.map((call) => call.id)).toEqual(['call-a', 'call-b'])
  })
})
