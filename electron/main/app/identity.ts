import type { App } from 'electron/main'
import { mkdirSync } from 'node:fs'
import path from 'node:path'

export const APP_NAME = 'Sidetone'
/** Windows groups and notifies under it; it must equal the installer's appId, and package.json's desktopName on Linux (a test holds them together). */
export const APP_ID = 'org.sidetone.Sidetone'

/**
 * Who the app is and where it keeps things. Before everything else: the single-instance lock, Chromium's profile and the keychain all depend on it.
 * Settings and history are in `home` itself, shared with the command line; Chromium's own litter is put into a folder below.
 * Throws the file system's error when the home cannot be made.
 */
export function takeIdentity(
  app: Pick<App, 'setName' | 'setPath' | 'setAppUserModelId' | 'enableSandbox'>,
  home: string,
): void {
  const litter = path.join(home, 'window')
  // Electron does not make folders, and some versions crash on one that is missing (electron pull request 50891).
  mkdirSync(litter, { recursive: true, mode: 0o700 })
  app.setName(APP_NAME)
  app.setPath('userData', home)
  app.setPath('sessionData', litter)
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
}
