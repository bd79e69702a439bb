import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchFixture, type Fixture, type FixtureWindow } from './launch-fixture.ts'

let fixture: Fixture
beforeAll(async () => {
  fixture = await launchFixture()
}, 30_000)
afterAll(() => fixture.stop())

describe('the desktop', () => {
  it('is told notifications, and a click comes back', async () => {
    await fixture.page.evaluate(() => (globalThis as unknown as FixtureWindow).fixture.notify())
    await expect.poll(() => fixture.log()).toContain('notification shown')
    await fixture.app.evaluate(() => {
      const { notification } = (globalThis as unknown as { fixture: { notification: { emit(name: string): void } } })
        .fixture
      notification.emit('click')
    })
    expect(await fixture.log()).toContain('notification clicked')
  })

  it('shows pages the theme the app chose', async () => {
    const isDark = () => fixture.page.evaluate<boolean>("matchMedia('(prefers-color-scheme: dark)').matches")
    await fixture.app.evaluate(({ nativeTheme }) => (nativeTheme.themeSource = 'dark'))
    await expect.poll(isDark).toBe(true)
    expect(await fixture.app.evaluate(({ nativeTheme }) => nativeTheme.shouldUseDarkColors)).toBe(true)
    await fixture.app.evaluate(({ nativeTheme }) => (nativeTheme.themeSource = 'light'))
    await expect.poll(isDark).toBe(false)
  })

  it('keeps the clipboard and the shortcuts of the app to itself', async () => {
    const got = await fixture.app.evaluate(async ({ clipboard, globalShortcut }) => {
      await clipboard.writeText('110')
      globalShortcut.register('Control+D', () => undefined)
      return [
        await clipboard.readText(),
        await clipboard.selection.readText(),
        globalShortcut.isRegistered('Control+D'),
      ]
    })
    expect(got).toEqual(['110', '', true])
  })

  it('lets a test answer a dialog by replacing its method', async () => {
    const got = await fixture.app.evaluate(async ({ dialog }) => {
      const cancelled = await dialog.showMessageBox({ message: 'Really?', buttons: ['Yes', 'No'], cancelId: 1 })
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: true })
      return [cancelled.response, (await dialog.showMessageBox({ message: 'Really?' })).response]
    })
    expect(got).toEqual([1, 0])
  })

  it('names what it does not offer', async () => {
    const words = fixture.app.evaluate((electron) => Reflect.get(electron, 'autoUpdater'))
    await expect(words).rejects.toThrow('chromium-host does not offer electron.autoUpdater')
  })
})
