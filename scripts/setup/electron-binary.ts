// The Electron binary: where it is, and one bounded attempt a day to download it. Its package has no install script; it
// would download on `require('electron')`, without a time limit, which is why nothing here ever requires it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inRepository } from './repository.ts'
import { runCommand } from './run-command.ts'

const TIME_LIMIT_MS = 60_000
const REMEMBER_FAILURE_MS = 24 * 60 * 60 * 1000

export interface DownloadOptions {
  /** Ignore a remembered failure. */
  readonly again?: boolean
  /** The electron package; tests give their own. */
  readonly packageFolder?: string
  /** Where a failure is remembered. */
  readonly memoryFile?: string
  readonly timeLimitMs?: number
  /** Milliseconds since the epoch. */
  readonly now?: () => number
}

export interface DownloadAttempt {
  readonly outcome: 'downloaded' | 'failed' | 'not-tried'
  /** Half a sentence for a person, without a full stop. */
  readonly reason: string
}

/** The path of a usable Electron executable, or undefined. `ELECTRON_OVERRIDE_DIST_PATH` is honoured as Electron honours it. */
export function installedElectron(packageFolder = inRepository('node_modules', 'electron')): string | undefined {
  const nameFile = path.join(packageFolder, 'path.txt')
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (!override && !existsSync(nameFile)) return undefined
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8') : 'electron'
  const executable = path.join(override || path.join(packageFolder, 'dist'), name)
  return existsSync(executable) ? executable : undefined
}

/** Runs the package's own installer in a child process that is killed when its time is up. Never throws. */
export async function attemptElectronDownload(options: DownloadOptions = {}): Promise<DownloadAttempt> {
  const packageFolder = options.packageFolder ?? inRepository('node_modules', 'electron')
  const memoryFile = options.memoryFile ?? inRepository('node_modules', '.cache', 'sidetone', 'electron-download.json')
  const timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS
  const now = options.now ?? Date.now
  if (isSet(process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) || isSet(process.env['npm_config_offline'])) {
    return { outcome: 'not-tried', reason: 'its download is switched off' }
  }
  const remembered = options.again === true ? undefined : readFailure(memoryFile)
  if (remembered !== undefined && now() - remembered.at < REMEMBER_FAILURE_MS) {
    return { outcome: 'not-tried', reason: `${remembered.reason}; --retry-electron tries again` }
  }
  const installer = path.join(packageFolder, 'install.js')
  const { code } = await runCommand(process.execPath, [installer], { output: 'capture', timeLimitMs })
  if (code === 0) return { outcome: 'downloaded', reason: 'downloaded' }
  const seconds = Math.round(timeLimitMs / 1000)
  const reason = code === 124 ? `its download took longer than ${seconds} s` : 'its download is not possible here'
  writeFailure(memoryFile, { at: now(), reason })
  return { outcome: 'failed', reason }
}

interface RememberedFailure {
  readonly at: number
  readonly reason: string
}

function readFailure(file: string): RememberedFailure | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RememberedFailure
  } catch {
    return undefined // half written by a killed run: as if never remembered
  }
}

function writeFailure(file: string, failure: RememberedFailure): void {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, JSON.stringify(failure))
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0'
}
