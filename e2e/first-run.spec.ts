import { connection, dial, fillAccountForm, liveCall, numberField } from '../scripts/driving/screen.ts'
import { requestsTo, untilPlaced } from '../scripts/driving/phone.ts'
import { expect, test } from './fixtures/test.ts'

test('a new person adds a phone by the form and makes a first call', async ({ start, simulator, phone }) => {
  const { window } = await start()
  await expect(window.getByRole('heading', { name: 'Your phones, on your desk' })).toBeVisible()
  await fillAccountForm(window, simulator.origins['device-connect'], 'Desk phone')
  await expect(window.getByText('“Desk phone” is ready')).toBeVisible()
  await expect(window.getByRole('listitem').filter({ hasText: 'Dials' })).toBeVisible()
  await window.getByRole('button', { name: 'Done' }).click()
  await expect(connection(window)).toHaveText('Live')
  await dial(window, '0312345678')
  await expect(liveCall(window, '0312345678')).toBeVisible()
  await untilPlaced(phone)
  expect(phone.calls()).toMatchObject([{ number: '0312345678' }])
})

test('the dialog on the device is asked for once, and accepting it goes on by itself', async ({
  start,
  simulator,
  phone,
}) => {
  phone.switches({ dialog: 'hold' })
  const { window } = await start()
  await fillAccountForm(window, simulator.origins['device-connect'], 'Desk phone')
  await expect(window.getByText('Waiting for you on the device')).toBeVisible()
  expect(phone.dialogs()).toMatchObject([{ origin: 'http://sidetone.localhost', applicationName: 'Sidetone' }])
  expect(phone.acceptDialog()).toBe(1)
  await expect(window.getByText('“Desk phone” is ready')).toBeVisible()
  await window.getByRole('button', { name: 'Done' }).click()
  await expect(connection(window)).toHaveText('Live')
  expect(requestsTo(phone, '/gotapi/authorization/accesstoken')).toHaveLength(1)
})

test('a refused dialog says so, asks nobody again, and can be tried again by hand', async ({
  start,
  simulator,
  phone,
}) => {
  phone.switches({ dialog: 'refuse' })
  const { window } = await start()
  await fillAccountForm(window, simulator.origins['device-connect'], 'Desk phone')
  const failure = window.getByRole('alert')
  await expect(failure).toContainText('“Desk phone” was saved, but the sign-in failed')
  await expect(failure).toContainText('Sign-in refused')
  const asked = requestsTo(phone, '/gotapi/authorization/accesstoken').length
  phone.switches({ dialog: 'accept' })
  await window.getByRole('button', { name: 'Retry' }).click()
  await expect(window.getByText('“Desk phone” is ready')).toBeVisible()
  expect(requestsTo(phone, '/gotapi/authorization/accesstoken')).toHaveLength(asked + 1)
  await window.getByRole('button', { name: 'Done' }).click()
  await expect(connection(window)).toHaveText('Live')
})

test('where no server listens the person learns it at once and can correct the address', async ({
  start,
  simulator,
  phone,
}) => {
  await phone.stop()
  const { window } = await start()
  await fillAccountForm(window, simulator.origins['device-connect'], 'Desk phone')
  await expect(window.getByRole('alert')).toContainText('Not reachable')
  await expect(window.getByRole('alert')).toContainText('Check the network and the server address.')
  await window.getByRole('button', { name: 'Change details' }).click()
  await expect(window.getByRole('textbox', { name: 'Server address' })).toHaveValue(simulator.origins['device-connect'])
  await phone.start()
  await window.getByRole('button', { name: 'Save' }).click()
  await expect(window.getByText('“Desk phone” is ready')).toBeVisible()
})

test('a wrong field is named, and nothing is saved', async ({ start, phone, cli }) => {
  const { window } = await start()
  await fillAccountForm(window, 'phone.example.com')
  await expect(window.getByText('Enter a full address, for example https://example.com')).toBeVisible()
  const address = window.getByRole('textbox', { name: 'Server address' })
  await expect(address).toHaveAttribute('aria-invalid', 'true')
  await address.fill('')
  await expect(window.getByText('Please fill this in.')).toBeVisible()
  expect(phone.requests()).toEqual([])
  const { stdout } = await cli(['accounts', 'list', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ accounts: [] })
  await window.getByRole('button', { name: 'Cancel' }).click()
  await expect(numberField(window)).toBeHidden()
})
