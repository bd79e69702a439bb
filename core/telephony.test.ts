import { beforeEach, describe, expect, it } from 'vitest'
import type { Change } from '../contract/model/change.ts'
import { fail } from './failure.ts'
import type { Telephony } from './telephony-api.ts'
import { createTelephony } from './telephony.ts'
import { fakeProvider } from './testing/fake-provider.ts'
import type { FakeProvider, FakeSession } from './testing/fake-provider.ts'
import { fakeTelephonyPorts } from './testing/fake-telephony-ports.ts'
import type { FakeTelephonyPorts } from './testing/fake-telephony-ports.ts'

let ports: FakeTelephonyPorts
let provider: FakeProvider
let telephony: Telephony
let changes: Change[]

beforeEach(async () => {
  ports = fakeTelephonyPorts()
  provider = fakeProvider()
  telephony = await createTelephony(ports, { region: 'JP', providers: [provider] })
  changes = []
  telephony.state.onChange(({ change }) => changes.push(change))
  await telephony.accounts.add({
    id: 'desk',
    provider: 'device-connect',
    settings: { baseUrl: 'http://localhost:4035' },
    secrets: { pin: '1' },
  })
})

async function watched(): Promise<FakeSession> {
  await telephony.watch()
  return provider.sessions.at(-1) as FakeSession
}

describe('live state', () => {
  it('is a snapshot that names the last change it contains, then changes without gaps', async () => {
    const session = await watched()
    const numbers: number[] = []
    const { number } = telephony.state.snapshot()
    telephony.state.onChange((change) => numbers.push(change.number))
    session.tell({ key: 'a', state: 'ringing' })
    session.tell({ key: 'a', state: 'active' })
    await ports.clock.settle()
    expect(numbers).toEqual(numbers.map((_, index) => number + 1 + index))
    expect(telephony.state.snapshot()).toMatchObject({ calls: [{ id: 'desk:a', state: 'active' }], vault: 'keychain' })
  })

  it('goes on for the others when one listener fails', async () => {
    const session = await watched()
    telephony.state.onChange(() => {
      throw new Error('window gone')
    })
    let heard = 0
    telephony.state.onChange(() => (heard += 1))
    session.tell({ key: 'a', state: 'ringing' })
    expect(heard).toBeGreaterThan(0)
  })
})

describe('placing a call', () => {
  it('reads the text by the region, dials once and answers with the live call', async () => {
    const session = await watched()
    const call = await telephony.calls.place({ account: 'desk', text: '03-1234-5678' })
    expect(session.commands).toEqual(['place 0312345678'])
    expect(call).toMatchObject({ account: 'desk', state: 'dialing', direction: 'out', actions: ['hang-up'] })
  })

  it.each(['2026-11-21', '', 'call me', 'tel:--help'])('dials nothing for %j', async (text) => {
    const session = await watched()
    await expect(telephony.calls.place({ account: 'desk', text })).rejects.toMatchObject({
      failure: { code: 'input/invalid' },
    })
    expect(session.commands).toEqual([])
  })

  it('never dials again by itself, whatever happened', async () => {
    const session = await watched()
    session.refusal = fail('net/timeout', { outcome: 'unknown' })
    await expect(telephony.calls.place({ account: 'desk', text: '0312345678' })).rejects.toMatchObject({
      failure: { code: 'net/timeout', outcome: 'unknown' },
    })
    expect(session.commands).toHaveLength(1)
  })
})

describe('a call placed by another process', () => {
  const lines = () => [...ports.store.calls.values()].map(({ id, state, result }) => [id, state, result])

  it('is one line of the history, under the id that was printed there', async () => {
    const session = await watched()
    const terminal = await createTelephony(ports, { region: 'JP', providers: [provider] })
    const { id } = await terminal.calls.place({ account: 'desk', text: '0312345678' })
    await terminal.close()
    session.tell({ key: 'heard', direction: 'out', state: 'active', providerStatus: 'started' })
    session.tell({ key: 'heard', direction: 'out', state: 'ended', result: 'answered', providerStatus: 'finished' })
    await ports.clock.settle()
    expect(lines()).toEqual([[id, 'ended', 'answered']])
  })

  it('is another one when the number, the time or the process is another', async () => {
    const session = await watched()
    const terminal = await createTelephony(ports, { region: 'JP', providers: [provider] })
    await terminal.calls.place({ account: 'desk', text: '0312345678' })
    await telephony.calls.place({ account: 'desk', text: '0312345678' })
    session.tell({ key: 'other', direction: 'out', state: 'active', number: '117', providerStatus: 'started' })
    await ports.clock.advance(120_000)
    session.tell({ key: 'late', direction: 'out', state: 'active', providerStatus: 'started' })
    await ports.clock.settle()
    expect(lines()).toHaveLength(4)
  })

  it('is not left dialing by a process that goes', async () => {
    const terminal = await createTelephony(ports, { region: 'JP', providers: [provider] })
    const { id } = await terminal.calls.place({ account: 'desk', text: '0312345678' })
    await terminal.close()
    expect(lines()).toEqual([[id, 'unknown', undefined]])
  })
})

