import { join } from 'node:path'
import type { AppManifest } from './app-manifest.ts'

/** The Electron whose interface the host follows; its types are the ones in node_modules. */
const ELECTRON = '45.4.1'

/** What apps and libraries read to learn that they run in Electron's main process. */
export function disguiseProcess(app: AppManifest, chrome: string): void {
  for (const [name, value] of Object.entries({ electron: ELECTRON, chrome, 'chromium-host': '1' })) {
    Object.defineProperty(process.versions, name, { value, enumerable: true, configurable: true, writable: true })
  }
  Object.assign(process, { type: 'browser', defaultApp: true, resourcesPath: join(app.folder, 'resources') })
}
