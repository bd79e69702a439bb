import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { FailureError } from '../failure.ts'
import { createNodePorts, VERSION } from './index.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sidetone-ports-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it("has package.json's version", () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(VERSION).toBe(version)
})

it('makes a home, works in it and lets go of it', async () => {
  const home = path.join(folder, 'home')
  const ports = await createNodePorts({ home, vault: 'session' })
  await ports.files.write('settings.json', '{}')
  await ports.vault.write('desk', 'password', 'SECRET')
  ports.log.info('started')
  expect(await ports.store.page({ limit: 1 })).toEqual({ calls: [] })
  await ports.close()
  expect(readdirSync(home).sort()).toEqual(['calls.db', 'logs', 'settings.json'])
})

it('listens for callbacks from the first account that wants them, and no longer than it is open', async () => {
  const home = path.join(folder, 'home')
  const ports = await createNodePorts({ home, vault: 'session' })
  expect(readdirSync(home)).not.toContain('callbacks.json')
  const { url } = await ports.callbacks.open({ account: 'desk' }, () => undefined)
  expect(statSync(path.join(home, 'callbacks.json')).mode & 0o777).toBe(0o600)
  expect((await ports.http.open({ baseUrl: url }).send({ method: 'POST', path: '', body: 'a=1' })).status).toBe(200)
  await ports.close()
  const again = await createNodePorts({ home, vault: 'session' })
  expect((await again.callbacks.open({ account: 'desk' }, () => undefined)).url).toBe(url)
  await again.close()
})

it.runIf(process.platform === 'linux')('where there is no keychain it says so, and the process goes on', () => {
  const script = `const { createNodePorts } = await import(${JSON.stringify(new URL('index.ts', import.meta.url).href)})
    await createNodePorts({ home: ${JSON.stringify(path.join(folder, 'home'))}, vault: 'keychain' }).catch((error) => console.log(error.message))
    console.log('still here')`
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(folder, 'nothing')}` }
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' })
  expect(said).toBe('vault/unavailable reason=no-keyring\nstill here\n')
})

it('rejects with store/unavailable where the home cannot be made', async () => {
  writeFileSync(path.join(folder, 'file'), '')
  const thrown: unknown = await createNodePorts({ home: path.join(folder, 'file', 'home'), vault: 'session' }).catch(
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(FailureError)
  expect((thrown as FailureError).failure.code).toBe('store/unavailable')
})
