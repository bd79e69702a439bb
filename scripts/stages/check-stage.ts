import { countOf } from './stage.ts'
import type { Stage } from './stage.ts'
import { runPackageProgram } from '../setup/run-command.ts'

const HEARTBEAT_MS = 15_000
const REPEATED_LINES = 40

/** A program that says yes or no by its exit code; it counts as one test. */
export function checkStage(title: string, program: string, args: readonly string[]): Stage {
  return {
    title,
    async run() {
      const { code, output } = await withHeartbeat(title, () => runPackageProgram(program, args, { output: 'both' }))
      return code === 0 ? countOf(1, 0, 0, []) : countOf(0, 1, 0, [lastLines(output) || `it ended with code ${code}`])
    },
  }
}

/** Says every quarter of a minute that a silent step still runs. */
export async function withHeartbeat<Result>(title: string, action: () => Promise<Result>): Promise<Result> {
  const started = Date.now()
  const heartbeat = setInterval(() => {
    console.log(`  ${title}: still running (${Math.round((Date.now() - started) / 1000)} s)`)
  }, HEARTBEAT_MS)
  try {
    return await action()
  } finally {
    clearInterval(heartbeat)
  }
}

function lastLines(output: string): string {
  return output.trim().split('\n').slice(-REPEATED_LINES).join('\n')
}
