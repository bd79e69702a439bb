// What Sidetone needs from a Linux system: each with a check that says whether it is there, and its package's name per
// package manager.
import { createRequire } from 'node:module'
import { hasDisplay } from './display.ts'
import type { PackageManager } from './package-managers.ts'
import { findOnPath, isExecutable, runCommand } from './run-command.ts'

export interface SystemNeed {
  readonly name: string
  readonly why: string
  /** Space-separated package names per package manager. */
  readonly packages: Record<PackageManager, string>
  readonly isPresent: () => boolean | Promise<boolean>
  /** Needed by which runtime; both when absent. */
  readonly onlyFor?: 'electron' | 'chromium-host'
}

/** The needs of a run that are not met. */
export async function missingNeeds(runtime: 'electron' | 'chromium-host', needs = SYSTEM_NEEDS): Promise<SystemNeed[]> {
  const missing: SystemNeed[] = []
  for (const need of needs) {
    const wanted = need.onlyFor === undefined || need.onlyFor === runtime
    if (wanted && !(await need.isPresent())) missing.push(need)
  }
  return missing
}

function samePackage(name: string): Record<PackageManager, string> {
  return { 'apt-get': name, dnf: name, pacman: name, zypper: name, apk: name }
}

const SYSTEM_NEEDS: readonly SystemNeed[] = [
  {
    name: 'libsecret',
    why: 'the keychain',
    packages: { ...samePackage('libsecret'), 'apt-get': 'libsecret-1-0', zypper: 'libsecret-1-0' },
    isPresent: keychainLoads,
  },
  {
    name: 'gnome-keyring',
    why: 'a private keychain for the demo and the tests',
    packages: samePackage('gnome-keyring'),
    isPresent: () => findOnPath('gnome-keyring-daemon') !== undefined,
  },
  {
    name: 'dbus',
    why: 'how programs reach the keychain',
    packages: {
      ...samePackage('dbus'),
      'apt-get': 'dbus dbus-bin',
      dnf: 'dbus-daemon dbus-tools',
      zypper: 'dbus-1 dbus-1-daemon dbus-1-tools',
    },
    isPresent: () => findOnPath('dbus-daemon') !== undefined && findOnPath('dbus-send') !== undefined,
  },
  {
    name: 'chromium',
    why: 'it shows the windows where no Electron can be had',
    packages: samePackage('chromium'),
    isPresent: chromiumIsPresent,
    onlyFor: 'chromium-host',
  },
  {
    name: 'xvfb',
    why: 'a display for Electron where there is none',
    packages: {
      'apt-get': 'xvfb xauth',
      dnf: 'xorg-x11-server-Xvfb xauth',
      pacman: 'xorg-server-xvfb xorg-xauth',
      zypper: 'xvfb-run xauth',
      apk: 'xvfb xvfb-run xauth',
    },
    isPresent: () => hasDisplay() || findOnPath('xvfb-run') !== undefined,
    onlyFor: 'electron',
  },
  {
    name: 'a CJK font',
    why: 'Japanese names and texts',
    packages: {
      'apt-get': 'fonts-noto-cjk fontconfig',
      dnf: 'google-noto-sans-cjk-fonts fontconfig',
      pacman: 'noto-fonts-cjk fontconfig',
      zypper: 'google-noto-sans-jp-fonts fontconfig',
      apk: 'font-noto-cjk fontconfig',
    },
    isPresent: japaneseFontIsPresent,
  },
]

/** The one check that cannot be wrong: the native module loads only where its library is. */
function keychainLoads(): boolean {
  try {
    createRequire(import.meta.url)('keytar')
    return true
  } catch {
    return false // it says only "failed to load"; the missing library is the one reason a system can mend
  }
}

/** The same search as the host's own. */
function chromiumIsPresent(): boolean {
  const chosen = process.env['SIDETONE_CHROMIUM']
  if (chosen) return isExecutable(chosen)
  return findOnPath('chromium', 'chromium-browser', 'google-chrome') !== undefined
}

async function japaneseFontIsPresent(): Promise<boolean> {
  const { code, output } = await runCommand('fc-list', [':lang=ja', 'family'], { output: 'capture' })
  return code === 0 && output.trim() !== ''
}
