import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { FailureError } from '../../failure.ts'
import type { Vault } from '../../ports/vault.ts'
import { keychainVault } from './keychain-vault.ts'
import { sessionVault } from './session-vault.ts'

/** Never a person's own keyring: only the private one that the test run's global setup started. */
const hasKeychain = process.platform !== 'linux' || process.env['SIDETONE_TEST_KEYRING'] === 'private'

const vaults: readonly [name: string, runs: boolean, open: () => Vault][] = [
  ['the session vault', true, () => sessionVault({})],
  [
    'the keychain (skipped where no gnome-keyring is installed)',
    hasKeychain,
    () => keychainVault({ homeId: `test-${randomUUID()}` }),
  ],
]

describe.each(vaults)('%s', (_name, runs, open) => {
  const onceThere = it.runIf(runs)

  onceThere('knows nothing at first, then what was written last, and nothing again once forgotten', async () => {
    const vault = open()
    expect(await vault.read('desk', 'password')).toBeUndefined()
    await vault.write('desk', 'password', 'first')
    await vault.write('desk', 'password', 'sécret 電話 "\\\n')
    expect(await vault.read('desk', 'password')).toBe('sécret 電話 "\\\n')
    await vault.forget('desk', 'password')
    expect(await vault.read('desk', 'password')).toBeUndefined()
    await vault.forget('desk', 'password')
  })

  onceThere('keeps slots apart, odd field names too', async () => {
    const vault = open()
    const slots = [
      ['a', 'b'],
      ['a', 'b2'],
      ['a2', 'b'],
      ['a', 'rule:夜間 / night'],
      ['a', 'rule:夜間 / day'],
    ] as const
    for (const [account, field] of slots) await vault.write(account, field, `${account}|${field}`)
    for (const [account, field] of slots) expect(await vault.read(account, field)).toBe(`${account}|${field}`)
    for (const [account, field] of slots) await vault.forget(account, field)
  })

  onceThere('runs what concerns one slot in the order of the calls', async () => {
    const vault = open()
    const answers = await Promise.all([
      vault.write('desk', 'token', '1'),
      vault.read('desk', 'token'),
      vault.write('desk', 'token', '2'),
      vault.read('desk', 'token'),
      vault.forget('desk', 'token'),
      vault.read('desk', 'token'),
    ])
    expect(answers).toEqual([undefined, '1', undefined, '2', undefined, undefined])
  })

  onceThere('keeps a secret of 4096 characters and refuses an empty one', async () => {
    const vault = open()
    await vault.write('desk', 'long', 'x'.repeat(4096))
    expect(await vault.read('desk', 'long')).toHaveLength(4096)
    await vault.forget('desk', 'long')
    await expect(vault.write('desk', 'long', '')).rejects.toBeInstanceOf(FailureError)
  })
})
