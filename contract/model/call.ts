import * as z from 'zod/mini'
import { AccountId } from './account.ts'
import { ProviderId } from './provider-id.ts'

export const CallDirection = z.enum(['in', 'out', 'internal'])
export type CallDirection = z.infer<typeof CallDirection>

/** `unknown`: the call was live when we lost sight of it, or the service never tells its end. See core/calls/call-machine.ts. */
export const CallState = z.enum(['dialing', 'ringing', 'active', 'held', 'ended', 'unknown'])
export type CallState = z.infer<typeof CallState>

export const CallResult = z.enum([
  'answered',
  'missed',
  'busy',
  'cancelled',
  'rejected',
  'failed',
  'answered-elsewhere',
  'voice-menu',
])
export type CallResult = z.infer<typeof CallResult>

/** What can be done with a call right now. */
export const CallAction = z.enum(['answer', 'reject', 'hang-up', 'dismiss'])
export type CallAction = z.infer<typeof CallAction>

/** A call, live or past, whatever service it came from. Times are ISO 8601 in UTC. */
export const Call = z.object({
  id: z.string(),
  account: AccountId,
  provider: ProviderId,
  direction: CallDirection,
  state: CallState,
  /** As the service gave it; empty when withheld. */
  number: z.string(),
  /** The number as people of the chosen region write it, where that differs. Made when it is shown, never kept. */
  shown: z.optional(z.string()),
  name: z.optional(z.string()),
  startedAt: z.string(),
  answeredAt: z.optional(z.string()),
  endedAt: z.optional(z.string()),
  /** From start to end. */
  durationSeconds: z.optional(z.number()),
  /** From answer to end. */
  talkSeconds: z.optional(z.number()),
  result: z.optional(CallResult),
  recording: z.optional(z.object({ id: z.string(), format: z.optional(z.string()) })),
  /** The vendor's own word for how it stands. */
  providerStatus: z.optional(z.string()),
  /** The service will not tell when this call ends. */
  endUnseen: z.optional(z.boolean()),
  /** Only for live calls. */
  actions: z.optional(z.array(CallAction)),
})
export type Call = z.infer<typeof Call>
