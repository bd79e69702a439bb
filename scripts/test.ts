// `npm test`: everything that is checked, in one run, with one line at its end.
import { buildIfChanged } from './setup/build.ts'
import { prepare, runMain } from './setup/prepare.ts'
import { describeRuntime } from './setup/runtime.ts'
import type { Runtime } from './setup/runtime.ts'
import { checkStage } from './stages/check-stage.ts'
import { playwrightStage } from './stages/playwright-stage.ts'
import { printSummary, runStages, total } from './stages/run-stages.ts'
import { countOf } from './stages/stage.ts'
import type { Stage } from './stages/stage.ts'
import { vitestStage } from './stages/vitest-stage.ts'

const SOURCE_FOLDERS = [
  'contract',
  'core',
  'cli',
  'simulator',
  'electron',
  'renderer',
  'chromium-host',
  'e2e',
  'scripts',
  'bench',
]

function stagesFor(runtime: Runtime): Stage[] {
  return [
    checkStage('format (prettier)', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
    checkStage('lint (eslint)', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']),
    checkStage('layers (dependency-cruiser)', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--config',
      'dependency-cruiser.config.mjs',
      ...SOURCE_FOLDERS,
    ]),
    checkStage('types (vue-tsc)', 'vue-tsc/bin/vue-tsc.js', ['-b']),
    checkStage('unused code and packages (knip)', 'knip/bin/knip.js', []),
    vitestStage('unit, component and conformance tests (vitest)'),
    { title: 'build (electron-vite)', run: build },
    playwrightStage(`end-to-end tests (playwright; ${runtime.kind})`, runtime),
  ]
}

async function build(): ReturnType<Stage['run']> {
  const { outcome } = await buildIfChanged()
  if (outcome === 'unchanged') console.log('  nothing changed since the last build')
  return outcome === 'failed' ? countOf(0, 1, 0, ['electron-vite build failed']) : countOf(1, 0, 0, [])
}

/** `--only lint,unit` runs the stages whose title contains one of the words. */
function chosen(stages: readonly Stage[], args: readonly string[]): Stage[] {
  const only = args[args.indexOf('--only') + 1]
  if (!args.includes('--only') || only === undefined) return [...stages]
  return stages.filter(({ title }) => only.split(',').some((word) => title.includes(word)))
}

await runMain(async (args) => {
  const runtime = await prepare(args)
  const results = await runStages(chosen(stagesFor(runtime), args), console.log)
  console.log(`\n${describeRuntime(runtime)}`)
  printSummary(results, console.log)
  return total(results).failed === 0 && results.length > 0 ? 0 : 1
})
