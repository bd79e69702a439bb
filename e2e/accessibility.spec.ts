import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { callsPlaced, untilPlaced } from '../scripts/driving/phone.ts'
import { dial, liveCall, numberField, untilLive } from '../scripts/driving/screen.ts'
import { ACCOUNT, expect, test } from './fixtures/test.ts'

/** Violations in words: rule, then where. */
async function violations(window: Page): Promise<string[]> {
  // Without legacy mode axe opens a page of its own, which an app's window cannot.
  const { violations: found } = await new AxeBuilder({ page: window }).setLegacyMode().analyze()
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  )
}

/** Elements that stick out of the window sideways, or of a box that cuts them off. */
function cutOff(window: Page): Promise<string[]> {
  return window.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body, body *')]
      .filter((element) => {
        const { left, right, width, height } = element.getBoundingClientRect()
        if (width <= 1 || height <= 1 || element.closest('.spoken-only, [aria-hidden="true"]')) return false
        const scrolls =
          element.scrollWidth > element.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(element).overflowX)
        return left < -1 || right > innerWidth + 1 || scrolls
      })
      .map((element) => `${element.tagName} ${element.className} ${element.textContent.slice(0, 40)}`),
  )
}

type Screen = readonly [name: string, open: (window: Page) => Promise<void>]

const SCREENS: readonly Screen[] = [
  ['main', (window) => expect(window.getByRole('heading', { name: 'History' })).toBeVisible()],
  ['settings', (window) => window.getByRole('button', { name: 'Settings' }).click()],
  ['account', (window) => window.getByRole('button', { name: `Edit ${ACCOUNT.label}` }).click()],
  ['removal', (window) => window.getByRole('button', { name: 'Remove account' }).click()],
  [
    'settings again',
    async (window) => {
      await window.getByRole('button', { name: 'Cancel' }).last().click()
      await window.getByRole('button', { name: 'Back' }).click()
    },
  ],
  ['services', (window) => window.getByRole('button', { name: 'Add account' }).click()],
  [
    'form',
    async (window) => {
      await window.getByRole('button', { name: 'Device Connect' }).click()
      await window.getByRole('button', { name: 'More options' }).click()
    },
  ],
]

for (const theme of ['Light', 'Dark'] as const) {
  test(`no screen has an accessibility violation, and nothing is cut off at 360 pixels (${theme.toLowerCase()})`, async ({
    app,
    window,
    phone,
  }, info) => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(360, 640))
    await window.getByRole('button', { name: 'Settings' }).click()
    await window.getByRole('radio', { name: theme }).click()
    await expect(window.getByRole('radio', { name: theme })).toBeChecked()
    await window.getByRole('button', { name: 'Back' }).click()

    await dial(window, '0312345678')
    await untilPlaced(phone)
    phone.ring({ from: '株式会社' })
    await expect(liveCall(window, '+81612340987')).toContainText('Ringing')
    await numberField(window).fill('Office +81 3-1234-5678, mobile +81 90-1234-5678')
    await expect(window.getByRole('group', { name: /Several numbers/ })).toBeVisible()
    for (const [name, open] of SCREENS) {
      await open(window)
      await info.attach(`${name}.png`, { body: await window.screenshot(), contentType: 'image/png' })
      expect.soft(await violations(window), `axe on "${name}"`).toEqual([])
      expect.soft(await cutOff(window), `cut off on "${name}"`).toEqual([])
    }
  })
}

test('the welcome screen has none either, and the two checks see what is wrong', async ({ start }) => {
  const { window } = await start()
  expect(await violations(window)).toEqual([])
  expect(await cutOff(window)).toEqual([])
  await window.evaluate(() => {
    const nameless = document.querySelector('main')?.appendChild(document.createElement('button'))
    if (nameless) Object.assign(nameless.style, { width: '200vw', height: '20px' })
  })
  expect((await violations(window)).join()).toContain('button-name')
  expect((await cutOff(window)).join()).toContain('BUTTON')
})

/** Presses Tab until the element of this role and name has the focus. */
async function tabTo(window: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const target = window.getByRole(role, { name, exact: true }).first()
  await target.waitFor()
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await window.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches the ${role} "${name}".`)
}

test('an account is added and a call placed without a mouse', async ({ start, simulator, phone }) => {
  const { window } = await start()
  await tabTo(window, 'button', 'Add account')
  await window.keyboard.press('Enter')
  await tabTo(window, 'button', 'Device Connect')
  await window.keyboard.press('Enter')
  await tabTo(window, 'textbox', 'Server address')
  await window.keyboard.press('ControlOrMeta+a')
  await window.keyboard.type(simulator.origins['device-connect'])
  await window.keyboard.press('Enter')
  await tabTo(window, 'button', 'Done')
  await window.keyboard.press('Enter')
  await untilLive(window)
  await tabTo(window, 'textbox', 'Number')
  await window.keyboard.type('0312345678')
  await tabTo(window, 'button', 'Call')
  await window.keyboard.press('Enter')
  await untilPlaced(phone)
  await tabTo(window, 'button', 'Hang up')
  await window.keyboard.press('Enter')
  await expect(liveCall(window, '0312345678')).toContainText('Ended')
  expect(callsPlaced(phone)).toHaveLength(1)
})
