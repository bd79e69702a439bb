import { answerOurCall } from '../scripts/driving/phone.ts'
import { dial, historyRows, inSettings, liveCall, ringer, untilLive } from '../scripts/driving/screen.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

test('an account added in the terminal is in the app, with its name and live', async ({ window }) => {
  await inSettings(window, async () => {
    const account = window.getByRole('list', { name: 'Accounts' }).getByRole('listitem')
    await expect(account).toContainText([/My phone.*Device Connect.*Live/])
    await expect(account.getByRole('button', { name: `Edit ${ACCOUNT.label}` })).toBeVisible()
  })
})

test('a call placed in the app is in the terminal’s history', async ({ window, phone, cli }) => {
  await dial(window, '0312345678')
  await answerOurCall(phone)
  await expect(liveCall(window, '0312345678')).toContainText('Connected')
  phone.hangUp()
  await expect(historyRows(window)).toContainText(['Answered'])
  const { code, stdout } = await cli(['history', '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    calls: [{ account: 'phone', number: '0312345678', direction: 'out', state: 'ended', result: 'answered' }],
  })
})

test('a call placed in the terminal shows live in the app', async ({ window, phone, cli }) => {
  const placed = await cli(['call', '0312345678', '--account', 'phone', '--yes', '--json'])
  expect(placed.code, placed.stderr).toBe(0)
  await expect(liveCall(window, '0312345678')).toBeVisible()
  await answerOurCall(phone)
  await expect(liveCall(window, '0312345678')).toContainText('Connected')
})

test('the ringer set in the terminal is the app’s after its next start', async ({ signIn, cli, phone, start }) => {
  await signIn()
  expect((await cli(['ringer', 'manner', '--account', 'phone'])).code).toBe(0)
  expect(phone.ringerMode()).toBe('manner')
  const { window } = await start()
  await untilLive(window)
  await expect(ringer(window).getByRole('radio', { name: 'Manner' })).toBeChecked()
})
