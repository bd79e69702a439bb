import { homedir } from 'node:os'
import path from 'node:path'

/** The folder's name on every platform; equal to the name Electron is given, so that the window and the terminal share one home. */
const APP_NAME = 'Sidetone'

/** What the answer depends on; tests give their own. */
export interface HomeSurroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly userFolder: string
}

/**
 * Where settings and history live: SIDETONE_HOME, else the folder that Electron calls `userData`
 * (Linux $XDG_CONFIG_HOME or ~/.config, macOS ~/Library/Application Support, Windows %APPDATA%). Always absolute; it need not exist yet.
 */
export function defaultHome(surroundings: HomeSurroundings = thisMachine()): string {
  const { env, platform, userFolder } = surroundings
  const paths = platform === 'win32' ? path.win32 : path.posix
  const chosen = env['SIDETONE_HOME']
  if (chosen) return path.resolve(chosen)
  if (platform === 'darwin') return paths.join(userFolder, 'Library', 'Application Support', APP_NAME)
  if (platform === 'win32') return paths.join(env['APPDATA'] || paths.join(userFolder, 'AppData', 'Roaming'), APP_NAME)
  return paths.join(env['XDG_CONFIG_HOME'] || paths.join(userFolder, '.config'), APP_NAME)
}

function thisMachine(): HomeSurroundings {
  return { platform: process.platform, env: process.env, userFolder: homedir() }
}
