import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'

const HERE = import.meta.dirname
export const EXECUTABLE = join(HERE, '..', 'dist', 'electron')
export const FIXTURE_APP = join(HERE, 'fixture-app')

/** The fixture app, running on the host without a desktop. */
export interface Fixture {
  readonly app: ElectronApplication
  readonly page: Page
  /** The app's userData. */
  readonly home: string
  /** What the app told fixture.log. */
  log(): Promise<unknown[]>
  stop(): Promise<void>
}

export function fixtureEnvironment(home: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(inherited), FIXTURE_HOME: home, SIDETONE_HOST_HEADLESS: '1' }
}

export async function launchFixture(): Promise<Fixture> {
  const home = mkdtempSync(join(tmpdir(), 'host-fixture-'))
  const env = fixtureEnvironment(home)
  const app = await _electron.launch({ executablePath: EXECUTABLE, args: [FIXTURE_APP], env, colorScheme: null })
  const page = await app.firstWindow()
  // The window is there before its page: Playwright sees it empty at first.
  await page.waitForURL(/fixture-app/)
  return {
    app,
    page,
    home,
    log: () => app.evaluate(() => (globalThis as unknown as { fixture: { log: unknown[] } }).fixture.log),
    stop: async () => {
      await app.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** What the fixture's preload exposes. */
export interface FixtureBridge {
  echo(...args: unknown[]): Promise<unknown[]>
  fail(): Promise<never>
  missing(): Promise<never>
  who(): Promise<{ url: string; origin: string; id: number }>
  worker(): Promise<number>
  notify(): Promise<void>
  say(text: string): void
  onHeard(listener: (text: string) => void): () => void
  fileSystem(): string
  callBack(twice: (value: number) => number, value: number): number
  throwing(): never
  readonly nested: { list: unknown[]; when: Date }
}

/** The page's globals, as scripts that tests evaluate there see them. */
export interface FixtureWindow {
  readonly fixture: FixtureBridge
  inlineRan?: boolean
  secretOfPreload?: string
  heard?: string[]
  stopHearing?: () => void
}
