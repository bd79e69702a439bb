import { startPrivateKeyring } from '../keyring/private-keyring.ts'

/**
 * Vitest global setup of the projects whose tests use the keychain: a private keyring for the whole run. Vitest calls it once
 * per project, in one process; the first call serves all.
 */
export default async function startKeyringForTests(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['SIDETONE_TEST_KEYRING'] !== undefined) return undefined
  const keyring = await startPrivateKeyring()
  // The workers are started with a copy of this environment.
  Object.assign(process.env, keyring.env, { SIDETONE_TEST_KEYRING: 'private' })
  return () => keyring.stop()
}
