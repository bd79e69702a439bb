import { app, clipboard, dialog, Menu, nativeTheme, net, powerMonitor, protocol, session } from 'electron/main'
import path from 'node:path'
import { createTelephony } from '../../core/index.ts'
import type { Telephony } from '../../core/index.ts'
import { VERSION } from '../../core/node/index.ts'
import { ElectronHostHints } from './adapters/host-hints.ts'
import { regionOf } from './adapters/region.ts'
import { aboutOf } from './app/about.ts'
import { Commands } from './app/commands.ts'
import { inspectionOf } from './app/inspection.ts'
import type { Launch } from './app/launch.ts'
import { LivePicture } from './app/live-picture.ts'
import { openPorts } from './app/open-ports.ts'
import type { NodePorts } from '../../core/node/index.ts'
import { placesFor } from './app/places.ts'
import type { Places } from './app/places.ts'
import { Quitting } from './app/quitting.ts'
import type { SingleInstance } from './app/single-instance.ts'
import { broadcastChange } from './ipc/broadcast.ts'
import { handlersOf } from './ipc/handlers/index.ts'
import { registerRequests } from './ipc/register.ts'
import type { CallNotifications } from './notifications/call-notifications.ts'
import { createCallNotifications, createNoticeBoard } from './notifications/create-notifications.ts'
import { saveRecording } from './recordings/save-recording.ts'
import { APP_SCHEME, WINDOW_URL } from './scheme/app-scheme.ts'
import { serveWindowFiles } from './scheme/serve-window-files.ts'
import type { AppTray } from './tray/app-tray.ts'
import { createTray } from './tray/create-tray.ts'
import { appMenu } from './windows/app-menu.ts'
import { createMainWindow } from './windows/create-main-window.ts'
import { guardEveryPage, guardSession } from './windows/guard-contents.ts'
import type { MainWindow } from './windows/main-window.ts'
import { WindowMemory } from './windows/window-memory.ts'

/** How long services may take to say goodbye when the app ends. */
const CLOSE_LIMIT_MS = 3000

/** `electron-vite dev` serves the page itself and says where. Never in a packaged app. */
const developmentUrl = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']

export interface DesktopOptions {
  readonly home: string
  readonly launch: Launch
  readonly instance: SingleInstance
}

interface Desktop {
  readonly ports: NodePorts
  readonly telephony: Telephony
  readonly picture: LivePicture
  readonly places: Places
  readonly window: MainWindow
  readonly commands: Commands
  readonly notifications: CallNotifications
  readonly tray: AppTray | undefined
}

/** Puts the app together once Electron is ready. Order matters: everything the page may ask for is there before the page. */
export async function runDesktop(options: DesktopOptions): Promise<void> {
  const ports = await openPorts(options.home, hostHints())
  try {
    await runWith(ports, options)
  } catch (error) {
    ports.log.error('start failed', { error })
    throw error
  }
}

async function runWith(ports: NodePorts, { launch, instance }: DesktopOptions): Promise<void> {
  const languages = app.getPreferredSystemLanguages()
  if (launch.refused !== undefined) ports.log.warn('link refused', { reason: launch.refused })
  process.on('unhandledRejection', (error) => ports.log.error('unhandled rejection', { error }))
  const telephony = await createTelephony(ports, { region: regionOf(languages) })
  const memory = new WindowMemory(ports.files, ports.log)
  await memory.load()

  const desktop = compose(ports, telephony, memory, languages)
  openDoors(desktop, languages)
  followChanges(desktop)
  instance.listen({ startedAgain: desktop.commands.show, asked: desktop.commands.takeUp })
  desktop.window.show()
  // Not waited for: a service that is slow to answer is no reason for the app not to have started.
  telephony.watch().catch((error: unknown) => ports.log.error('accounts not opened', { error }))
}