describe('commands on a call', () => {
  it('reach the service by the key of the call', async () => {
    const session = await watched()
    session.tell({ key: 'a', state: 'ringing' })
    await telephony.calls.answer('desk:a')
    expect(session.commands).toEqual(['answer a'])
  })

  it('are refused in a state in which they make no sense', async () => {
    const session = await watched()
    session.tell({ key: 'a', state: 'active' })
    await expect(telephony.calls.answer('desk:a')).rejects.toMatchObject({ failure: { code: 'call/wrong-state' } })
    expect(session.commands).toEqual([])
  })

  it('find a call that another process wrote down', async () => {
    const session = await watched()
    session.tell({ key: 'a', state: 'ringing' })
    await ports.clock.settle()
    const other = await createTelephony(ports, { providers: [provider] })
    await other.calls.hangUp('desk:a')
    expect(provider.sessions.at(-1)?.commands).toEqual(['hang up a'])
  })

  it('say so when there is no such call', async () => {
    await expect(telephony.calls.answer('desk:none')).rejects.toMatchObject({ failure: { code: 'not-found' } })
  })
})

describe('the ringer', () => {
  it('is assumed once the device took the mode, survives a restart, and takes the app along', async () => {
    expect(telephony.ringer.of('desk')).toEqual({ account: 'desk', mode: null, certainty: 'unknown' })
    await telephony.ringer.set('desk', 'manner')
    const again = await createTelephony(ports, { providers: [provider] })
    expect(again.ringer.of('desk')).toMatchObject({ mode: 'manner', certainty: 'assumed' })
    expect(again.settings.current().ringerMode).toBe('manner')
  })

  it('keeps its last mode when the device refuses', async () => {
    await telephony.ringer.set('desk', 'sound')
    ;(provider.sessions[0] as FakeSession).refusal = fail('provider/refused')
    await expect(telephony.ringer.set('desk', 'silent')).rejects.toMatchObject({
      failure: { code: 'provider/refused' },
    })
    expect(telephony.ringer.of('desk').mode).toBe('sound')
  })
})

describe('accounts and their sessions', () => {
  it('opens a new session when settings change while watching, and the calls of the old one are unknown', async () => {
    const before = await watched()
    before.tell({ key: 'a', state: 'active' })
    await telephony.accounts.change({ id: 'desk', settings: { baseUrl: 'http://localhost:9999' } })
    expect(before.closed).toBe(true)
    expect(provider.sessions.at(-1)).toMatchObject({
      watched: 1,
      account: { settings: { baseUrl: 'http://localhost:9999' } },
    })
    before.tell({ key: 'a', state: 'ended' })
    expect(telephony.calls.live()).toMatchObject([{ state: 'unknown' }])
  })

  it('tells an account that cannot be opened as refused, and opens the others', async () => {
    await telephony.accounts.add({
      id: 'b',
      provider: 'device-connect',
      settings: { baseUrl: 'http://broken' },
      secrets: { pin: '1' },
    })
    const session = await watched()
    expect(session.watched).toBe(1)
    expect(telephony.state.snapshot().connections).toMatchObject([
      { account: 'desk', state: 'idle' },
      { account: 'b', state: 'refused', failure: { code: 'input/invalid' } },
    ])
  })

  it('test reports what failed as data', async () => {
    const session = await watched()
    session.refusal = fail('auth/rejected')
    expect(await telephony.accounts.test('desk')).toMatchObject({ ok: false, failure: { code: 'auth/rejected' } })
    expect(await telephony.accounts.test('desk')).toMatchObject({ ok: true, details: { product: 'Fake' } })
  })

  it('removal closes the session and takes calls, ringer and secrets along, but not the history', async () => {
    const session = await watched()
    session.tell({ key: 'a', state: 'active' })
    await telephony.ringer.set('desk', 'silent')
    await telephony.accounts.remove('desk')
    expect(session.closed).toBe(true)
    expect(telephony.calls.live()).toEqual([])
    expect(ports.vault.slots.size).toBe(0)
    await ports.clock.settle()
    expect(ports.store.calls.get('desk:a')).toMatchObject({ state: 'unknown' })
  })
})

it('lays calls to rest that a crash left live', async () => {
  const session = await watched()
  session.tell({ key: 'a', state: 'active' })
  await ports.clock.settle()
  const afterCrash = await createTelephony(ports, { providers: [provider] })
  await afterCrash.watch()
  expect(ports.store.calls.get('desk:a')).toMatchObject({ state: 'unknown' })
})

it('hands a dial intent to whoever asks, once', () => {
  telephony.calls.offerIntent({ text: 'tel:117', source: 'link' })
  const { dialIntent } = telephony.state.snapshot()
  expect(dialIntent).toMatchObject({ text: 'tel:117' })
  telephony.calls.intentTaken('another')
  expect(telephony.state.snapshot().dialIntent).not.toBeNull()
  telephony.calls.intentTaken(dialIntent?.id ?? '')
  expect(telephony.state.snapshot().dialIntent).toBeNull()
})

it('writes calls down as unknown when it ends before them', async () => {
  const session = await watched()
  session.tell({ key: 'a', state: 'dialing' })
  await telephony.close()
  expect(ports.store.calls.get('desk:a')).toMatchObject({ state: 'unknown' })
})

it('leaves nothing running', async () => {
  const session = await watched()
  session.tell({ key: 'a', state: 'ended' })
  await telephony.close()
  expect(session.closed).toBe(true)
  expect(ports.clock.pending).toBe(0)
})
