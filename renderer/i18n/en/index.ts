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

/** English: the catalogue that the others are checked against. `{x}` is filled in; `one | many` are plural forms. */
export const en = {
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
