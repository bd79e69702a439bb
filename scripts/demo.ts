// `npm run demo`: the app on the simulated phone services, already signed in. Without a display, or with `-- --tour`, it
// performs the whole tour by itself and leaves a screenshot of every step in demo-output/.
import { startDemoSession } from './demo/session.ts'
import type { DemoSession } from './demo/session.ts'
import { runTour } from './demo/tour/tour.ts'
import { buildOrThrow } from './setup/build.ts'
import { displayPrefix, hasDisplay } from './setup/display.ts'
import { prepare, runMain } from './setup/prepare.ts'
import { inRepository } from './setup/repository.ts'
import { runCommand, runCommandLine } from './setup/run-command.ts'

const print = (line: string): void => console.log(line)

/** When somebody calls the person who tries the demo, after the start. */
const FIRST_RING_MS = 20_000

/** Opens the window and waits until it is closed. */
async function openForPerson({ launch, simulator }: DemoSession): Promise<number> {
  print(`
Sidetone is open, signed in to five simulated phone services. Things to try:
  - Type +81 90-1234-5678 and press Enter: it is answered after a moment. Numbers ending in 000 are busy, in 001 nobody answers.
  - Switch between Silent, Manner and Sound.
  - Choose another account under "Call with", and see how each of them calls.
  - Wait: in ${FIRST_RING_MS / 1000} seconds 田中 陽子 calls. Answer her, or let it ring, and look into the history.
The simulated services are commanded at ${simulator.controlOrigin} (simulator/README.md), for example:
  curl -X POST ${simulator.controlOrigin}/control/device-connect/ring -d '{ "from": "Jane" }'
Nothing is called for real, and everything is removed when you close the window or press Ctrl-C.`)
  const ringing = setTimeout(() => {
    simulator.control.face('device-connect').ring({ from: '田中' })
    print('田中 陽子 is calling.')
  }, FIRST_RING_MS)
  // A signal ends the app (Ctrl-C reaches it by itself, runCommand passes SIGTERM on); this process must outlive it to tidy up,
  // however often it is told.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => print(`Closing (${signal}).`))
  const { code } = await runCommand(launch.executablePath, launch.args, { env: launch.env })
  clearTimeout(ringing)
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
