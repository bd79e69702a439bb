import * as z from 'zod/mini'

/** What support asks first. */
export const About = z.object({
  version: z.string(),
  /** 'electron' or 'chromium-host'. */
  host: z.string(),
  platform: z.string(),
  /** The language the system prefers, BCP 47. */
  systemLanguage: z.string(),
  versions: z.record(z.string(), z.string()),
})
export type About = z.infer<typeof About>
