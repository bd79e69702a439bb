import type { en } from '../en/index.ts'
import type { Translated } from '../messages.ts'
import { accounts } from './accounts.ts'
import { app, connection, ringer } from './app.ts'
import { broadcast } from './broadcast.ts'
import { callbacks } from './callbacks.ts'
import { calls, history } from './calls.ts'
import { dialer } from './dialer.ts'
import { extension } from './extension.ts'
import { failures } from './failures.ts'
import { fields } from './fields.ts'
import { reasons } from './reasons.ts'
import { settings } from './settings.ts'

/** Japanese. */
export const ja: Translated<typeof en> = {
  app,
  connection,
  ringer,
  dialer,
  calls,
  history,
  accounts,
  broadcast,
  extension,
  callbacks,
  fields,
  failures,
  reasons,
  settings,
}
