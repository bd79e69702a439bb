import { runCommand } from '../setup/run-command.ts'
import { noKeyring, startPrivateKeyring } from './private-keyring.ts'
import type { Keyring } from './private-keyring.ts'

/**
 * The person's own keyring when one runs and is unlocked, else a private one. For the demo; tests always start a private one,
 * so that no test secret ever reaches a person's keyring.
 */
export async function findOrStartKeyring(): Promise<Keyring> {
  if (process.platform !== 'linux' || (await runningKeyringIsUsable())) return noKeyring
  return startPrivateKeyring()
}

/** Whether this session's default collection exists and is unlocked; a locked one would ask for a password. */
async function runningKeyringIsUsable(): Promise<boolean> {
  const question = [
    '--session',
    '--print-reply',
    '--reply-timeout=2000',
    '--dest=org.freedesktop.secrets',
    '/org/freedesktop/secrets/aliases/default',
    'org.freedesktop.DBus.Properties.Get',
    'string:org.freedesktop.Secret.Collection',
    'string:Locked',
  ]
  const { code, output } = await runCommand('dbus-send', question, { output: 'capture', timeLimitMs: 3000 })
  return code === 0 && output.includes('boolean false')
}
