import { findOnPath } from './run-command.ts'

export type PackageManager = 'apt-get' | 'dnf' | 'pacman' | 'zypper' | 'apk'

/** The shell command of each that installs the packages which follow it, without asking. */
const INSTALL: Record<PackageManager, string> = {
  'apt-get': 'apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends',
  dnf: 'dnf install -y',
  pacman: 'pacman -Sy --noconfirm --needed',
  zypper: 'zypper --non-interactive install',
  apk: 'apk add --update',
}

/** The package manager of this Linux, or undefined when it is none of the five. */
export function findPackageManager(has: (name: string) => boolean = isOnPath): PackageManager | undefined {
  return (Object.keys(INSTALL) as PackageManager[]).find(has)
}

/** One shell line that installs all of these; fit for `sh -c '...'`, so it contains no single quote. */
export function installCommand(manager: PackageManager, packages: readonly string[]): string {
  return `${INSTALL[manager]} ${[...new Set(packages.flatMap((names) => names.split(' ')))].join(' ')}`
}

function isOnPath(name: string): boolean {
  return findOnPath(name) !== undefined
}
