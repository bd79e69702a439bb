import * as z from 'zod/mini'
import { AccountId } from './account.ts'

/** Silent: nothing; manner: vibration (Japanese phones' word); sound: rings aloud. */
export const RingerMode = z.enum(['silent', 'manner', 'sound'])
export type RingerMode = z.infer<typeof RingerMode>

/** The device's ringer. `assumed`: we set it and the device took it, but it cannot be read back; `unknown`: never set from here. */
export const Ringer = z.object({
  account: AccountId,
  mode: z.nullable(RingerMode),
  certainty: z.enum(['known', 'assumed', 'unknown']),
  /** ISO 8601, when it was last set or read. */
  at: z.optional(z.string()),
})
export type Ringer = z.infer<typeof Ringer>
