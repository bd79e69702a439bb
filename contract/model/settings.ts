import * as z from 'zod/mini'
import { AccountId } from './account.ts'

/** What a person sets for the app itself. Every field has a value; defaults in core/settings. */
export const AppSettings = z.object({
  language: z.enum(['system', 'en', 'ja']),
  theme: z.enum(['system', 'light', 'dark']),
  /** Two capital letters, ISO 3166: how national numbers are read. */
  region: z.string().check(z.regex(/^[A-Z]{2}$/)),
  /** The account that dials when nothing else is chosen. */
  dialAccount: z.nullable(AccountId),
  notifyIncoming: z.boolean(),
  closeToTray: z.boolean(),
  /** The app's own ring tone and notifications follow it. */
  ringerMode: z.enum(['silent', 'manner', 'sound']),
})
export type AppSettings = z.infer<typeof AppSettings>

export const AppSettingsPatch = z.partial(AppSettings)
export type AppSettingsPatch = z.infer<typeof AppSettingsPatch>
