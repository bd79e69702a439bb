import { beforeEach, expect, it } from 'vitest'
import { Accounts } from '../accounts/accounts.ts'
import { fakeProvider } from '../testing/fake-provider.ts'
import type { FakeSession } from '../testing/fake-provider.ts'
import { fakeTelephonyPorts } from '../testing/fake-telephony-ports.ts'
import { ClockSkews } from '../diagnostics/clock-skews.ts'
import { Sessions } from './sessions.ts'

const home = fakeTelephonyPorts()
const provider = fakeProvider()
let sessions: Sessions

beforeEach(async () => {
  const definitionOf = () => provider
  const accounts = new Accounts({ ...home, definitionOf, changed: () => undefined })
  await accounts.load()
  for (const id of ['desk', 'shop']) {
    const draft = { id, provider: provider.id, settings: { baseUrl: 'http://localhost:4035' }, secrets: { pin: '1' } }
    await accounts.add(draft, true)
  }
  const listener = {
    callFact: () => undefined,
    connection: () => undefined,
    listener: () => undefined,
    firing: () => undefined,
  }
  sessions = new Sessions({ ports: home, accounts, skews: new ClockSkews(home.clock), listener })
})

async function portsOf(account: string): Promise<FakeSession['ports']> {
  await sessions.open(account)
  const session = provider.sessions.findLast((one) => one.account.id === account)
  if (session === undefined) throw new Error('no session was opened')
  return session.ports
}

it('gives a provider the notes of its own account only', async () => {
  const [desk, shop] = [await portsOf('desk'), await portsOf('shop')]
  await desk.notebook.write('before', 'what was there')
  expect(await desk.notebook.read('before')).toBe('what was there')
  expect(await shop.notebook.read('before')).toBeUndefined()
  expect([...home.files.texts.keys()]).toContain('notebook-desk-before.json')
})

it("gives a provider neither the journal nor the home's files nor the whole vault, however much the host offers", async () => {
  const given = Object.keys(await portsOf('desk')).sort()
  expect(given).toEqual(['callbacks', 'clock', 'hints', 'http', 'log', 'notebook', 'sockets', 'vault'])
})
