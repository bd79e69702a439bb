import { countOf } from './stage.ts'
import type { Count, Stage } from './stage.ts'

export interface StageResult {
  readonly title: string
  readonly seconds: number
  readonly count: Count
}

/** Runs every stage in turn, also after one failed. `now` gives milliseconds. */
export async function runStages(
  stages: readonly Stage[],
  print: (line: string) => void,
  now: () => number = Date.now,
): Promise<StageResult[]> {
  const results: StageResult[] = []
  for (const [index, stage] of stages.entries()) {
    print(`\n[${index + 1}/${stages.length}] ${stage.title}`)
    const started = now()
    const count = await stage.run().catch(crashed)
    const seconds = (now() - started) / 1000
    print(`  ${count.failed === 0 ? 'ok' : 'FAILED'}: ${inWords(count)} in ${seconds.toFixed(1)} s`)
    results.push({ title: stage.title, seconds, count })
  }
  return results
}

/** The failures once more, so that nobody has to scroll, then the one line that says it all. */
export function printSummary(results: readonly StageResult[], print: (line: string) => void): void {
  for (const { title, count } of results.filter(({ count }) => count.failed > 0)) {
    print(`\n--- failed: ${title}`)
    for (const failure of count.failures) print(failure)
  }
  print('')
  print(inWords(total(results)))
}

/** The sum over all stages. */
export function total(results: readonly StageResult[]): Count {
  const sum = (key: 'passed' | 'failed' | 'skipped'): number => results.reduce((all, { count }) => all + count[key], 0)
  return countOf(sum('passed'), sum('failed'), sum('skipped'), [])
}

/** `N passed, M failed`, and `, K skipped` when any was. */
export function inWords({ passed, failed, skipped }: Count): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function crashed(error: unknown): Count {
  return countOf(0, 1, 0, [
    `the stage itself broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  ])
}
