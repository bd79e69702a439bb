import * as z from 'zod/mini'

/** A value of a phone terminal's properties as the service sends it. */
export const ExtensionValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string(), z.number()])),
])
export type ExtensionValue = z.infer<typeof ExtensionValue>

/** A phone terminal's properties by the vendor's names: known ones are described by the provider, unknown ones pass through. */
export const ExtensionProperties = z.record(z.string(), ExtensionValue)
export type ExtensionProperties = z.infer<typeof ExtensionProperties>

/** The account's internal number. */
export const Extension = z.object({ id: z.string(), name: z.optional(z.string()), properties: ExtensionProperties })
export type Extension = z.infer<typeof Extension>
