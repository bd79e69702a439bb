import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from './host.ts'

/** `app.getPath` and `app.setPath`. */
export class AppPaths {
  readonly #host: Host
  readonly #chosen = new Map<string, string>()

  constructor(host: Host) {
    this.#host = host
  }

  set(name: string, path: string): void {
    this.#chosen.set(name, path)
  }

  /** @throws Error for a name Electron does not know either. */
  get(name: string, appName: string): string {
    const chosen = this.#chosen.get(name)
    if (chosen !== undefined) return chosen
    if (name === 'userData') return join(this.get('appData', appName), appName)
    if (name === 'sessionData') return this.get('userData', appName)
    if (name === 'logs') return join(this.get('userData', appName), 'logs')
    if (name === 'crashDumps') return join(this.get('userData', appName), 'Crashpad')
    const path = this.#places()[name]
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }

  #places(): Record<string, string | undefined> {
    const home = homedir()
    return {
      home,
      appData: appData(home),
      temp: tmpdir(),
      exe: process.execPath,
      module: process.execPath,
      assets: this.#host.app.folder,
      desktop: join(home, 'Desktop'),
      documents: join(home, 'Documents'),
      downloads: join(home, 'Downloads'),
      music: join(home, 'Music'),
      pictures: join(home, 'Pictures'),
      videos: join(home, 'Videos'),
    }
  }
}

function appData(home: string): string {
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support')
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(home, 'AppData', 'Roaming')
  return process.env['XDG_CONFIG_HOME'] ?? join(home, '.config')
}
