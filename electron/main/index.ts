import { app, dialog, protocol } from 'electron/main'
import path from 'node:path'
import { defaultHome } from '../../core/node/index.ts'
import { takeIdentity } from './app/identity.ts'
import { readLaunch } from './app/launch.ts'
import { SingleInstance } from './app/single-instance.ts'
import { textsFor } from './texts/index.ts'
import { runDesktop } from './run-desktop.ts'
import { appScheme } from './scheme/app-scheme.ts'

// This part must run before the app is ready, and must not wait for it: Electron holds `ready` back until the entry module has been evaluated to its end.
const launch = readLaunch(process.argv)
const home = path.resolve(launch.home ?? defaultHome())
const instance = new SingleInstance(app)

takeIdentity(app, home)
protocol.registerSchemesAsPrivileged([appScheme])

if (instance.claim(launch.intent)) {
  app
    .whenReady()
    .then(() => runDesktop({ home, launch, instance }))
    .catch(endWithReason)
} else {
  app.exit(0)
}

/** There is no window yet to show it in. */
function endWithReason(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error)
  console.error('Sidetone could not start:', reason)
  dialog.showErrorBox(textsFor('system', app.getPreferredSystemLanguages())['app.failed.title'], reason)
  app.exit(1)
}
