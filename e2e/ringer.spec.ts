import type { ElectronApplication } from '@playwright/test'
import { clickTray, trayMenuOf } from '../scripts/driving/desktop.ts'
import { ringerModesSent } from '../scripts/driving/phone.ts'
import { ringer, untilLive } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'

/** Which of the tray's three modes is marked. */
async function modeInTray(app: ElectronApplication): Promise<string | undefined> {
  const entry = (await trayMenuOf(app)).find(({ id }) => id === 'ringer')
  return entry?.submenu?.find(({ checked }) => checked)?.label
}

test('each mode reaches the phone as its number, and is said to be assumed', async ({ app, window, phone }) => {
  for (const [name, mode, sent] of [
    ['Silent', 'silent', ['0']],
    ['Manner', 'manner', ['0', '1']],
    ['Sound', 'sound', ['0', '1', '2']],
  ] as const) {
    await ringer(window).getByRole('radio', { name }).click()
    await expect.poll(() => phone.ringerMode()).toBe(mode)
    await expect(ringer(window).getByRole('radio', { name })).toBeChecked()
    expect(ringerModesSent(phone)).toEqual(sent)
    await expect.poll(() => modeInTray(app.electron)).toBe(name)
  }
  await expect(window.getByText(/^Assumed/)).toBeVisible()
})

test('the tray sets it too, and the window follows', async ({ app, window, phone }) => {
  await clickTray(app.electron, 'ringer:manner')
  await expect(ringer(window).getByRole('radio', { name: 'Manner' })).toBeChecked()
  expect(phone.ringerMode()).toBe('manner')
  expect(ringerModesSent(phone)).toEqual(['1'])
})

test('it is remembered after a restart, without being sent again', async ({ app, window, phone, start }) => {
  await expect(window.getByText(/^Unknown until/)).toBeVisible()
  await ringer(window).getByRole('radio', { name: 'Silent' }).click()
  await expect.poll(() => ringerModesSent(phone)).toEqual(['0'])
  await expect(window.getByText(/^Assumed/)).toBeVisible()
  await app.quit()
  const again = await start()
  await untilLive(again.window)
  await expect(ringer(again.window).getByRole('radio', { name: 'Silent' })).toBeChecked()
  expect(ringerModesSent(phone)).toEqual(['0'])
})

test('a phone that refuses keeps its mode, and the window says so', async ({ window, phone }) => {
  await ringer(window).getByRole('radio', { name: 'Manner' }).click()
  await expect.poll(() => phone.ringerMode()).toBe('manner')
  phone.answerError({ code: 16, path: '/phone/set' })
  await ringer(window).getByRole('radio', { name: 'Silent' }).click()
  await expect(window.getByText('The ringer of “My phone” was not changed').first()).toBeVisible()
  await expect(ringer(window).getByRole('radio', { name: 'Manner' })).toBeChecked()
  expect(phone.ringerMode()).toBe('manner')
})
