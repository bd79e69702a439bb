import type { Comparison } from './statistics.ts'

/** Prints an aligned table: the first column to the left, figures to the right. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
  console.log(line(header))
  console.log(widths.map((width) => '-'.repeat(width)).join('  '))
  for (const row of rows) console.log(line(row))
}

/** The columns of every comparison; the times are milliseconds. */
export const comparisonHeader = ['ours p50', 'p95', 'bare p50', 'p95', 'ratio', '(lowest-highest)'] as const

export function comparisonCells({ ours, bare, ratio }: Comparison): string[] {
  return [
    milliseconds(ours.p50),
    milliseconds(ours.p95),
    milliseconds(bare.p50),
    milliseconds(bare.p95),
    times(ratio.median),
    `(${times(ratio.lowest)}-${times(ratio.highest)})`,
  ]
}

function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 3 : value < 100 ? 1 : 0)} ms`
}

function times(ratio: number): string {
  return `${ratio.toFixed(ratio < 100 ? 2 : 0)}x`
}
