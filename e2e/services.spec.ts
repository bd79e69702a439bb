// Every service's account by its form, and what a person is told when a secret in it is wrong.
import { connection } from '../scripts/driving/screen.ts'
import { fill, formsFor, sendForm } from './fixtures/account-forms.ts'
import { startTunnel } from './fixtures/tunnel.ts'
import { expect, test } from './fixtures/test.ts'

const NAME = 'My service'

/** By service: a secret of the form, where it is asked for, what the wrong one is told as, and in what words. */
const SERVICES = [
  {
    service: 'iotcall',
    secret: 'AuthCode',
    path: /^\/pattern\//,
    said: 'The AuthCode is not accepted.',
  },
  {
    service: 'antbuddy',
    secret: 'App secret',
    path: /^\/oapi\/v1\//,
    said: 'the app secret does not belong to the app ID',
  },
  {
    service: 'fonestorm',
    secret: 'Password',
    path: /^\/v2\/auth$/,
    said: 'The user name or the password is wrong.',
  },
  {
    service: 'telphin',
    secret: 'Client secret',
    path: /^\/oauth\/token$/,
    said: 'The client ID or the client secret is wrong.',
  },
] as const

for (const { service, secret, path, said } of SERVICES) {
  test(`${service}: every field of the form reaches the service, and the account is live`, async ({
    start,
    simulator,
    home,
    cli,
  }) => {
    const tunnel = await startTunnel(home)
    try {
      const { window } = await start()
      const form = formsFor(simulator, tunnel.origin)[service]
      await sendForm(window, NAME, form)
      await expect(window.getByText(`“${NAME}” is ready`)).toBeVisible({ timeout: 10_000 })
      await window.getByRole('button', { name: 'Done' }).click()
      // A service that tells only of its own firings has nothing to be live with until then.
      await expect(connection(window)).toHaveText(/^(Live|Ready)/)
      const { stdout } = await cli(['accounts', 'list', '--json'])
      const { accounts } = JSON.parse(stdout) as { accounts: [{ settings: object; inVault: string[] }] }
      expect(accounts[0].settings).toMatchObject(simulator.accounts[service].settings)
      expect(accounts[0].inVault).toEqual(expect.arrayContaining(Object.keys(simulator.accounts[service].secrets)))
      expect(stdout).not.toContain(Object.values(simulator.accounts[service].secrets)[0])
    } finally {
      tunnel.stop()
    }
  })

  test(`${service}: a wrong secret is told in one clear line, and the right one mends it`, async ({
    start,
    simulator,
  }) => {
    const { window } = await start()
    const { more: _folded, ...form } = formsFor(simulator, simulator.origins[service])[service]
    const right = form.fields[secret] ?? ''
    const { 'Callback address': _unused, ...fields } = form.fields
    await sendForm(window, NAME, { ...form, fields: { ...fields, [secret]: 'not-the-right-one' } })
    const failure = window.getByRole('alert')
    await expect(failure).toContainText(`“${NAME}” was saved, but the sign-in failed`)
    await expect(failure).toContainText(said)
    const refused = simulator.control.face(service).requests()
    expect(refused.some((request) => path.test(request.path) && (request.status ?? 0) >= 400)).toBe(true)
    await window.getByRole('button', { name: 'Change details' }).click()
    await fill(window, { [secret]: right })
    await window.getByRole('button', { name: 'Save' }).click()
    await expect(window.getByText(`“${NAME}” is ready`)).toBeVisible()
  })
}
