// `npm start`: the app for real use, with the person's own keychain and accounts. What follows `--` goes to the app.
import { buildOrThrow } from './setup/build.ts'
import { hasDisplay, runtimeSwitches } from './setup/display.ts'
import { prepare, runMain } from './setup/prepare.ts'
import { repositoryRoot } from './setup/repository.ts'
import { runCommand } from './setup/run-command.ts'

await runMain(async (args) => {
  if (!hasDisplay())
    throw new Error('There is no display to show a window on. "npm run demo -- --tour" shows the app without one.')
  const runtime = await prepare(args)
  await buildOrThrow()
  const appArguments = args.filter((argument) => argument !== '--retry-electron')
  const { code } = await runCommand(runtime.executablePath, [
    ...runtimeSwitches(runtime),
    repositoryRoot,
    ...appArguments,
  ])
  return code
})