function compose(ports: NodePorts, telephony: Telephony, memory: WindowMemory, languages: readonly string[]): Desktop {
  const { log } = ports
  const places = placesFor(import.meta.url, app.isPackaged ? process.resourcesPath : undefined)
  const icon = path.join(places.resources, 'icon.png')
  const picture = new LivePicture(telephony, languages)
  const showWindow = (): void => window.show()
  const board = createNoticeBoard({ icon, showWindow })
  const window = createMainWindow({
    places,
    memory,
    log,
    address: developmentUrl ?? WINDOW_URL,
    hidesOnClose: () => !quitting.begun && tray !== undefined && telephony.settings.current().closeToTray,
    hidden: () => {
      if (memory.current.toldStillRunning === true) return
      void memory.remember({ toldStillRunning: true })
      const texts = picture.texts()
      board.tell(texts['notify.still-running.title'], texts['notify.still-running.body'])
    },
  })
  const commands = new Commands({
    telephony,
    log,
    texts: picture.texts,
    ringers: picture.ringers,
    clipboardText: () => clipboard.readText(),
    showWindow,
    quit: () => app.quit(),
    tell: (title, body) => board.tell(title, body),
  })
  const notifications = createCallNotifications({
    snapshot: picture.snapshot,
    texts: picture.texts,
    icon,
    log,
    showWindow,
    drawAttention: () => window.drawAttention(),
    act: commands.act,
  })
  const tray = createTray(places.resources, commands, log)
  const desktop = { ports, telephony, picture, places, window, commands, notifications, tray }
  const quitting = quittingOf(desktop)
  return desktop
}

function quittingOf({ ports, telephony, window, notifications, tray }: Desktop): Quitting {
  const quitting = new Quitting({
    app,
    limitMs: CLOSE_LIMIT_MS,
    after: (delayMs, action) => void setTimeout(action, delayMs),
    failed: (error) => ports.log.error('not closed cleanly', { error }),
    close: async () => {
      notifications.withdrawRinging()
      tray?.destroy()
      await Promise.all([telephony.close(), window.remember()])
      await ports.close()
    },
  })
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => app.quit())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  return quitting
}

/** What pages can reach, and what they cannot. */
function openDoors(desktop: Desktop, languages: readonly string[]): void {
  const { ports, telephony, places, window, commands, tray } = desktop
  guardEveryPage(app, developmentUrl, ports.log)
  guardSession(session.defaultSession)
  protocol.handle(APP_SCHEME, serveWindowFiles(places.renderer))
  const handlers = handlersOf(telephony, {
    about: () =>
      aboutOf({
        version: VERSION,
        platform: process.platform,
        systemLanguages: languages,
        versions: process.versions,
      }),
    copyText: (text) => clipboard.writeText(text),
    saveRecording: (callId, download) =>
      saveRecording({ ask: (defaultPath) => dialog.showSaveDialog({ defaultPath }) }, callId, download),
  })
  registerRequests(handlers, { owns: (sender) => window.owns(sender), developmentUrl }, ports.log)
  const menu = appMenu(process.platform)
  Menu.setApplicationMenu(menu === null ? null : Menu.buildFromTemplate(menu))
  app.on('activate', commands.show)
  if (process.env['SIDETONE_INSPECT'] === '1') {
    Object.assign(globalThis, { sidetoneInspect: inspectionOf(() => tray?.menu ?? []) })
  }
}

function followChanges({ telephony, picture, window, notifications, tray }: Desktop): void {
  const draw = (): void => {
    tray?.render({ snapshot: picture.snapshot(), ringers: picture.ringers() }, picture.texts())
    const { theme } = telephony.settings.current()
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
  }
  draw()
  telephony.state.onChange((numbered) => {
    broadcastChange(numbered, window.pages())
    notifications.apply(numbered.change)
    draw()
  })
}

function hostHints(): ElectronHostHints {
  return new ElectronHostHints({
    power: powerMonitor,
    isOnline: () => net.isOnline(),
    every: (intervalMs, action) => void setInterval(action, intervalMs).unref(),
  })
}
