import * as z from 'zod/mini'

/** Why a text is no number that could be dialled. */
export const DialRefusal = z.string()
export type DialRefusal = z.infer<typeof DialRefusal>

/** A number as a person may be shown it before it is dialled. */
export const DialNumber = z.object({
  /** What will be dialled: digits, a leading +, or a code as it is. */
  text: z.string(),
  extension: z.optional(z.string()),
  kind: z.enum(['international', 'national', 'short', 'service']),
  country: z.optional(z.string()),
  national: z.optional(z.string()),
  e164: z.optional(z.string()),
  /** How to show it. */
  shown: z.optional(z.string()),
  warnings: z.array(z.string()),
})
export type DialNumber = z.infer<typeof DialNumber>

/** What a typed, pasted, linked or copied text means. */
export const DialReading = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('number'), number: DialNumber }),
  z.object({ kind: z.literal('several'), numbers: z.array(DialNumber) }),
  z.object({ kind: z.literal('refused'), reason: DialRefusal }),
])
export type DialReading = z.infer<typeof DialReading>

/** What an account would dial for a reading, and what to know before. `confirm` asks the person first. */
export const DialPlan = z.object({
  reading: DialReading,
  /** Exactly what goes on the wire. */
  dials: z.optional(z.string()),
  warnings: z.array(z.string()),
})
export type DialPlan = z.infer<typeof DialPlan>

/** Something outside the window (tray, link, second start) asks to dial: the dialer shows it and waits for the person. */
export const DialIntent = z.object({
  id: z.string(),
  text: z.string(),
  source: z.enum(['tray', 'link', 'notification', 'command-line']),
})
export type DialIntent = z.infer<typeof DialIntent>
