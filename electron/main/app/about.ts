import type { About } from '../../../contract/model/about.ts'

export interface AboutSources {
  readonly version: string
  readonly platform: string
  readonly systemLanguages: readonly string[]
  readonly versions: Readonly<Record<string, string | undefined>>
}

/** Of the many versions a process knows, those that a fault may hang on. */
const TOLD = ['electron', 'chrome', 'node', 'v8', 'sqlite', 'openssl']

/** What support asks first. Which host runs us is told by the versions: the Chromium host adds its own name to them. */
export function aboutOf({ version, platform, systemLanguages, versions }: AboutSources): About {
  const told = TOLD.flatMap((name) => (versions[name] === undefined ? [] : [[name, versions[name]] as const]))
  return {
    version,
    platform,
    host: versions['chromium-host'] === undefined ? 'electron' : 'chromium-host',
    systemLanguage: systemLanguages[0] ?? 'en',
    versions: Object.fromEntries(told),
  }
}
