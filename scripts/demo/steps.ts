import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'

/** One thing the tour does and then looks at. */
export interface TourStep {
  /** In plain words: "Call the hotel". */
  readonly title: string
  /** Does it, waits until it really happened, and says what it saw. A throw means that it did not happen. */
  perform(): Promise<string>
}

export interface StepRun {
  readonly outputFolder: string
  readonly print: (line: string) => void
  /** Writes a picture of the window to this file. */
  screenshot(file: string): Promise<void>
}

/**
 * Performs the steps in order, prints each with what it saw, and leaves `01-call-the-hotel.png` and so on in the folder.
 * A step that did not happen is said plainly, its picture is taken all the same, and the next one is tried.
 * @returns whether every step really happened; no steps at all is false
 */
export async function performSteps(steps: readonly TourStep[], run: StepRun): Promise<boolean> {
  rmSync(run.outputFolder, { recursive: true, force: true })
  mkdirSync(run.outputFolder, { recursive: true })
  let happened = 0
  for (const [index, step] of steps.entries()) {
    const number = String(index + 1).padStart(2, '0')
    run.print(`\n${number}. ${step.title}`)
    const succeeded = await attempt(run, () => step.perform())
    const picture = path.join(run.outputFolder, `${number}-${fileNameOf(step.title)}.png`)
    const pictured = await attempt(run, async () => {
      await run.screenshot(picture)
      return `picture: ${path.relative(process.cwd(), picture)}`
    })
    if (succeeded && pictured) happened += 1
  }
  run.print(`\n${happened} of ${steps.length} steps happened.`)
  return steps.length > 0 && happened === steps.length
}

async function attempt({ print }: StepRun, action: () => Promise<string>): Promise<boolean> {
  try {
    print(`    ${await action()}`)
    return true
  } catch (error) {
    print(`    DID NOT HAPPEN: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

function fileNameOf(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['step']
  return words.join('-').slice(0, 60)
}
