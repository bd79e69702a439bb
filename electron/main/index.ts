import { app, dialog, protocol } from 'electron/main'
import path from 'node:path'
import { defaultHome } from '../../core/node/index.ts'
import { takeIdentity } from './app/identity.ts'
import { readLaunch } from './app/launch.ts'
import { SingleInstance } from './app/single-instance.ts'
import { startFailureText } from './app/start-failure.ts'
import { runDesktop } from './run-desktop.ts'
import { appScheme } from './scheme/app-scheme.ts'
import { textsFor } from './texts/index.ts'

const launch = readLaunch(process.argv)
const home = path.resolve(launch.home ?? defaultHome())

// No `await` here: Electron holds `ready` back until this module has been evaluated to its end.
start().catch(endWithReason)

async function start(): Promise<void> {
  // All this before the app is ready, so before the first `await`.
  takeIdentity(app, home)
  protocol.registerSchemesAsPrivileged([appScheme])
  const instance = new SingleInstance(app)
  if (!instance.claim(launch.intent)) return app.exit(0)
  await app.whenReady()
  await runDesktop({ home, launch, instance })
}

/** There is no window yet to show it in. */
function endWithReason(error: unknown): void {
  const texts = textsFor('system', app.getPreferredSystemLanguages())
  const reason = startFailureText(error, home, texts)
  // Before the app is ready Electron itself prints what the dialog would say.
  if (app.isReady()) console.error(`${texts['app.failed.title']}: ${reason}`)
  dialog.showErrorBox(texts['app.failed.title'], reason)
  app.exit(1)
}
