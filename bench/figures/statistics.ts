/** The value below which this share (0 to 1) of the values lies; nearest rank. NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? Number.NaN
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

/** The two sides of a comparison, measured in the same round and the same unit. */
export interface Round {
  readonly ours: readonly number[]
  readonly bare: readonly number[]
}

export interface Comparison {
  readonly ours: { readonly p50: number; readonly p95: number }
  readonly bare: { readonly p50: number; readonly p95: number }
  /** The ratio of the medians of one round, over the rounds: how far the machine can be trusted shows in the distance of the two ends. */
  readonly ratio: { readonly median: number; readonly lowest: number; readonly highest: number }
}

/** All rounds together for the times; each round by itself for the ratio, so that what slows the whole machine slows both sides. */
export function compare(rounds: readonly Round[]): Comparison {
  const ratios = rounds.map(({ ours, bare }) => median(ours) / median(bare))
  return {
    ours: percentiles(rounds.flatMap(({ ours }) => ours)),
    bare: percentiles(rounds.flatMap(({ bare }) => bare)),
    ratio: { median: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) },
  }
}

function percentiles(values: readonly number[]): Comparison['ours'] {
  return { p50: median(values), p95: percentile(values, 0.95) }
}
