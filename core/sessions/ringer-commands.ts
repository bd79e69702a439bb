import type { Accounts } from '../accounts/accounts.ts'
import { fail } from '../failure.ts'
import type { Clock } from '../ports/index.ts'
import type { Settings } from '../settings/settings.ts'
import type { Telephony } from '../telephony-api.ts'
import type { Ringers } from './ringers.ts'
import type { Sessions } from './sessions.ts'

export interface RingerCommandParts {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly ringers: Ringers
  readonly settings: Settings
  readonly clock: Clock
}

/** Sets a device's mode; the app's own ringer follows. */
export function ringerCommands({
  accounts,
  sessions,
  ringers,
  settings,
  clock,
}: RingerCommandParts): Telephony['ringer'] {
  return {
    of: (account) => ringers.of(accounts.get(account).id),
    async set(account, mode, signal = new AbortController().signal) {
      const { session } = await sessions.open(account)
      if (session.ringer === undefined) throw fail('unsupported', { params: { what: 'ringer' } })
      await session.ringer.set(mode, signal)
      const ringer = await ringers.assume(account, mode, clock.now())
      if (settings.current().ringerMode !== mode) await settings.change({ ringerMode: mode })
      return ringer
    },
  }
}
