import { signIn } from '../../scripts/demo/sign-in.ts'
import { startPrivateKeyring } from '../../scripts/keyring/private-keyring.ts'
import { startSimulator } from '../../simulator/index.ts'
import type { Simulator } from '../../simulator/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

export interface SignedInHome {
  readonly simulator: Simulator
  /** What the app needs besides the environment of this process. */
  readonly env: Readonly<Record<string, string>>
  /** Stops what was started. What was written goes with this process. */
  end(): Promise<void>
}

/** A home of its own with an account on the simulated phone, and a keyring that nobody else sees. */
export async function signedInHome(): Promise<SignedInHome> {
  const home = temporaryFolder()
  const keyring = await startPrivateKeyring()
  const simulator = await startSimulator()
  const env = { ...keyring.env, SIDETONE_HOME: home }

  async function end(): Promise<void> {
    await simulator.stop()
    await keyring.stop()
  }

  try {
    await signIn(simulator, { ...(process.env as Record<string, string>), ...env }, ['device-connect'])
    return { simulator, env, end }
  } catch (error) {
    await end()
    throw error
  }
}
