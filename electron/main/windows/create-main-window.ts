import { app, BrowserWindow, nativeTheme, screen } from 'electron/main'
import path from 'node:path'
import type { Log } from '../../../core/ports/index.ts'
import type { Places } from '../app/places.ts'
import { MainWindow } from './main-window.ts'
import type { MainWindowParts } from './main-window.ts'

/** The page's own background, so that nothing flashes before it has drawn. Must match renderer/styles/tokens.css. */
const BACKGROUND = { light: '#f7f7f8', dark: '#18191c' }

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
