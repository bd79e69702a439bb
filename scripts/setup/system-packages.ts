// What Sidetone needs from a Linux system, and how to get what is missing.
import { findPackageManager, installCommand } from './package-managers.ts'
import { missingNeeds } from './system-needs.ts'
import type { SystemNeed } from './system-needs.ts'
import { runCommand } from './run-command.ts'

export interface SystemPackagesOptions {
  /** Chromium is needed only where no Electron can be had; a display only for a real one. */
  readonly runtime: 'electron' | 'chromium-host'
  readonly print: (line: string) => void
}

/**
 * Makes sure that everything needed is there: as root it installs what is missing, else it throws a sentence with the one
 * command that does. Does nothing on macOS and Windows, where the system brings what is needed.
 */
export async function ensureSystemPackages({ runtime, print }: SystemPackagesOptions): Promise<void> {
  if (process.platform !== 'linux') return
  const missing = await missingNeeds(runtime)
  if (missing.length === 0) return
  const manager = findPackageManager()
  const list = missing.map(({ name, why }) => `${name} (${why})`).join(', ')
  if (manager === undefined) {
    throw new Error(
      `This system lacks ${list}, and no package manager that Sidetone knows. Please install it, then try again.`,
    )
  }
  const commands = installCommand(
    manager,
    missing.map((need) => need.packages[manager]),
  )
  if (process.getuid?.() !== 0) {
    throw new Error(`This system lacks ${list}. Please run\n\n  sudo sh -c '${commands}'\n\nand then try again.`)
  }
  print(`Installing what this system lacks: ${list}.`)
  const { code } = await runCommand('sh', ['-c', commands])
  refuseWhatIsStillMissing(await missingNeeds(runtime), code, commands)
}

function refuseWhatIsStillMissing(missing: readonly SystemNeed[], code: number, commands: string): void {
  if (missing.length === 0) return
  const names = missing.map(({ name }) => name).join(', ')
  throw new Error(
    `Still missing after "${commands}" (exit code ${code}): ${names}. The package manager's own words are above.`,
  )
}
