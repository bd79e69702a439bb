import * as z from 'zod/mini'
import { Capabilities } from './capability.ts'
import { Failure } from './failure.ts'
import { ProviderId } from './provider-id.ts'

/** Lower-case letters, digits and hyphens; the person may choose it (CLI) or it is made from the label. */
export const AccountId = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/))
export type AccountId = z.infer<typeof AccountId>

/** A setting as it stands in the accounts file: text, a choice, a number, or a list of objects (IoTCall's rules). */
export const SettingValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))),
])
export type SettingValue = z.infer<typeof SettingValue>

export const AccountSettings = z.record(z.string(), SettingValue)
export type AccountSettings = z.infer<typeof AccountSettings>

/** One field of the account form. `store: 'vault'` fields go to the keychain and never come back. */
export const AccountField = z.object({
  name: z.string(),
  store: z.enum(['settings', 'vault']),
  kind: z.enum(['text', 'url', 'number', 'choice', 'rows']),
  required: z.boolean(),
  default: z.optional(SettingValue),
  choices: z.optional(z.array(z.string())),
  /** Shown only when the person asks for more. */
  advanced: z.optional(z.boolean()),
  placeholder: z.optional(z.string()),
})
export type AccountField = z.infer<typeof AccountField>

/** A service that an account can be made for. */
export const ProviderSummary = z.object({
  id: ProviderId,
  title: z.string(),
  capabilities: Capabilities,
  fields: z.array(AccountField),
})
export type ProviderSummary = z.infer<typeof ProviderSummary>

/** An account as everybody may see it: settings, and the names (not the values) of what the keychain holds for it. */
export const Account = z.object({
  id: AccountId,
  provider: ProviderId,
  label: z.string(),
  settings: AccountSettings,
  inVault: z.array(z.string()),
})
export type Account = z.infer<typeof Account>

/** What it takes to make an account. Secrets go in here and nowhere come out. */
export const AccountDraft = z.object({
  id: z.optional(AccountId),
  provider: ProviderId,
  label: z.optional(z.string().check(z.maxLength(80))),
  settings: AccountSettings,
  secrets: z.record(z.string(), z.string().check(z.maxLength(4096))),
})
export type AccountDraft = z.infer<typeof AccountDraft>

/** A change to an account: only what is named changes; an empty string in `secrets` forgets that one. */
export const AccountPatch = z.object({
  id: AccountId,
  label: z.optional(z.string().check(z.maxLength(80))),
  settings: z.optional(AccountSettings),
  secrets: z.optional(z.record(z.string(), z.string().check(z.maxLength(4096)))),
})
export type AccountPatch = z.infer<typeof AccountPatch>

/** What a sign-in showed. `details` are facts for people: the server's product, the service that was chosen. */
export const AccountCheck = z.object({
  ok: z.boolean(),
  capabilities: Capabilities,
  details: z.record(z.string(), z.string()),
  failure: z.optional(Failure),
})
export type AccountCheck = z.infer<typeof AccountCheck>
