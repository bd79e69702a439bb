// What a demo runs in: a keyring, a home folder of its own and the simulated phone services, signed in to.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startSimulator } from '../../simulator/index.ts'
import type { Simulator } from '../../simulator/index.ts'
import type { AppLaunch } from '../driving/running-app.ts'
import { startPrivateKeyring } from '../keyring/private-keyring.ts'
import { runtimeSwitches } from '../setup/display.ts'
import { repositoryRoot } from '../setup/repository.ts'
import type { Runtime } from '../setup/runtime.ts'
import { signIn, signOut } from './sign-in.ts'

export interface DemoSession {
  readonly launch: AppLaunch
  readonly simulator: Simulator
  /** Signs out, stops everything and removes the home. */
  end(): Promise<void>
}

/** Rejects, leaving nothing behind, when a part does not start or the app's command line cannot sign in. */
export async function startDemoSession(runtime: Runtime): Promise<DemoSession> {
  const home = mkdtempSync(path.join(tmpdir(), 'sidetone-demo-'))
  // Also when something throws where nobody can catch it.
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  // Closing the window ends a demo: its tray may be one that nobody sees.
  writeFileSync(path.join(home, 'settings.json'), JSON.stringify({ closeToTray: false }))
  // Never the person's own: a demo must leave nothing in it.
  const keyring = await startPrivateKeyring()
  const simulator = await startSimulator()
  const env = { ...definedOnly(process.env), ...keyring.env, SIDETONE_HOME: home }

  async function end(): Promise<void> {
    await signOut(env)
    await simulator.stop()
    await keyring.stop()
  }

  try {
    await signIn(simulator, env)
  } catch (error) {
    await end()
    throw error
  }
  const args = [...runtimeSwitches(runtime), repositoryRoot]
  return { launch: { executablePath: runtime.executablePath, args, env }, simulator, end }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
