import type { Page } from '@playwright/test'
import { answerOurCall } from '../scripts/driving/phone.ts'
import { untilLive } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'

/** Names and technical words that are the same in Japanese, and the vendor's own words for a call. */
const SAME = new Set(
  (
    'sidetone device connect iotcall antbuddy fonestorm telphin ringme my phone english url api enter esc tab http localhost ' +
    'chromium host electron linux darwin win32 win chrome node sqlite openssl abc def ghi jkl mno pqrs tuv wxyz ' +
    'gotapi authcode sip pin active dialing ringing standby'
  ).split(' '),
)

/** Words of three or more Latin letters that somebody who reads or listens to this page meets. */
async function englishIn(window: Page): Promise<string[]> {
  const seen = await window.evaluate(() => {
    const attributes = ['aria-label', 'placeholder', 'title', 'alt', 'aria-description']
    const named = [...document.querySelectorAll('*')].flatMap((element) =>
      attributes.map((name) => element.getAttribute(name) ?? ''),
    )
    return [document.body.innerText, ...named].join('\n')
  })
  const words = seen.match(/[A-Za-z]{3,}/g) ?? []
  return [...new Set(words)].filter((word) => !SAME.has(word.toLowerCase()))
}

test('a Japanese system gets Japanese everywhere', async ({ start, simulator, phone }, info) => {
  const { window } = await start([], { LANG: 'ja_JP.UTF-8', LANGUAGE: 'ja', LC_ALL: '' })
  async function look(name: string): Promise<void> {
    await info.attach(`${name}.png`, { body: await window.screenshot(), contentType: 'image/png' })
    expect.soft(await englishIn(window), `English on the page "${name}"`).toEqual([])
  }

  await expect(window.locator('html')).toHaveAttribute('lang', 'ja')
  await look('welcome')
  await window.getByRole('button', { name: 'アカウントを追加' }).click()
  await look('services')
  await window.getByRole('button', { name: 'Device Connect' }).click()
  await look('form')
  await window.getByRole('textbox', { name: 'サーバー' }).fill(simulator.origins['device-connect'])
  await window.getByRole('button', { name: 'アカウントを追加' }).click()
  await expect(window.getByRole('button', { name: '完了' })).toBeVisible()
  await window.getByRole('button', { name: '完了' }).click()
  await expect(window.getByRole('heading', { name: '履歴' })).toBeVisible()
  await look('main')

  await window.keyboard.type('0312345678')
  await window.keyboard.press('Enter')
  await answerOurCall(phone)
  await expect(window.getByRole('article', { name: '0312345678' })).toContainText('通話中')
  await look('live-call')
  await window.getByRole('button', { name: '設定' }).click()
  await look('settings')
})

test('the language is changed in the settings, at once and for good', async ({ app, window, start }) => {
  await window.getByRole('button', { name: 'Settings' }).click()
  await window.getByRole('combobox', { name: 'Language' }).click()
  await window.getByRole('option', { name: '日本語' }).click()
  await expect(window.getByRole('heading', { name: '設定', level: 1 })).toBeVisible()
  await app.quit()
  const again = await start()
  await expect(again.window.locator('html')).toHaveAttribute('lang', 'ja')
  await again.window.getByRole('button', { name: '設定' }).click()
  await again.window.getByRole('combobox', { name: '言語' }).click()
  await again.window.getByRole('option', { name: 'English' }).click()
  await again.window.getByRole('button', { name: 'Back' }).click()
  await untilLive(again.window)
})
