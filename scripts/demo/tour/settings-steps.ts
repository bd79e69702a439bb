import type { TourStep } from '../steps.ts'
import { eventually, read, toMainPage } from './scene.ts'
import type { Scene } from './scene.ts'

/** The same window in Japanese, in the dark, and wide. */
export function settingsSteps({ app, window }: Scene): TourStep[] {
  return [
    {
      title: 'Switch to Japanese',
      async perform() {
        await toMainPage(window)
        await window.getByRole('button', { name: 'Settings' }).click()
        await window.getByRole('combobox', { name: 'Language' }).click()
        await window.getByRole('option', { name: '日本語' }).click()
        const title = await read(window.getByRole('heading', { level: 1 }), '設定')
        return `The settings are now called ${title}.`
      },
    },
    {
      title: 'Switch to dark',
      async perform() {
        await window.getByRole('radio', { name: 'ダーク' }).click()
        const color = await eventually('The window is not dark.', async () => {
          const background = await window.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor')
          const [red = 255, green = 255, blue = 255, alpha = 1] = background.match(/[\d.]+/g)?.map(Number) ?? []
          return alpha === 1 && red + green + blue < 200 ? background : undefined
        })
        return `The window's background is ${color}.`
      },
    },
    {
      title: 'Make the window wide: dialer and history side by side',
      async perform() {
        await window.getByRole('button', { name: '戻る' }).click()
        await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setSize(1040, 720))
        const history = window.getByRole('region', { name: '履歴' })
        const left = await eventually('The history is not beside the dialer.', async () => {
          const box = await history.boundingBox()
          return box !== null && box.x > 300 ? Math.round(box.x) : undefined
        })
        return `The history begins ${left} pixels from the left edge: ${await read(history, '不在着信')}.`
      },
    },
  ]
}
