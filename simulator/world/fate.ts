/** What becomes of a dialled number if nobody interferes. */
export type Fate = 'answers' | 'busy' | 'never-answers' | 'fails'

/**
 * ASSUMPTION: no vendor documents test numbers. Here the last three digits decide, so that every outcome can be had through the wire alone:
 * …000 is busy, …001 rings and is never answered, …002 cannot be reached.
 */
export function fateOf(number: string): Fate {
  const digits = number.replace(/\D/g, '')
  if (digits.endsWith('000')) return 'busy'
  if (digits.endsWith('001')) return 'never-answers'
  if (digits.endsWith('002')) return 'fails'
  return 'answers'
}
