import { describeRuntime, findRuntime } from './runtime.ts'
import type { Runtime } from './runtime.ts'
import { ensureSystemPackages } from './system-packages.ts'

/** The set-up that every command begins with: which runtime, and what it needs from the system. Prints the one line about it. */
export async function prepare(args: readonly string[]): Promise<Runtime> {
  const print = (line: string): void => console.log(line)
  const runtime = await findRuntime({ retryElectron: args.includes('--retry-electron') })
  print(describeRuntime(runtime))
  await ensureSystemPackages({ runtime: runtime.kind, print })
  return runtime
}

/** Runs a command's main function; a thrown error becomes its sentence on stderr and exit code 1. */
export async function runMain(main: (args: string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    console.error(`\n${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}
