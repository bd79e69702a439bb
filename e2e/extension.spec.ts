import { onPage } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'

test('a property of the phone terminal is changed, and only that is sent', async ({ simulator, signIn, start }) => {
  const face = simulator.control.face('telphin')
  await signIn('telphin')
  const { window } = await start()
  await onPage(window, 'Phone terminal', async () => {
    const mobile = window.getByRole('textbox', { name: 'External mobile number' })
    await mobile.fill('+79876543210')
    await window.getByRole('button', { name: 'Save changes' }).click()
    await expect(window.getByText('The phone terminal was changed').first()).toBeVisible()
    await expect(mobile).toHaveValue('+79876543210')
  })
  expect(face.phone()['external_number']).toBe('+79876543210')
  const changes = face.requests().filter(({ method }) => method === 'PUT')
  expect(changes.map(({ path, body }) => [path, JSON.parse(body) as unknown])).toEqual([
    ['/api/ver1.0/extension/54/phone/', { external_number: '+79876543210' }],
  ])
})

test('what the service refuses stays in the form', async ({ simulator, signIn, start }) => {
  simulator.control.face('telphin').switches({ userAccess: 'read_only' })
  await signIn('telphin')
  const { window } = await start()
  await onPage(window, 'Phone terminal', async () => {
    const mobile = window.getByRole('textbox', { name: 'External mobile number' })
    await mobile.fill('+79876543210')
    await window.getByRole('button', { name: 'Save changes' }).click()
    await expect(window.getByRole('alert')).toContainText('Your entries are still here.')
    await expect(window.getByRole('alert')).toContainText('Your user may not do this at the service.')
    await expect(mobile).toHaveValue('+79876543210')
  })
})
