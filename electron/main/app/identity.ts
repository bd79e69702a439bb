import type { App } from 'electron/main'
import path from 'node:path'

export const APP_NAME = 'Sidetone'
/** Windows groups and notifies under it; it must equal the installer's appId. */
export const APP_ID = 'org.sidetone.desktop'

/**
 * Who the app is and where it keeps things. Before everything else: the single-instance lock, Chromium's profile and the keychain all depend on it.
 * Settings and history are in `home` itself, shared with the command line; Chromium's own litter is put into a folder below.
 */
export function takeIdentity(
  app: Pick<App, 'setName' | 'setPath' | 'setAppUserModelId' | 'enableSandbox'>,
  home: string,
): void {
  app.setName(APP_NAME)
  app.setPath('userData', home)
  app.setPath('sessionData', path.join(home, 'window'))
  app.setAppUserModelId(APP_ID)
  app.enableSandbox()
}
