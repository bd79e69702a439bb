import type { DialReading } from './index.ts'

/** A reading in one short string, for tables of cases: `+81345670000 x102 !letters`, `several: a | b`, `refused: date`. */
export function brief(reading: DialReading): string {
  if (reading.kind === 'refused') return `refused: ${reading.reason}`
  if (reading.kind === 'several') return `several: ${reading.numbers.map((number) => number.text).join(' | ')}`
  const { text, extension, warnings } = reading.number
  return [text, ...(extension === undefined ? [] : [`x${extension}`]), ...warnings.map((word) => `!${word}`)].join(' ')
}
