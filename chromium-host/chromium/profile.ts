import { lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'sidetone-chromium-'

/** A fresh profile folder for this process. Folders of hosts that were killed before they could clean up go first. */
export function createProfile(): string {
  removeAbandonedProfiles()
  return mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
}

export function removeProfile(profile: string): void {
  rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function removeAbandonedProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = name.startsWith(PREFIX) ? Number.parseInt(name.slice(PREFIX.length), 10) : Number.NaN
    if (Number.isInteger(owner) && !isRunning(owner) && isOurs(join(tmpdir(), name)))
      removeProfile(join(tmpdir(), name))
  }
}

/** Another user's leftovers are theirs to remove: we may not, and must not fail over them. */
function isOurs(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.()
}

/** Whether a process of that id exists (also one that belongs to somebody else). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
