import type { SidetoneHandlers } from '../../../../contract/api.ts'
import type { Telephony } from '../../../../core/index.ts'
import { accountHandlers } from './accounts.ts'
import { appHandlers } from './app.ts'
import type { Desktop } from './app.ts'
import { broadcastHandlers } from './broadcast.ts'
import { callbackHandlers } from './callbacks.ts'
import { callHandlers } from './calls.ts'
import { extensionHandlers } from './extension.ts'
import { historyHandlers } from './history.ts'
import { recordingHandlers } from './recordings.ts'
import { ringerHandlers } from './ringer.ts'
import { settingsHandlers } from './settings.ts'
import { stateHandlers } from './state.ts'

export type { Desktop } from './app.ts'

/** Every request of the contract, answered by the telephony or the desktop. Thin: whatever decides is in core. */
export function handlersOf(telephony: Telephony, desktop: Desktop): SidetoneHandlers {
  return {
    state: stateHandlers(telephony),
    accounts: accountHandlers(telephony),
    calls: callHandlers(telephony),
    ringer: ringerHandlers(telephony),
    history: historyHandlers(telephony),
    recordings: recordingHandlers(telephony, desktop),
    broadcast: broadcastHandlers(telephony),
    extension: extensionHandlers(telephony),
    callbacks: callbackHandlers(telephony),
    settings: settingsHandlers(telephony),
    app: appHandlers(desktop),
  }
}
