import * as z from 'zod/mini'
import { Failure } from './failure.ts'

/** One way to the listener, tried. */
const Reach = z.object({ url: z.string(), arrived: z.boolean(), failure: z.optional(Failure) })

/** Whether a callback reaches this app: at its own address, and at the public one where the account names it. */
export const CallbackTest = z.object({ local: Reach, public: z.optional(Reach) })
export type CallbackTest = z.infer<typeof CallbackTest>
