import type { Page } from '@playwright/test'
import { notificationsOf } from '../scripts/driving/desktop.ts'
import { connection, dial, historyRows, liveCall, liveCalls, ringer, untilLive } from '../scripts/driving/screen.ts'
import { answerOurCall, callsPlaced } from '../scripts/driving/phone.ts'
import { expect, test } from './fixtures/test.ts'

const NUMBER = '0312345678'
const TANAKA = '+81312345678'

/** Milliseconds until the header says this word; looked at with every frame that is drawn. */
async function millisecondsUntil(window: Page, word: string): Promise<number> {
  const started = performance.now()
  await connection(window).getByText(word, { exact: true }).waitFor({ timeout: 10_000 })
  return performance.now() - started
}

test('killed in mid-call and started again: said within 1 s, live within 3 s, and the call goes on', async ({
  app,
  window,
  phone,
}, info) => {
  phone.ring({ from: '田中' })
  await liveCall(window, TANAKA).getByRole('button', { name: 'Answer' }).click()
  await expect(liveCall(window, TANAKA)).toContainText('Connected')

  await phone.stop()
  const said = await millisecondsUntil(window, 'Reconnecting')
  await phone.start()
  const live = await millisecondsUntil(window, 'Live')
  info.annotations.push({ type: 'measured', description: `said after ${said} ms, live after ${live} ms` })
  console.log(`    outage said after ${said.toFixed(0)} ms, live ${live.toFixed(0)} ms after its return`)
  expect(said).toBeLessThan(1_000)
  expect(live).toBeLessThan(3_000)

  await expect(liveCall(window, TANAKA)).toContainText('Connected')
  phone.hangUp()
  await expect(liveCall(window, TANAKA)).toContainText('Ended')
  await expect(historyRows(window)).toHaveCount(1)
  expect(await notificationsOf(app.electron)).toHaveLength(1)
})

test('a call that ended while the service was down is not left hanging', async ({ app, window, phone }) => {
  await dial(window, NUMBER)
  await answerOurCall(phone)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  await phone.stop()
  await millisecondsUntil(window, 'Reconnecting')
  phone.hangUp()
  await phone.start()
  await untilLive(window)
  await expect(liveCall(window, NUMBER)).toContainText('Ended')
  await expect(liveCalls(window)).toBeHidden({ timeout: 8_000 })
  await expect(historyRows(window)).toContainText(['Answered'])
  expect(await notificationsOf(app.electron)).toEqual([])
})

test('a call that still rings after the outage is not notified again', async ({ app, window, phone }) => {
  phone.ring({ from: '田中' })
  await expect(liveCall(window, TANAKA)).toContainText('Ringing')
  await phone.stop()
  await millisecondsUntil(window, 'Reconnecting')
  await phone.start()
  await untilLive(window)
  await liveCall(window, TANAKA).getByRole('button', { name: 'Answer' }).click()
  await expect(liveCall(window, TANAKA)).toContainText('Connected')
  expect(await notificationsOf(app.electron)).toHaveLength(1)
})

test('calls that come after a dropped socket are heard', async ({ app, window, phone }) => {
  expect(phone.dropSockets()).toBe(1)
  await phone.waitFor((entry) => entry.kind === 'socket-closed')
  await expect
    .poll(() => phone.wire().filter((entry) => entry.kind === 'socket-opened').length, { timeout: 5_000 })
    .toBe(2)
  await untilLive(window)
  phone.ring({ from: '田中' })
  await expect(liveCall(window, TANAKA)).toContainText('Ringing')
  expect(await notificationsOf(app.electron)).toHaveLength(1)
})

test('a token that expires in mid-call is renewed without a word', async ({ window, phone }) => {
  await dial(window, NUMBER)
  await answerOurCall(phone)
  await expect(liveCall(window, NUMBER)).toContainText('Connected')
  phone.expireTokens()
  await ringer(window).getByRole('radio', { name: 'Manner' }).click()
  await expect.poll(() => phone.ringerMode()).toBe('manner')
  await liveCall(window, NUMBER).getByRole('button', { name: 'Hang up' }).click()
  await expect(liveCall(window, NUMBER)).toContainText('Ended')
  await expect(window.getByRole('alert')).toBeHidden()
  expect(callsPlaced(phone)).toHaveLength(1)
})
