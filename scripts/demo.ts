// `npm run demo`: the app on a simulated phone service, already signed in. Without a display, or with `-- --tour`, it
// performs the whole tour by itself and leaves a screenshot of every step in demo-output/.
import { startDemoSession } from './demo/session.ts'
import type { DemoSession } from './demo/session.ts'
import { runTour } from './demo/tour.ts'
import { buildOrThrow } from './setup/build.ts'
import { displayPrefix, hasDisplay } from './setup/display.ts'
import { prepare, runMain } from './setup/prepare.ts'
import { inRepository } from './setup/repository.ts'
import { runCommand, runCommandLine } from './setup/run-command.ts'

const print = (line: string): void => console.log(line)

/** Opens the window and waits until it is closed. */
async function openForPerson({ launch, simulator }: DemoSession): Promise<number> {
  print(
    `\nSidetone is open and signed in. The simulated phone service listens on ${Object.values(simulator.origins).join(', ')};`,
  )
  print(
    `its control is on ${simulator.controlOrigin} (see simulator/README.md). Close the window or press Ctrl-C to end.`,
  )
  // A signal ends the app (Ctrl-C reaches it by itself, runCommand passes SIGTERM on); this process must outlive it to tidy up,
  // however often it is told.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => print(`Closing (${signal}).`))
  const { code } = await runCommand(launch.executablePath, launch.args, { env: launch.env })
  return code
}

await runMain(async (args) => {
  const runtime = await prepare(args)
  const prefix = displayPrefix(runtime)
  if (prefix.length > 0) {
    return (await runCommandLine([...prefix, process.execPath, inRepository('scripts', 'demo.ts'), '--tour', ...args]))
      .code
  }
  await buildOrThrow()
  const session = await startDemoSession(runtime)
  try {
    if (hasDisplay() && !args.includes('--tour')) return await openForPerson(session)
    return (await runTour({ ...session, outputFolder: inRepository('demo-output'), print })) ? 0 : 1
  } finally {
    await session.end()
  }
})
