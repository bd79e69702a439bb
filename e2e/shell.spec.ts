import { spawn } from 'node:child_process'
import { clickTray, closeWindow, notificationsOf, trayMenuOf, windowState } from '../scripts/driving/desktop.ts'
import { callsPlaced } from '../scripts/driving/phone.ts'
import { inSettings, liveCall, numberField, untilLive } from '../scripts/driving/screen.ts'
import { expect, test } from './fixtures/test.ts'
import { repositoryRoot } from '../scripts/setup/repository.ts'
import { runtimeSwitches } from '../scripts/setup/display.ts'
import type { Runtime } from '../scripts/setup/runtime.ts'

/** Starts the app once more, as a link or a second double click does; resolves with its exit code. */
function startAgain(runtime: Runtime, env: Record<string, string>, args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const all = [...runtimeSwitches(runtime), repositoryRoot, ...args]
    const child = spawn(runtime.executablePath, all, { env, stdio: 'ignore' })
    child.on('error', reject)
    child.on('close', resolve)
  })
}

test('a link that starts the app again comes to the dialer of the first, and dials nothing', async ({
  app,
  window,
  phone,
  runtime,
  env,
}) => {
  await closeWindow(app.electron)
  await expect.poll(() => windowState(app.electron)).toMatchObject([{ visible: false }])
  expect(await startAgain(runtime, env, ['tel:+81-3-1234-5678'])).toBe(0)
  await expect(numberField(window)).toHaveValue(/1234/)
  await expect(window.getByText('Number from a link. Check it, then call.')).toBeVisible()
  await expect(numberField(window)).toBeFocused()
  expect(await windowState(app.electron)).toMatchObject([{ visible: true }])
  expect(callsPlaced(phone)).toEqual([])
  await numberField(window).press('Enter')
  await expect(liveCall(window, '0312345678')).toBeVisible()
})

test('a start with a link opens with it in the dialer', async ({ signIn, start, phone }) => {
  await signIn()
  const { window } = await start(['tel:0312345678'])
  await expect(numberField(window)).toHaveValue(/0312345678/)
  await untilLive(window)
  expect(callsPlaced(phone)).toEqual([])
})

test('an option smuggled in behind a link is refused', async ({ app, window, runtime, env }) => {
  expect(await startAgain(runtime, env, ['tel:0312345678', '--dial', '0900111222'])).toBe(0)
  await untilLive(window)
  await expect(numberField(window)).toHaveValue('')
  expect(app.isGone).toBe(false)
})

test('closing hides into the tray, where the app goes on and comes back from', async ({ app, window, phone }) => {
  await closeWindow(app.electron)
  await expect.poll(() => windowState(app.electron)).toMatchObject([{ visible: false }])
  expect(await notificationsOf(app.electron)).toMatchObject([{ title: 'Sidetone is still running' }])
  phone.ring({ from: '田中' })
  await expect.poll(() => notificationsOf(app.electron)).toHaveLength(2)
  await clickTray(app.electron, 'show')
  await expect.poll(() => windowState(app.electron)).toMatchObject([{ visible: true }])
  await expect(liveCall(window, '+81312345678')).toContainText('Ringing')
  // Told once in a life, not at every closing.
  await closeWindow(app.electron)
  await expect.poll(() => windowState(app.electron)).toMatchObject([{ visible: false }])
  expect(await notificationsOf(app.electron)).toHaveLength(2)
})

test('Dial… in the tray puts the cursor into the dialer; a live call is in the menu', async ({
  app,
  window,
  phone,
}) => {
  await window.getByRole('button', { name: 'Settings' }).focus()
  await clickTray(app.electron, 'dial')
  await expect(numberField(window)).toBeFocused()
  phone.ring({ from: '田中' })
  await expect(liveCall(window, '+81312345678')).toContainText('Ringing')
  const menu = await trayMenuOf(app.electron)
  expect(menu.find(({ id }) => id === 'status')?.label).toBe('Ready')
  const answer = menu.find(({ id }) => id?.startsWith('answer:'))
  await clickTray(app.electron, answer?.id ?? '')
  await expect(liveCall(window, '+81312345678')).toContainText('Connected')
})

test('Dial from clipboard shows the number and waits', async ({ app, window, phone }) => {
  await app.electron.evaluate(({ clipboard }) => clipboard.writeText('  03-1234-5678 '))
  await clickTray(app.electron, 'dial-clipboard')
  await expect(numberField(window)).toHaveValue('03-1234-5678')
  await expect(window.getByText('Number from the tray menu. Check it, then call.')).toBeVisible()
  expect(callsPlaced(phone)).toEqual([])
})

test('Quit in the tray ends the app', async ({ app }) => {
  const gone = new Promise<number | null>((resolve) => app.electron.process().once('exit', resolve))
  await clickTray(app.electron, 'quit').catch(() => undefined) // the answer may be lost with the process
  expect(await gone).toBe(0)
})

test('without the tray setting, closing the window ends the app', async ({ app, window }) => {
  await inSettings(window, async () => {
    const choice = window.getByRole('switch', { name: 'Keep running when the window is closed' })
    await choice.click()
    await expect(choice).not.toBeChecked()
  })
  const gone = new Promise<number | null>((resolve) => app.electron.process().once('exit', resolve))
  await closeWindow(app.electron).catch(() => undefined)
  expect(await gone).toBe(0)
})
