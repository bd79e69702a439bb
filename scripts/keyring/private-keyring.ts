// A keyring of our own on Linux: a D-Bus session with a gnome-keyring-daemon, in a temporary folder. The keychain code that
// runs against it is the real one; only the person's own keyring stays out of it.
//
//   starting --"ready"--> running --stop() or our death--> stopped (daemons killed, folder removed by guardian.sh)
//       \----"failed: ..."---> rejected, nothing left behind
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Keyring {
  /** Give this to every process that shall use the keyring: `DBUS_SESSION_BUS_ADDRESS`; empty where none is needed. */
  readonly env: Readonly<Record<string, string>>
  /** Ends it and removes everything it stored. Twice is fine. */
  stop(): Promise<void>
}

const guardian = fileURLToPath(new URL('guardian.sh', import.meta.url))

/** On macOS and Windows the keychain is always there: nothing to start. */
export const noKeyring: Keyring = { env: {}, stop: () => Promise.resolve() }

/**
 * Starts a private keyring (about 60 ms) that also ends with this process, however it ends.
 * Rejects with a sentence when gnome-keyring or D-Bus is missing or does not start.
 */
export async function startPrivateKeyring(): Promise<Keyring> {
  if (process.platform !== 'linux') return noKeyring
  // A short name: a Unix socket's path may have 107 bytes at most.
  const folder = mkdtempSync(path.join(tmpdir(), 'sidetone-keyring-'))
  // A process group of its own: Ctrl-C in the terminal must not end the keyring before its users have ended.
  const child = spawn('sh', [guardian, folder], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await readiness(child).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true })
    throw error
  })
  letGo(child)
  return {
    env: { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path.join(folder, 'bus')}` },
    stop() {
      child.ref()
      child.stdin.destroy()
      return ended
    },
  }
}

/** Resolves at the guardian's line "ready", rejects at any other. */
function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.startsWith('ready\n')) resolve()
    })
    child.once('error', reject)
    child.once('close', () => {
      const reason = said.trim() || 'it ended at once'
      reject(new Error(`The private keyring did not start (are dbus and gnome-keyring installed?): ${reason}`))
    })
  })
}

/** A running keyring must not keep this process alive: its pipes are sockets, which can be let go like the process itself. */
function letGo(child: ChildProcess): void {
  child.unref()
  for (const stream of [child.stdin, child.stdout]) if (stream instanceof Socket) stream.unref()
}
