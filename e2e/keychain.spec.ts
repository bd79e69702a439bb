import { spawn } from 'node:child_process'
import { inRepository } from '../scripts/setup/repository.ts'
import { connection, fillAccountForm, untilLive } from '../scripts/driving/screen.ts'
import { requestsTo } from '../scripts/driving/phone.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

/** Every secret of the app in the keychain that this environment leads to, asked in a process of its own. */
function secretsIn(env: Record<string, string>): Promise<{ account: string; password: string }[]> {
  const script = "require('keytar').findCredentials('Sidetone').then((found) => console.log(JSON.stringify(found)))"
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', script], {
      cwd: inRepository(),
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve(JSON.parse(said) as { account: string; password: string }[])
        : reject(new Error(`code ${code}`)),
    )
  })
}

test('the token that the phone gave is kept in the keychain and used again', async ({ app, phone, env, start }) => {
  const secrets = await secretsIn(env)
  expect(secrets).toMatchObject([{ account: expect.stringMatching(/\/phone\/accessToken$/) as unknown }])
  await app.quit()
  const before = phone.wire().length
  const again = await start()
  await untilLive(again.window)
  expect(requestsTo(phone, '/gotapi/authorization/accesstoken')).toHaveLength(1)
  const frames = phone
    .wire()
    .slice(before)
    .filter((entry) => entry.kind === 'frame')
  expect(frames.some(({ text }) => text.includes(secrets[0]?.password ?? 'none'))).toBe(true)
})

test('removing the account removes its secrets', async ({ window, env }) => {
  expect(await secretsIn(env)).toHaveLength(1)
  await window.getByRole('button', { name: 'Settings' }).click()
  await window.getByRole('button', { name: `Edit ${ACCOUNT.label}` }).click()
  await window.getByRole('button', { name: 'Remove account' }).click()
  const question = window.getByRole('alertdialog', { name: 'Remove “My phone”?' })
  await question.getByRole('button', { name: 'Remove account' }).click()
  await expect(window.getByText('“My phone” was removed').first()).toBeVisible()
  expect(await secretsIn(env)).toEqual([])
})

test('without a keychain the app works, and says that secrets last for this run', async ({ start, simulator }) => {
  const app = await start([], { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere/bus' })
  await fillAccountForm(app.window, simulator.origins['device-connect'], 'Desk phone')
  await expect(app.window.getByText('“Desk phone” is ready')).toBeVisible()
  await app.window.getByRole('button', { name: 'Done' }).click()
  await expect(connection(app.window)).toHaveText('Live')
  await expect(app.window.getByText('No keychain was found on this computer.')).toBeVisible()
})

test.beforeEach(({}, info) => {
  info.skip(
    process.platform !== 'linux',
    'Elsewhere the keychain is the system’s own: it cannot be looked into or taken away for a test.',
  )
})
