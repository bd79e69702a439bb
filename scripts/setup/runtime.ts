// Which program opens the windows: a real Electron, or the Chromium host where none can be had.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { attemptElectronDownload, installedElectron } from './electron-binary.ts'
import { inRepository } from './repository.ts'
import { runCommand } from './run-command.ts'

const HOST = inRepository('chromium-host', 'dist', 'electron')

export interface Runtime {
  readonly kind: 'electron' | 'chromium-host'
  /** What to start with the checkout as its first argument; also Playwright's `executablePath`. */
  readonly executablePath: string
  /** One plain sentence: why this one. */
  readonly why: string
}

export interface RuntimeOptions {
  /** Try the download even if an attempt failed in the last day. */
  readonly retryElectron?: boolean
}

/**
 * Installed Electron -> a download of it (bounded time) -> the host. Prints nothing; the caller says `why`.
 * `SIDETONE_RUNTIME=chromium-host|electron` decides instead; `electron` then throws when there is none.
 */
export async function findRuntime(options: RuntimeOptions = {}): Promise<Runtime> {
  const wish = process.env['SIDETONE_RUNTIME']
  if (wish === 'chromium-host') return chromiumHost('SIDETONE_RUNTIME asks for it')
  const installed = installedElectron()
  if (installed !== undefined && path.resolve(installed) === HOST)
    return chromiumHost('ELECTRON_OVERRIDE_DIST_PATH names it')
  if (installed !== undefined) return judge(installed, 'it is installed')
  const attempt = await attemptElectronDownload({ again: options.retryElectron === true })
  const downloaded = installedElectron()
  if (downloaded !== undefined) return judge(downloaded, 'it was downloaded')
  if (wish === 'electron') throw new Error(`SIDETONE_RUNTIME asks for Electron, but there is none: ${attempt.reason}.`)
  return chromiumHost(attempt.reason)
}

/** The one line that every run prints. */
export function describeRuntime(runtime: Runtime): string {
  return runtime.kind === 'electron'
    ? `Runtime: real Electron (${runtime.why}).`
    : `Runtime: the Chromium host, not a real Electron (${runtime.why}).`
}

/** A downloaded Electron on a bare Linux may lack system libraries; then it is as good as absent. */
async function judge(executablePath: string, why: string): Promise<Runtime> {
  const missing = process.platform === 'linux' ? await missingLibraries(executablePath) : []
  if (missing.length > 0 && process.env['SIDETONE_RUNTIME'] !== 'electron') {
    return chromiumHost(`Electron is there but this system lacks ${missing.join(', ')}`)
  }
  return { kind: 'electron', executablePath, why }
}

async function missingLibraries(executablePath: string): Promise<string[]> {
  const { code, output } = await runCommand('ldd', [executablePath], { output: 'capture' })
  if (code !== 0) return [] // no ldd, or a script: nothing can be said against it
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name ?? '')
}

function chromiumHost(why: string): Runtime {
  const executablePath = inRepository('chromium-host', 'dist', 'electron')
  if (!existsSync(executablePath))
    throw new Error(`No Electron (${why}), and the Chromium host is missing: ${executablePath}`)
  return { kind: 'chromium-host', executablePath, why }
}
