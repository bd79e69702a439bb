import { beforeEach, describe, expect, it } from 'vitest'
import { fail } from '../failure.ts'
import { FakeLog } from '../testing/fake-ports.ts'
import { fakeProvider } from '../testing/fake-provider.ts'
import { FakeFiles, FakeKeychain } from '../testing/fake-telephony-ports.ts'
import { Accounts } from './accounts.ts'

let files: FakeFiles
let vault: FakeKeychain
let accounts: Accounts
let changes: number

beforeEach(() => {
  files = new FakeFiles()
  vault = new FakeKeychain()
  changes = 0
  accounts = open()
})

function open(): Accounts {
  return new Accounts({
    files,
    vault,
    log: new FakeLog(),
    definitionOf: () => fakeProvider(),
    changed: () => (changes += 1),
  })
}

const draft = {
  id: 'desk',
  provider: 'device-connect' as const,
  settings: { baseUrl: 'http://localhost:4035' },
  secrets: { pin: 'hunter2' },
}

describe('adding an account', () => {
  it('puts settings into the home and secrets into the vault, and nothing of the one into the other', async () => {
    expect(await accounts.add(draft, false)).toEqual({
      id: 'desk',
      provider: 'device-connect',
      label: 'Fake phone',
      settings: { baseUrl: 'http://localhost:4035' },
      inVault: ['pin'],
    })
    expect([...vault.slots]).toEqual([['desk/pin', 'hunter2']])
    expect(files.texts.get('accounts.json')).not.toContain('hunter2')
    expect(changes).toBe(1)
  })

  it('is there after a restart', async () => {
    await accounts.add(draft, false)
    const again = open()
    await again.load()
    expect(again.list()).toEqual(accounts.list())
  })

  it('refuses an id that is taken unless told to replace, and then forgets what the new one has not', async () => {
    await accounts.add({ ...draft, secrets: { pin: 'a', accessToken: 'b' } }, false)
    await expect(accounts.add(draft, false)).rejects.toMatchObject({ failure: { code: 'input/invalid' } })
    await accounts.add(draft, true)
    expect([...vault.slots.keys()]).toEqual(['desk/pin'])
  })

  it('keeps nothing when the vault refuses', async () => {
    vault.broken = fail('vault/unavailable')
    await expect(accounts.add(draft, false)).rejects.toMatchObject({ failure: { code: 'vault/unavailable' } })
    expect(accounts.list()).toEqual([])
    expect(files.texts.size).toBe(0)
  })

  it.each([
    ['an unknown setting', { settings: { baseUrl: 'http://x', colour: 'red' } }, 'colour'],
    ['a missing setting', { settings: {} }, 'baseUrl'],
    ['an address that is none', { settings: { baseUrl: 'localhost' } }, 'baseUrl'],
    ['credentials in an address', { settings: { baseUrl: 'http://me:secret@localhost' } }, 'baseUrl'],
    ['a script for an address', { settings: { baseUrl: 'javascript:alert(1)' } }, 'baseUrl'],
    ['a choice that is none', { settings: { baseUrl: 'http://x', handshake: 'psychic' } }, 'handshake'],
    ['a missing secret', { secrets: {} }, 'pin'],
    ['a secret for nothing', { secrets: { pin: 'a', password: 'b' } }, 'password'],
  ])('refuses %s and names the field', async (_what, wrong, field) => {
    await expect(accounts.add({ ...draft, ...wrong }, false)).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field } },
    })
    expect(vault.slots.size).toBe(0)
  })

  it('makes an id from the label, and another one for the next', async () => {
    const { id: _id, ...unnamed } = draft
    const ids = [
      await accounts.add({ ...unnamed, label: 'Büro Phone!' }, false),
      await accounts.add({ ...unnamed, label: 'buro phone' }, false),
    ]
    expect(ids.map(({ id }) => id)).toEqual(['bu-ro-phone', 'buro-phone'])
  })
})

describe('changing and removing', () => {
  beforeEach(async () => {
    await accounts.add(draft, false)
  })

  it('changes only what is named', async () => {
    await accounts.change({ id: 'desk', label: 'Front desk' })
    expect(accounts.get('desk')).toMatchObject({ label: 'Front desk', settings: draft.settings, inVault: ['pin'] })
  })

  it('does not forget a secret that the account needs', async () => {
    await expect(accounts.change({ id: 'desk', secrets: { pin: '' } })).rejects.toMatchObject({
      failure: { code: 'input/invalid', params: { field: 'pin' } },
    })
    expect(vault.slots.get('desk/pin')).toBe('hunter2')
  })

  it('removes the vault entries too, also those that the provider made', async () => {
    await accounts.vaultOf('desk').write('accessToken', 'made-by-sign-in')
    await accounts.remove('desk')
    expect(vault.slots.size).toBe(0)
    expect(accounts.list()).toEqual([])
  })

  it('keeps the account listed when its secrets cannot be removed', async () => {
    vault.broken = fail('vault/unavailable')
    await expect(accounts.remove('desk')).rejects.toMatchObject({ failure: { code: 'vault/unavailable' } })
    expect(accounts.list()).toHaveLength(1)
  })
})

it('puts a damaged accounts file aside and begins anew', async () => {
  files.texts.set('accounts.json', '{"accounts":[{"id":12')
  await accounts.load()
  expect(accounts.list()).toEqual([])
  expect(files.texts.get('accounts.json.damaged')).toBe('{"accounts":[{"id":12')
})
