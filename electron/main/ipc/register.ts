import { ipcMain } from 'electron/main'
import type { SidetoneHandlers } from '../../../contract/api.ts'
import type { Log } from '../../../core/ports/index.ts'
import { answersOf } from './requests.ts'
import type { SenderRules } from './sender.ts'

/** Opens every request of the contract to our windows. The only import of `ipcMain`: no other channel can exist. */
export function registerRequests(handlers: SidetoneHandlers, rules: SenderRules, log: Log): void {
  for (const [channel, answer] of answersOf(handlers, rules, log)) ipcMain.handle(channel, answer)
}
