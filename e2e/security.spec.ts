import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { inRepository } from '../scripts/setup/repository.ts'
import { dial, fillAccountForm, inSettings, liveCall, untilLive } from '../scripts/driving/screen.ts'
import { requestsTo } from '../scripts/driving/phone.ts'
import { expect, test } from './fixtures/test.ts'

/** What the page says about itself when it runs this text. */
function inPage<Result>(window: Page, script: string): Promise<Result> {
  return window.evaluate<Result>(script)
}

test('the page has the bridge and nothing of Node or Electron', async ({ app, window }) => {
  expect(
    await inPage(
      window,
      '[typeof require, typeof process, typeof module, typeof Buffer, typeof global, typeof sidetone]',
    ),
  ).toEqual(['undefined', 'undefined', 'undefined', 'undefined', 'undefined', 'object'])
  const preferences = await app.electron.evaluate(({ BrowserWindow, webContents }) => {
    const own = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences?: () => Record<string, unknown>
    }
    return { pages: webContents.getAllWebContents().length, preferences: own.getLastWebPreferences?.() ?? null }
  })
  expect(preferences.pages).toBe(1)
  // The host keeps no such record; there the isolation is seen in the line above.
  if (preferences.preferences !== null)
    expect(preferences.preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  expect(
    await inPage(window, 'Object.values(sidetone).flatMap(Object.values).every((one) => typeof one === "function")'),
  ).toBe(true)
})

test('no window opens, no page is left, no permission is given', async ({ app, window }) => {
  const address = window.url()
  expect(await inPage(window, 'window.open("https://example.com/") === null')).toBe(true)
  await inPage(window, 'void (location.href = "https://example.com/")')
  await inPage(
    window,
    'void document.body.appendChild(Object.assign(document.createElement("a"), { href: "https://example.com/", target: "_blank" })).click()',
  )
  await untilLive(window)
  expect(window.url()).toBe(address)
  expect(await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  for (const name of ['geolocation', 'notifications', 'camera', 'microphone'])
    expect(await inPage(window, `navigator.permissions.query({ name: '${name}' }).then(({ state }) => state)`)).toBe(
      'denied',
    )
  expect(
    await inPage(window, 'navigator.mediaDevices.getUserMedia({ audio: true }).then(() => "given", () => "refused")'),
  ).toBe('refused')
})

test('the content policy stops inline scripts, eval and every connection', async ({ window, phone, simulator }) => {
  const before = phone.requests().length
  const origin = simulator.origins['device-connect']
  expect(await inPage(window, `fetch('${origin}/gotapi/availability').then(() => 'reached', () => 'refused')`)).toBe(
    'refused',
  )
  expect(
    await inPage(
      window,
      `new Promise((resolve) => {
         const picture = Object.assign(new Image(), { onload: () => resolve('reached'), onerror: () => resolve('refused') })
         picture.src = '${origin}/picture.png'
       })`,
    ),
  ).toBe('refused')
  expect(
    await inPage(
      window,
      `(() => {
         const script = document.createElement('script')
         script.textContent = 'window.ranInline = true'
         document.head.appendChild(script)
         return window.ranInline ?? 'stopped'
       })()`,
    ),
  ).toBe('stopped')
  await window.setExtraHTTPHeaders({}).catch(() => undefined)
  expect(phone.requests()).toHaveLength(before)
})

test('a frame inside our page has no bridge', async ({ window }) => {
  const inFrame = await inPage<string>(
    window,
    `new Promise((resolve) => {
       const frame = document.createElement('iframe')
       frame.srcdoc = '<p>guest</p>'
       frame.onload = () => resolve(typeof frame.contentWindow.sidetone)
       document.body.appendChild(frame)
       setTimeout(() => resolve(typeof frame.contentWindow?.sidetone), 1000)
     })`,
  )
  expect(inFrame).toBe('undefined')
})

test('a page that is not ours gets no answer through the same preload', async ({ app }) => {
  const preload = inRepository('out', 'preload', 'index.cjs')
  const answer = await app.electron.evaluate(async ({ BrowserWindow }, file) => {
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload: file, sandbox: true } })
    try {
      await stranger.loadURL('data:text/html,<p>stranger</p>')
      return (await stranger.webContents.executeJavaScript('sidetone.state.snapshot()')) as unknown
    } finally {
      stranger.destroy()
    }
  }, preload)
  expect(answer).toMatchObject({ ok: false, failure: { code: 'input/invalid', params: { reason: 'sender' } } })
})

test('malformed messages are refused and harm nothing', async ({ window }) => {
  for (const message of [
    'calls.place({ text: 5 })',
    'calls.place()',
    'calls.plan({ text: "1".repeat(3000), account: null })',
    'settings.change({ theme: "pink" })',
  ])
    expect(await inPage(window, `sidetone.${message}`)).toMatchObject({ ok: false, failure: { code: 'input/invalid' } })
  await untilLive(window)
})

test('tokens are in the keychain and nowhere else', async ({ start, simulator, phone, home, cli }) => {
  const app = await start()
  await fillAccountForm(app.window, simulator.origins['device-connect'], 'Desk phone')
  await expect(app.window.getByText('“Desk phone” is ready')).toBeVisible()
  await app.window.getByRole('button', { name: 'Done' }).click()
  await untilLive(app.window)
  await dial(app.window, '0312345678')
  await expect(liveCall(app.window, '0312345678')).toBeVisible()
  await phone.waitFor((entry) => entry.kind === 'request' && entry.path === '/gotapi/phone/call')
  const [call] = requestsTo(phone, '/gotapi/phone/call')
  const token = new URLSearchParams(call?.rawQuery).get('accessToken') ?? ''
  expect(token.length).toBeGreaterThan(8)

  const shown: string[] = [await app.window.content()]
  await inSettings(app.window, async () => {
    shown.push(await app.window.content())
    await app.window.getByRole('button', { name: 'Edit Desk phone' }).click()
    shown.push(await app.window.content())
    await app.window.getByRole('button', { name: 'Back' }).click()
  })
  shown.push(JSON.stringify(await inPage(app.window, 'sidetone.state.snapshot()')))
  shown.push(app.output(), (await cli(['accounts', 'list', '--json'])).stdout)
  await app.quit()
  for (const file of readdirSync(home, { recursive: true, withFileTypes: true }))
    if (file.isFile()) shown.push(`${file.name}\n${readFileSync(path.join(file.parentPath, file.name), 'latin1')}`)
  expect(shown.length).toBeGreaterThan(6)
  for (const text of shown) expect(text.includes(token), `the token is in: ${text.slice(0, 60)}`).toBe(false)
})
