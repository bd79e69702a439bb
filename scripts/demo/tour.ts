// The tour: the built app, driven through Playwright on the simulated phone service.
import { _electron } from '@playwright/test'
import type { Page } from '@playwright/test'
import type { Simulator } from '../../simulator/index.ts'
import type { AppLaunch } from './session.ts'
import { performSteps } from './steps.ts'
import type { TourStep } from './steps.ts'

export interface Tour {
  readonly launch: AppLaunch
  readonly simulator: Simulator
  /** Gets one picture a step; older ones are removed. */
  readonly outputFolder: string
  readonly print: (line: string) => void
}

/** Performs the whole tour. @returns whether every step really happened */
export async function runTour({ launch, simulator, outputFolder, print }: Tour): Promise<boolean> {
  const app = await _electron.launch(launch)
  try {
    const page = await app.firstWindow()
    return await performSteps(tourSteps(page, simulator), {
      outputFolder,
      print,
      async screenshot(file) {
        await page.screenshot({ path: file })
      },
    })
  } finally {
    await app.close()
  }
}

/** The steps in the order they are shown. */
function tourSteps(page: Page, _simulator: Simulator): TourStep[] {
  return [
    {
      title: 'Open the window',
      async perform() {
        await page.getByRole('main').waitFor()
        return `A window called "${await page.title()}" is there.`
      },
    },
  ]
}
