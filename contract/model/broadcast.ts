import * as z from 'zod/mini'

/** A broadcast rule as the person named it; its URL key is in the vault. */
export const BroadcastRule = z.object({ name: z.string(), note: z.optional(z.string()), dials: z.boolean() })
export type BroadcastRule = z.infer<typeof BroadcastRule>

/** A country of the service's list: its position there (what goes on the wire), ISO code where there is one, and its prefix with the plus. */
export const BroadcastCountry = z.object({ id: z.number(), name: z.string(), region: z.string(), prefix: z.string() })
export type BroadcastCountry = z.infer<typeof BroadcastCountry>

/** One entry of a rule's number list, in the vendor's own columns. */
export const Recipient = z.object({
  /** National digits without separators. */
  tel: z.string().check(z.regex(/^\d{1,15}$/)),
  /** 1 is the vendor's group A, 2 is B, ... */
  group: z.number().check(z.int(), z.gte(1), z.lte(99)),
  /** Called at all. */
  check: z.boolean(),
  international_prefix_id: z.number().check(z.int(), z.gte(1)),
})
export type Recipient = z.infer<typeof Recipient>

/** Which results of a rule to read. Dates are ISO 8601. */
export const BroadcastQuery = z.union([
  z.object({ firing: z.string() }),
  z.object({ latest: z.literal(true) }),
  z.object({ since: z.optional(z.string()), until: z.optional(z.string()) }),
])
export type BroadcastQuery = z.infer<typeof BroadcastQuery>

/** One call of a firing; `button` is what the person pressed. */
export const BroadcastCall = z.object({
  to: z.string(),
  status: z.string(),
  result: z.optional(z.string()),
  button: z.nullable(z.number()),
  startedAt: z.string(),
  endedAt: z.optional(z.string()),
  durationSeconds: z.optional(z.number()),
  memo: z.optional(z.string()),
  firing: z.optional(z.string()),
  rule: z.optional(z.string()),
})
export type BroadcastCall = z.infer<typeof BroadcastCall>

export const BroadcastMessage = z.object({
  to: z.string(),
  status: z.string(),
  sentAt: z.string(),
  firing: z.optional(z.string()),
  rule: z.optional(z.string()),
  memo: z.optional(z.string()),
})
export type BroadcastMessage = z.infer<typeof BroadcastMessage>

export const BroadcastResults = z.object({ calls: z.array(BroadcastCall), messages: z.array(BroadcastMessage) })
export type BroadcastResults = z.infer<typeof BroadcastResults>
