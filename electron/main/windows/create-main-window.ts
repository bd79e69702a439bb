import { app, BrowserWindow, nativeTheme, screen } from 'electron/main'
import path from 'node:path'
import type { Log } from '../../../core/ports/index.ts'
import type { Places } from '../app/places.ts'
import { BACKGROUND } from './background.ts'
import { MainWindow } from './main-window.ts'
import type { MainWindowParts } from './main-window.ts'

type Given = Pick<MainWindowParts, 'address' | 'memory' | 'hidesOnClose' | 'hidden'> & {
  readonly places: Places
  readonly log: Log
}

export function createMainWindow({ places, ...given }: Given): MainWindow {
  const window = new MainWindow({
    ...given,
    preload: places.preload,
    icon: path.join(places.resources, process.platform === 'win32' ? 'icon.ico' : 'icon.png'),
    developerTools: !app.isPackaged,
    create: (options) => new BrowserWindow(options),
    screens: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    backgroundColor,
  })
  nativeTheme.on('updated', () => window.setBackgroundColor(backgroundColor()))
  return window
}

function backgroundColor(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light
}
