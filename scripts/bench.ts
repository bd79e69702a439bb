// `npm run bench`: every bench/*.bench.ts in turn, each in a process of its own; each prints its table.
// `npm run bench -- history` runs those whose name contains a given word.
import { globSync } from 'node:fs'
import { buildOrThrow } from './setup/build.ts'
import { runMain } from './setup/prepare.ts'
import { inRepository } from './setup/repository.ts'
import { runCommand } from './setup/run-command.ts'

await runMain(async (args) => {
  const words = args.filter((word) => !word.startsWith('-'))
  const files = globSync('bench/**/*.bench.ts', { cwd: inRepository() }).sort()
  const chosen = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  if (chosen.length === 0)
    throw new Error(`No benchmark is called ${words.join(' or ') || 'anything: bench/ is empty'}.`)
  await buildOrThrow()
  const failed: string[] = []
  for (const file of chosen) {
    console.log(`\n== ${file}`)
    const { code } = await runCommand(process.execPath, ['--expose-gc', inRepository(file)])
    if (code !== 0) failed.push(file)
  }
  if (failed.length > 0) throw new Error(`These benchmarks failed: ${failed.join(', ')}.`)
  return 0
})
