// From the launch to the first answered click, against an empty window on the same runtime.
import { _electron } from '@playwright/test'
import type { Page } from '@playwright/test'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { inRepository, repositoryRoot } from '../scripts/setup/repository.ts'
import type { Runtime } from '../scripts/setup/runtime.ts'
import { appVersions } from './desktop/app-versions.ts'
import { launchOptions, onDisplay } from './desktop/on-display.ts'
import { signedInHome } from './desktop/signed-in-home.ts'
import { load, printMachine } from './figures/machine.ts'
import { compare } from './figures/statistics.ts'
import type { Round } from './figures/statistics.ts'
import { comparisonCells, comparisonHeader, printTable } from './figures/table.ts'
import { temporaryFolder } from './temporary-folder.ts'

const ROUNDS = 5
const LIMIT_MS = 30_000

/** Milliseconds since the launch. */
interface Start {
  readonly clickable: number
  readonly answered: number
}

/** An app to start: both have a button "5" whose click asks the main process something and shows the answer. */
interface Contestant {
  readonly launch: ReturnType<typeof launchOptions>
  /** The element, in the page, that is empty until the answer is there. */
  readonly answer: string
}

async function startOnce({ launch, answer }: Contestant): Promise<Start> {
  const from = performance.now()
  const app = await _electron.launch(launch)
  try {
    const page = await app.firstWindow()
    await untilThere(page, 'button[aria-label="5"]', false)
    const clickable = performance.now() - from
    await page.click('button[aria-label="5"]')
    await untilThere(page, answer, true)
    return { clickable, answered: performance.now() - from }
  } finally {
    await app.close()
  }
}

/** Looked for in the page itself, every 5 ms: Playwright's own waiting looks every half second after a while. */
async function untilThere(page: Page, selector: string, withText: boolean): Promise<void> {
  for (;;) {
    try {
      return await page.evaluate(lookFor, { selector, withText, limitMs: LIMIT_MS })
    } catch (error) {
      // A window begins with an empty page, which goes away under the question.
      if (!String(error).includes('navigation')) throw error
    }
  }
}

/** Runs in the page. */
function lookFor({
  selector,
  withText,
  limitMs,
}: {
  selector: string
  withText: boolean
  limitMs: number
}): Promise<void> {
  const deadline = performance.now() + limitMs
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = document.querySelector(selector)
      if (found && (!withText || found.textContent.trim() !== '')) resolve()
      else if (performance.now() > deadline) reject(new Error(`Waited in vain for ${selector}.`))
      else setTimeout(look, 5)
    }
    look()
  })
}

async function play(ours: Contestant, bare: Contestant): Promise<{ ours: Start; bare: Start }[]> {
  const rounds = []
  for (let round = 0; round <= ROUNDS; round += 1)
    rounds.push({ ours: await startOnce(ours), bare: await startOnce(bare) })
  return rounds.slice(1) // the first one found nothing in the machine's caches
}

async function versionsOf({ launch }: Contestant, runtime: Runtime): Promise<Record<string, string>> {
  const app = await _electron.launch(launch)
  try {
    return await appVersions(app, runtime)
  } finally {
    await app.close()
  }
}

async function benchmark(runtime: Runtime): Promise<void> {
  const home = await signedInHome()
  const sidetone = { launch: launchOptions(runtime, repositoryRoot, home.env), answer: '.readout' }
  const emptyLaunch = launchOptions(runtime, inRepository('bench', 'fixture-app'), { BENCH_HOME: temporaryFolder() })
  const emptyWindow = { launch: emptyLaunch, answer: 'output' }
  try {
    printMachine(await versionsOf(emptyWindow, runtime))
    const starts = await play(sidetone, emptyWindow)
    const of = (time: (start: Start) => number): string[] => {
      const rounds = starts.map(({ ours, bare }): Round => ({ ours: [time(ours)], bare: [time(bare)] }))
      return comparisonCells(compare(rounds))
    }
    printTable(
      ['Sidetone / empty window', ...comparisonHeader],
      [
        ['launch -> button there', ...of(({ clickable }) => clickable)],
        ['click -> answer shown (ours: 150 ms typing pause)', ...of(({ clickable, answered }) => answered - clickable)],
        ['launch -> first click answered', ...of(({ answered }) => answered)],
      ],
    )
    console.log(`\n${ROUNDS} rounds; afterwards ${load()}`)
  } finally {
    await home.end()
  }
}

await onDisplay(fileURLToPath(import.meta.url), benchmark)
