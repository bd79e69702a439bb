import * as z from 'zod/mini'
import { ProviderId } from './provider-id.ts'

/**
 * Every way a thing can go wrong that somebody may want to tell apart. Closed: each has a text for people (renderer/failures), an exit code
 * (cli) and a place where it is made.
 */
export const FailureCode = z.enum([
  'auth/rejected',
  'auth/expired',
  'net/offline',
  'net/timeout',
  'net/tls',
  'rate/limited',
  'provider/unavailable',
  'provider/protocol',
  'provider/refused',
  'call/wrong-state',
  'unsupported',
  'not-found',
  'input/invalid',
  'vault/unavailable',
  'vault/unreadable',
  'store/unavailable',
  'aborted',
  'bug',
])
export type FailureCode = z.infer<typeof FailureCode>

/**
 * A failure as data. `params` holds what a text may name (never a secret, never a whole phone number); `trace` joins it to the log line.
 * `outcome: 'unknown'` says that a command may have gone through all the same: nobody repeats it.
 */
export const Failure = z.object({
  code: FailureCode,
  provider: z.optional(ProviderId),
  /** Whether trying again can help: never, at once, or after `retryAfterMs`. */
  retry: z.enum(['no', 'now', 'after']),
  retryAfterMs: z.optional(z.number()),
  outcome: z.optional(z.literal('unknown')),
  /** Facts for the text, for example `reason`, `field`, `vendorCode`, `vendorMessage`, `host`. */
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  trace: z.string(),
})
export type Failure = z.infer<typeof Failure>
