import type { ElectronApplication } from '@playwright/test'
import type { Runtime } from '../../scripts/setup/runtime.ts'

/** What the app really runs on, asked of the running app. */
export async function appVersions(app: ElectronApplication, runtime: Runtime): Promise<Record<string, string>> {
  const { chrome, electron } = await app.evaluate(() => ({ ...process.versions }))
  const interfaceOf = runtime.kind === 'electron' ? 'electron' : "electron's interface"
  return { runtime: runtime.kind, chromium: chrome, [interfaceOf]: electron }
}
