import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { Connection } from './connection.ts'
import { createProfile, removeProfile } from './profile.ts'
import { chromiumSwitches, type ChromiumOptions } from './switches.ts'

/** A running Chromium. */
export interface Chromium {
  readonly connection: Connection
  /** e.g. "156.0.8078.79". */
  readonly version: string
  /** The folder Chromium keeps its things in; it goes away with it. */
  readonly profile: string
  readonly executable: string
  /** Whether it runs in its sandbox. */
  readonly sandbox: boolean
  /** Closes it, waits for its end and removes its profile. Safe to call more than once. */
  close(): Promise<void>
}

export type SpawnOptions = Omit<ChromiumOptions, 'profile'>

/**
 * Starts Chromium and waits until it answers over the pipe. A Chromium that cannot start in its sandbox (containers,
 * kernels without user namespaces) is started once more without, and one line says so.
 * @throws Error with what Chromium printed, when it ended instead.
 */
export async function spawnChromium(executable: string, options: SpawnOptions): Promise<Chromium> {
  try {
    return await spawnOnce(executable, options)
  } catch (error) {
    if (!options.sandbox) throw error
    process.stderr.write('chromium-host: Chromium cannot start in its sandbox here; starting it without.\n')
    return spawnOnce(executable, { ...options, sandbox: false })
  }
}

/**
 * `sh` stands between the host and Chromium for one purpose: a host that is killed outright cannot delete the profile.
 * Chromium ends when the pipe closes, and this line then removes the folder ($0).
 */
const REMOVE_PROFILE_AFTERWARDS = '"$@"; status=$?; rm -rf -- "$0"; exit $status'

function start(executable: string, profile: string, switches: readonly string[]): ChildProcess {
  const [command, args] =
    process.platform === 'win32'
      ? [executable, switches]
      : ['/bin/sh', ['-c', REMOVE_PROFILE_AFTERWARDS, profile, executable, ...switches]]
  // detached: Ctrl-C in a terminal must reach the app first, which then closes Chromium in order.
  return spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true })
}

async function spawnOnce(executable: string, options: SpawnOptions): Promise<Chromium> {
  const profile = createProfile()
  const child = start(executable, profile, chromiumSwitches({ ...options, profile }))
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
  const printed = passOn(child.stderr as Readable)
  const connection = new Connection(child.stdio[3] as Writable, child.stdio[4] as unknown as Readable)
  try {
    const { product } = await connection.browser.send('Browser.getVersion')
    const version = product.split('/')[1] ?? product
    const { sandbox } = options
    return {
      connection,
      version,
      profile,
      executable,
      sandbox,
      close: once(() => close(connection, child, ended, profile)),
    }
  } catch {
    await ended
    removeProfile(profile)
    throw new Error(`Chromium (${executable}) did not start:\n${printed.slice(-8).join('\n')}`)
  }
}

/** Chromium's stderr: Playwright waits for the DevTools line; the rest is noise unless it fails (or is asked for). */
function passOn(stream: Readable): string[] {
  const lines: string[] = []
  const wantsAll = process.env['SIDETONE_HOST_VERBOSE'] === '1'
  createInterface(stream).on('line', (line) => {
    if (wantsAll || line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`)
    if (lines.push(line) > 40) lines.shift()
  })
  return lines
}

async function close(connection: Connection, child: ChildProcess, ended: Promise<void>, profile: string) {
  // Refused only when it is already gone, which is what is wanted.
  await Promise.race([connection.browser.send('Browser.close').catch(() => undefined), connection.closed])
  const deadline = setTimeout(() => killGroup(child), 3000)
  await ended
  clearTimeout(deadline)
  removeProfile(profile)
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function once(action: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= action())
}
