import inspector from 'node:inspector'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { findChromium } from './chromium/find.ts'
import { spawnChromium } from './chromium/spawn.ts'
import { setHost } from './electron/host.ts'
import { readAppManifest } from './launch/app-manifest.ts'
import { parseArguments } from './launch/arguments.ts'
import { disguiseProcess } from './launch/disguise.ts'
import { provideElectron } from './launch/module-hook.ts'
import { SchemeRegistry } from './schemes/registry.ts'

// Runs a built Electron app on Node with the system's Chromium. README.md tells how; launch order matters:
// Chromium starts while the app's bundle loads, and the app is ready when both are.
try {
  await launch(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`chromium-host: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function launch(given: readonly string[]): Promise<void> {
  const options = parseArguments(given)
  const manifest = readAppManifest(options.app)
  const headless = isHeadless(process.env)
  const chromium = spawnChromium(findChromium(process.env), {
    headless,
    sandbox: !options.noSandbox && process.getuid?.() !== 0,
    port: options.debuggingPort,
  })
  const appWindows = !headless && options.debuggingPort === undefined
  const schemes = new SchemeRegistry()
  setHost({ app: manifest, argv: options.appArguments, headless, appWindows, schemes, chromium })
  disguiseProcess(manifest, '')
  provideElectron()
  const { app } = await import('./electron/index.ts')
  // SIGTERM and Ctrl-C end the app in order; whatever the app does about them itself happens as well.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

  // Electron shows an exception that nobody catches in a dialog, and the app goes on.
  process.on('uncaughtException', (error) => console.error('Uncaught Exception:', error))

  // Electron's command line, as a module loaded with -r (Playwright's loader) expects to find it.
  process.argv = [process.execPath, ...given]
  if (options.inspect !== undefined) inspector.open(options.inspect, '127.0.0.1')
  const require = createRequire(import.meta.url)
  for (const path of options.required) require(path)
  process.argv = [process.execPath, options.app, ...options.appArguments]

  const loaded = import(pathToFileURL(manifest.main).href)
  chromium.then(({ version }) => disguiseProcess(manifest, version)).catch(() => undefined)
  try {
    await loaded
  } catch (error) {
    console.error(error)
    return app.exit(1)
  }
  await chromium
  app.becomeReady()
}

function isHeadless({ SIDETONE_HOST_HEADLESS, DISPLAY, WAYLAND_DISPLAY }: NodeJS.ProcessEnv): boolean {
  if (SIDETONE_HOST_HEADLESS === '1') return true
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY
}
