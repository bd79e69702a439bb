import { readBareNumber, showPlanned, type ReadingContext } from './describe-number.ts'
import { readText } from './dial-text.ts'

/**
 * A number as people of the region write it: national form for their own country, international for others.
 * Codes, extensions and whatever is no number come back as they are, so this is safe on anything a provider reports.
 */
export function formatNumber(text: string, context: ReadingContext): string {
  const bare = readBareNumber(text, context.plan)
  if (bare) return showPlanned(bare, context)
  const reading = readText(text, context)
  if (reading.kind !== 'number') return text
  const { number } = reading
  const found = number.e164 === undefined ? undefined : context.plan.read(number.e164)
  if (!found?.possible) return text
  const shown = showPlanned(found, context)
  return number.extension === undefined ? shown : `${shown} x${number.extension}`
}
