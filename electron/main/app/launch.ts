import type { DialIntent } from '../../../contract/model/dial.ts'
import * as z from 'zod/mini'

/** What a start was asked to dial. The dialer shows it and waits for the person: nothing on a command line ever dials. */
export const LaunchIntent = z.object({
  text: z.string().check(z.minLength(1), z.maxLength(2000)),
  source: z.enum(['link', 'command-line']),
})
export type LaunchIntent = Omit<DialIntent, 'id'> & z.infer<typeof LaunchIntent>

export interface Launch {
  /** `--home DIR`, as it was written. */
  readonly home?: string
  readonly intent?: LaunchIntent
  /** Why a link was not taken, for the log. */
  readonly refused?: 'several-links' | 'something-after-the-link' | 'link-and-dial'
}

const LINK = /^(?:tel|callto|sidetone):/i
const OPTIONS = ['--home', '--dial'] as const

/**
 * Reads `[--home DIR] [--dial NUMBER] [LINK]`. Everything else is Electron's or Chromium's and passed over.
 * A link comes from any web page, so it must be the last argument and alone: an option that a crafted link smuggled in would follow it.
 */
export function readLaunch(argv: readonly string[]): Launch {
  const words = argv.slice(1)
  const firstLink = words.findIndex((word) => LINK.test(word))
  const before = firstLink === -1 ? words : words.slice(0, firstLink)
  const options = readOptions(before)
  const home = options['--home']
  const dial = options['--dial']
  const launch: Launch = home ? { home } : {}
  if (firstLink === -1) return dial ? withIntent(launch, dial, 'command-line') : launch
  if (dial !== undefined) return { ...launch, refused: 'link-and-dial' }
  const after = words.slice(firstLink + 1)
  if (after.some((word) => LINK.test(word))) return { ...launch, refused: 'several-links' }
  if (after.length > 0) return { ...launch, refused: 'something-after-the-link' }
  return withIntent(launch, words[firstLink] ?? '', 'link')
}

/** A link the system hands over by itself (macOS). */
export function readLink(link: string): LaunchIntent | undefined {
  return LINK.test(link) ? withIntent({}, link, 'link').intent : undefined
}

function withIntent(launch: Launch, text: string, source: LaunchIntent['source']): Launch {
  const intent = LaunchIntent.safeParse({ text: text.trim(), source })
  return intent.success ? { ...launch, intent: intent.data } : launch
}

function readOptions(words: readonly string[]): Partial<Record<(typeof OPTIONS)[number], string>> {
  const read: Partial<Record<(typeof OPTIONS)[number], string>> = {}
  for (const [at, word] of words.entries()) {
    for (const option of OPTIONS) {
      if (word.startsWith(`${option}=`)) read[option] = word.slice(option.length + 1)
      const next = words[at + 1]
      if (word === option && next !== undefined && !next.startsWith('--')) read[option] = next
    }
  }
  return read
}
