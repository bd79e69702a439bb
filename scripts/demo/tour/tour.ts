// The tour: the built app, driven through Playwright on the simulated phone services.
import { RunningApp } from '../../driving/running-app.ts'
import type { AppLaunch } from '../../driving/running-app.ts'
import type { Simulator } from '../../../simulator/index.ts'
import { performSteps } from '../steps.ts'
import type { TourStep } from '../steps.ts'
import { antBuddySteps } from './antbuddy-steps.ts'
import { callingSteps } from './calling-steps.ts'
import { foneStormSteps } from './fonestorm-steps.ts'
import { incomingSteps } from './incoming-steps.ts'
import { iotCallSteps } from './iotcall-steps.ts'
import { outageSteps } from './outage-steps.ts'
import { ringerSteps } from './ringer-steps.ts'
import type { Scene } from './scene.ts'
import { settingsSteps } from './settings-steps.ts'
import { telphinSteps } from './telphin-steps.ts'

export interface Tour {
  readonly launch: AppLaunch
  readonly simulator: Simulator
  /** Gets one picture a step; older ones are removed. */
  readonly outputFolder: string
  readonly print: (line: string) => void
}

/** Performs the whole tour. @returns whether every step really happened */
export async function runTour({ launch, simulator, outputFolder, print }: Tour): Promise<boolean> {
  const app = await RunningApp.start(launch)
  try {
    const { control } = simulator
    const scene: Scene = {
      app,
      window: app.window,
      phone: control.face('device-connect'),
      service: (id) => control.face(id),
    }
    return await performSteps(tourSteps(scene), {
      outputFolder,
      print,
      async screenshot(file) {
        // Colours that are just changing are shown as they will be.
        await app.window.screenshot({ path: file, animations: 'disabled' })
      },
    })
  } finally {
    await app.quit()
  }
}

/** The steps in the order they are shown. Each leaves the window as the next one expects it. */
function tourSteps(scene: Scene): TourStep[] {
  return [
    ...callingSteps(scene),
    ...ringerSteps(scene),
    ...incomingSteps(scene),
    ...outageSteps(scene),
    ...antBuddySteps(scene),
    ...telphinSteps(scene),
    ...foneStormSteps(scene),
    ...iotCallSteps(scene),
    ...settingsSteps(scene),
  ]
}
