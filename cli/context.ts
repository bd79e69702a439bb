import { createTelephony, fail } from '../core/index.ts'
import type { Telephony } from '../core/index.ts'
import { createNodePorts, defaultHome } from '../core/node/index.ts'
import type { Account } from '../contract/model/account.ts'
import { Output } from './output.ts'
import type { Terminal } from './output.ts'

/** The options every command takes. */
export interface GlobalOptions {
  readonly home?: string
  readonly json?: boolean
  readonly vault: 'keychain' | 'session'
  readonly timeout?: number
}

/** What a command works with. */
export interface CommandContext {
  readonly telephony: Telephony
  readonly output: Output
  readonly terminal: Terminal
  /** Aborted by Ctrl-C (reason: aborted) or by --timeout (reason: net/timeout). */
  readonly signal: AbortSignal
}

export type Command<Options> = (context: CommandContext, options: Options) => Promise<void>

/** Opens the home, runs the command, and leaves nothing open whatever happens. */
export async function withTelephony(
  terminal: Terminal,
  options: GlobalOptions,
  signal: AbortSignal,
  command: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const ports = await createNodePorts({ home: options.home ?? defaultHome(), vault: options.vault, proveVault: false })
  try {
    const telephony = await createTelephony(ports, { region: regionOfThisMachine() })
    try {
      await command({ telephony, terminal, signal, output: new Output(terminal, options.json === true) })
    } finally {
      await telephony.close()
    }
  } finally {
    await ports.close()
  }
}

/** The account that was named, or the only one that can do it. Fails with not-found or input/invalid. */
export function chosenAccount(
  telephony: Telephony,
  named: string | undefined,
  can: (account: Account) => boolean,
): Account {
  const accounts = telephony.accounts.list()
  if (named !== undefined) {
    const account = accounts.find((one) => one.id === named)
    if (account === undefined) throw fail('not-found', { params: { what: 'account', id: named } })
    return account
  }
  const able = accounts.filter(can)
  const [only] = able
  if (only !== undefined && able.length === 1) return only
  const reason = able.length === 0 ? 'no-account-can-do-this' : 'name-one-with-account'
  throw fail('input/invalid', { params: { field: 'account', reason } })
}

export function capabilitiesOf(telephony: Telephony, account: Account) {
  const provider = telephony.accounts.providers().find((one) => one.id === account.provider)
  if (provider === undefined) throw fail('unsupported', { params: { what: account.provider } })
  return provider.capabilities
}

/** From the locale of the environment (`ja_JP.UTF-8` -> JP), else the US. */
function regionOfThisMachine(): string {
  const { region } = new Intl.Locale(Intl.DateTimeFormat().resolvedOptions().locale).maximize()
  return region ?? 'US'
}
