import { execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, vi } from 'vitest'
import { FailureError } from '../../failure.ts'
import { keychainVault } from './keychain-vault.ts'
import type { Keychain } from './keychain-vault.ts'

/** A keyring of this test's own, to be locked. Named at run time: scripts/ is no part of the core, only the tests' tool. */
async function ownKeyring(): Promise<{ env: Record<string, string>; stop(): Promise<void> }> {
  const tool = new URL('../../../scripts/keyring/private-keyring.ts', import.meta.url).href
  const { startPrivateKeyring } = (await import(tool)) as { startPrivateKeyring: typeof ownKeyring }
  return startPrivateKeyring()
}

const module = new URL('keychain-vault.ts', import.meta.url).href

function keychain(answers: Partial<Keychain>): Keychain {
  return {
    getPassword: () => Promise.resolve(null),
    setPassword: () => Promise.resolve(),
    deletePassword: () => Promise.resolve(true),
    ...answers,
  }
}

async function failureOf(promise: Promise<unknown>): Promise<FailureError['failure']> {
  const thrown: unknown = await promise.catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(FailureError)
  return (thrown as FailureError).failure
}

it.runIf(process.platform === 'linux')(
  'a bus that never answers holds neither the question nor the end of the process',
  async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-silent-bus-'))
    const silent = net.createServer().listen(path.join(folder, 'bus'))
    await once(silent, 'listening')
    const script = `const { keychainVault } = await import(${JSON.stringify(module)})
    await keychainVault({ homeId: 'x', probeLimitMs: 50 }).probe().catch((error) => console.log(error.message))
    process.exit(3)`
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(folder, 'bus')}` }
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said = text(child.stdout)
    const [code] = (await once(child, 'close')) as [number | null]
    expect([await said, code]).toEqual(['vault/unavailable reason=timeout\n', 3])
    silent.close()
    rmSync(folder, { recursive: true })
  },
)

describe('a keychain that cannot be used', () => {
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-keyring'],
    ['Could not connect: No such file or directory', 'no-keyring'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-keyring'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['The user name or passphrase you entered was dismissed', 'refused'],
    ['User canceled the operation.', 'refused'],
    ['Failed to load keytar native addon, checked [...]', 'no-library'],
    ['something new', 'unknown'],
  ])('"%s" is vault/unavailable, %s', async (message, reason) => {
    const vault = keychainVault({ homeId: 'x', load: () => Promise.reject(new Error(message)) })
    const failure = await failureOf(vault.read('desk', 'password'))
    expect(failure).toMatchObject({ code: 'vault/unavailable', params: { reason } })
  })

  it('an entry that is no text is vault/unreadable', async () => {
    const load = (): Promise<Keychain> =>
      Promise.resolve(keychain({ getPassword: () => Promise.reject(new Error('Invalid UTF-8 in secret')) }))
    expect((await failureOf(keychainVault({ homeId: 'x', load }).read('desk', 'password'))).code).toBe(
      'vault/unreadable',
    )
  })

  it('is given up when it does not answer, and asked again the next time', async () => {
    vi.useFakeTimers()
    const getPassword = vi
      .fn<Keychain['getPassword']>()
      .mockReturnValueOnce(new Promise(() => undefined))
      .mockResolvedValue('there')
    const vault = keychainVault({ homeId: 'x', load: () => Promise.resolve(keychain({ getPassword })), limitMs: 1000 })
    const failure = failureOf(vault.read('desk', 'password'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(await failure).toMatchObject({ code: 'vault/unavailable', params: { reason: 'timeout' } })
    expect(await vault.read('desk', 'password')).toBe('there')
    vi.useRealTimers()
  })

  it('is loaded again after it could not be: a keyring may be started later', async () => {
    const load = vi
      .fn<() => Promise<Keychain>>()
      .mockRejectedValueOnce(new Error('Cannot autolaunch'))
      .mockResolvedValue(keychain({}))
    const vault = keychainVault({ homeId: 'x', load })
    await failureOf(vault.probe())
    await vault.probe()
  })
})

describe.runIf(process.platform === 'linux' && process.env['SIDETONE_TEST_KEYRING'] === 'private')(
  'gnome-keyring',
  () => {
    it('when locked fails, and never says that a secret is missing', async () => {
      const keyring = await ownKeyring()
      const env = { ...process.env, ...keyring.env }
      const run = (script: string): string =>
        execFileSync(
          process.execPath,
          [
            '--input-type=module',
            '-e',
            `const { keychainVault } = await import(${JSON.stringify(module)}); const vault = keychainVault({ homeId: 'home' }); ${script}`,
          ],
          { env, encoding: 'utf8' },
        ).trim()
      const say = `(action) => action.then((value) => console.log(String(value)), (error) => console.log(error.message))`
      expect(run(`await (${say})(vault.write('desk', 'password', 'kept').then(() => vault.probe()))`)).toBe('undefined')
      execFileSync(
        'dbus-send',
        [
          ...['--session', '--print-reply', '--dest=org.freedesktop.secrets', '/org/freedesktop/secrets'],
          ...['org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login'],
        ],
        { env },
      )
      for (const action of [
        `vault.probe()`,
        `vault.read('desk', 'password')`,
        `vault.write('desk', 'password', 'new')`,
        `vault.forget('desk', 'password')`,
      ]) {
        expect(run(`await (${say})(${action})`)).toBe('vault/unavailable reason=locked')
      }
      await keyring.stop()
    })

    it('keeps the entries of two homes apart', async () => {
      const [one, other] = [randomUUID(), randomUUID()].map((homeId) => keychainVault({ homeId }))
      await one?.write('desk', 'password', 'mine')
      expect(await other?.read('desk', 'password')).toBeUndefined()
      await one?.forget('desk', 'password')
    })
  },
)
