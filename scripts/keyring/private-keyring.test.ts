import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { startPrivateKeyring } from './private-keyring.ts'

const keytar = createRequire(import.meta.url).resolve('keytar')
const linuxOnly = it.runIf(process.platform === 'linux')

/** Calls keytar in a process of its own: the library remembers the bus it first spoke to. */
function keychain(env: Record<string, string>, expression: string): string {
  const script = `const k = require(${JSON.stringify(keytar)}); ${expression}.then((value) => console.log(String(value)))`
  return execFileSync(process.execPath, ['-e', script], { env: { ...process.env, ...env }, encoding: 'utf8' }).trim()
}

function folderOf(env: Readonly<Record<string, string>>): string {
  return path.dirname(env['DBUS_SESSION_BUS_ADDRESS']?.replace('unix:path=', '') ?? '')
}

linuxOnly('keeps a secret for the real keychain library, and only for its own bus', async () => {
  const first = await startPrivateKeyring()
  const second = await startPrivateKeyring()
  keychain(first.env, `k.setPassword('sidetone-test', 'someone', 'kept')`)
  expect(keychain(first.env, `k.getPassword('sidetone-test', 'someone')`)).toBe('kept')
  expect(keychain(second.env, `k.getPassword('sidetone-test', 'someone')`)).toBe('null')
  await Promise.all([first.stop(), second.stop()])
})

linuxOnly('leaves no file behind when stopped, and may be stopped twice', async () => {
  const keyring = await startPrivateKeyring()
  expect(existsSync(folderOf(keyring.env))).toBe(true)
  await keyring.stop()
  await keyring.stop()
  expect(existsSync(folderOf(keyring.env))).toBe(false)
})

linuxOnly('goes away with a process that was killed', async () => {
  const module = new URL('private-keyring.ts', import.meta.url).href
  const script = `const { startPrivateKeyring } = await import('${module}'); const k = await startPrivateKeyring();
    console.log(k.env.DBUS_SESSION_BUS_ADDRESS); setInterval(() => {}, 1000)`
  const owner = spawn(process.execPath, ['--input-type=module', '-e', script])
  const [line] = (await once(owner.stdout, 'data')) as [Buffer]
  const folder = folderOf({ DBUS_SESSION_BUS_ADDRESS: line.toString().trim() })
  expect(existsSync(folder)).toBe(true)
  owner.kill('SIGKILL')
  await expect.poll(() => existsSync(folder), { timeout: 5000 }).toBe(false)
})

linuxOnly('says what is missing where there is no D-Bus', async () => {
  const binaries = mkdtempSync(path.join(tmpdir(), 'sidetone-no-dbus-'))
  for (const name of ['sh', 'mkdir', 'cat', 'rm', 'sleep']) symlinkSync(`/bin/${name}`, path.join(binaries, name))
  vi.stubEnv('PATH', binaries)
  await expect(startPrivateKeyring()).rejects.toThrow(/are dbus and gnome-keyring installed.*dbus-daemon.*not found/s)
  vi.unstubAllEnvs()
  rmSync(binaries, { recursive: true })
})

linuxOnly('waits for a bus whose socket is there before anybody listens', async () => {
  const binaries = mkdtempSync(path.join(tmpdir(), 'sidetone-slow-bus-'))
  const busDaemon = execFileSync('sh', ['-c', 'command -v dbus-daemon'], { encoding: 'utf8' }).trim()
  const deafSocket = `require('node:net').createServer().listen(process.argv[1], () => process.kill(process.pid, 'SIGKILL'))`
  writeFileSync(
    path.join(binaries, 'dbus-daemon'),
    `#!/bin/sh\n"${process.execPath}" -e "${deafSocket}" "\${DBUS_SESSION_BUS_ADDRESS#unix:path=}"\nsleep 0.2\nexec ${busDaemon} "$@"\n`,
  )
  chmodSync(path.join(binaries, 'dbus-daemon'), 0o755)
  vi.stubEnv('PATH', `${binaries}:${process.env['PATH']}`)
  const keyring = await startPrivateKeyring()
  vi.unstubAllEnvs()
  expect(keychain(keyring.env, `k.getPassword('sidetone-test', 'nobody')`)).toBe('null')
  await keyring.stop()
  rmSync(binaries, { recursive: true })
})
