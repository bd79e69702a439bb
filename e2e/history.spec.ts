import { addPastCalls } from './fixtures/past-calls.ts'
import { answerOurCall, callsPlaced, untilPlaced } from '../scripts/driving/phone.ts'
import { dial, historyRows, liveCall, numberField, pastCalls } from '../scripts/driving/screen.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

const NUMBER = '0312345678'

test('a call is in the history with its day, and can be called back and copied', async ({ app, window, phone }) => {
  await expect(window.getByText('No calls yet')).toBeVisible()
  await dial(window, NUMBER)
  await answerOurCall(phone)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  phone.hangUp()
  const row = historyRows(window)
  await expect(row).toContainText([/0312345678.*Outgoing.*Answered/])
  await expect(pastCalls(window).getByText('Today')).toBeVisible()

  await row.getByRole('button', { name: 'Copy number' }).click()
  await expect(window.getByText('Number copied').first()).toBeVisible()
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(NUMBER)

  await row.getByRole('button', { name: 'Call back' }).click()
  await expect(numberField(window)).toHaveValue(NUMBER)
  await expect(numberField(window)).toBeFocused()
  expect(callsPlaced(phone)).toHaveLength(1)
})

test('it survives a restart', async ({ app, window, phone, start }) => {
  await dial(window, NUMBER)
  await untilPlaced(phone)
  phone.hangUp()
  await expect(historyRows(window)).toHaveCount(1)
  await expect(liveCall(window, NUMBER)).toContainText('Ended')
  await app.quit()
  const again = await start()
  await expect(historyRows(again.window)).toContainText([NUMBER])
})

test('a call that was live when the app ended is not left hanging', async ({ app, window, phone, start }) => {
  await dial(window, NUMBER)
  await answerOurCall(phone)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  await app.quit()
  phone.hangUp()
  const again = await start()
  await expect(historyRows(again.window)).toHaveCount(1)
  await expect(again.window.getByRole('list', { name: 'Live calls' })).toBeHidden()
})

test('a long history is read on while scrolling, by days', async ({ home, cli, signIn, start }) => {
  await signIn()
  expect((await cli(['history', '--json'])).code).toBe(0)
  const noon = Date.parse('2026-03-14T12:00:00Z')
  addPastCalls(home, ACCOUNT.id, 120, noon, 60 * 60_000)
  const { window } = await start()
  await expect(pastCalls(window).getByText('Saturday, March 14')).toBeVisible()
  const first = await historyRows(window).count()
  expect(first).toBeLessThan(120)
  await expect(async () => {
    await historyRows(window).last().scrollIntoViewIfNeeded()
    expect(await historyRows(window).count()).toBe(120)
  }).toPass({ timeout: 10_000 })
  await expect(historyRows(window).last()).toContainText('0310000119')
  await expect(pastCalls(window).getByText('Monday, March 9')).toBeVisible()
})
