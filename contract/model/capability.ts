import * as z from 'zod/mini'

/**
 * What a service can do, in the shades the window needs to know. Plain data: it crosses to the page unchanged, and a test proves that what is declared is
 * what a session implements, both ways.
 */
export const Capabilities = z.object({
  /** `rings-own-phone-first`: your own device rings, then the other side; `overwrites-a-list`: dialling replaces a rule's number list. */
  dialing: z.enum(['none', 'direct', 'rings-own-phone-first', 'overwrites-a-list']),
  /** A text can be spoken to the called person. */
  speech: z.boolean(),
  /** How live calls reach us. */
  live: z.enum(['push', 'poll', 'callback', 'none']),
  /** Incoming calls are announced: always, only by devices that offer it, or never. */
  incoming: z.enum(['always', 'where-offered', 'never']),
  /** Answer, reject and hang up from here. */
  callControl: z.enum(['none', 'where-offered', 'full']),
  /** `write-only`: the device's mode can be set but not read. */
  ringer: z.enum(['none', 'write-only', 'readable']),
  /** `journal`: the service keeps no history, the app's own journal is all there is. */
  history: z.enum(['journal', 'provider']),
  recordings: z.boolean(),
  broadcast: z.boolean(),
  extension: z.boolean(),
})
export type Capabilities = z.infer<typeof Capabilities>
