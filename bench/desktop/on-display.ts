import { displayPrefix, runtimeSwitches } from '../../scripts/setup/display.ts'
import { describeRuntime, findRuntime } from '../../scripts/setup/runtime.ts'
import type { Runtime } from '../../scripts/setup/runtime.ts'
import { runCommandLine } from '../../scripts/setup/run-command.ts'

/** Runs a benchmark of the app on the runtime of this machine; a real Electron without a display gets one by starting the file again under it. */
export async function onDisplay(file: string, benchmark: (runtime: Runtime) => Promise<void>): Promise<void> {
  const runtime = await findRuntime()
  const prefix = displayPrefix(runtime)
  if (prefix.length > 0) {
    process.exitCode = (await runCommandLine([...prefix, process.execPath, ...process.execArgv, file])).code
    return
  }
  console.log(describeRuntime(runtime))
  await benchmark(runtime)
}

/** What Playwright's `_electron.launch` takes. */
export function launchOptions(runtime: Runtime, app: string, env: Readonly<Record<string, string>>) {
  return {
    executablePath: runtime.executablePath,
    args: [...runtimeSwitches(runtime), app],
    env: { ...definedOnly(process.env), ...env },
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
