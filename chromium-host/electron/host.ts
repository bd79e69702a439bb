import type { Chromium } from '../chromium/spawn.ts'
import type { AppManifest } from '../launch/app-manifest.ts'
import type { SchemeRegistry } from '../schemes/registry.ts'

/** What the objects of the `electron` module share: the Chromium they draw in and what is known about the app. */
export interface Host {
  readonly app: AppManifest
  /** The app's own arguments, as a second instance passes them on. */
  readonly argv: readonly string[]
  readonly headless: boolean
  /** Windows without tabs; not under a test runner, whose first sight of a window must be an empty page. */
  readonly appWindows: boolean
  readonly schemes: SchemeRegistry
  /** Settles when Chromium answers. */
  readonly chromium: Promise<Chromium>
}

let current: Host | undefined

/** Called once by main.ts, before anything imports the `electron` module. */
export function setHost(host: Host): void {
  current = host
}

/** The host of this process; the `electron` module is one object a process, so this is the one place that is, too. */
export function theHost(): Host {
  if (current === undefined)
    throw new Error('The electron module of chromium-host works only inside chromium-host/dist/electron')
  return current
}
