// From the event frame that leaves the phone service to the notification that the app shows, against a bare `ws` echo with the same frame.
import { _electron } from '@playwright/test'
import type { ElectronApplication } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { FaceControl } from '../simulator/index.ts'
import { repositoryRoot } from '../scripts/setup/repository.ts'
import type { Runtime } from '../scripts/setup/runtime.ts'
import { appVersions } from './desktop/app-versions.ts'
import { launchOptions, onDisplay } from './desktop/on-display.ts'
import { signedInHome } from './desktop/signed-in-home.ts'
import { startBareEcho } from './events/bare-echo.ts'
import type { BareEcho } from './events/bare-echo.ts'
import { machineClock } from './events/machine-clock.ts'
import { noteNotifications, shownNotifications } from './events/shown-notifications.ts'
import { load, printMachine } from './figures/machine.ts'
import { compare } from './figures/statistics.ts'
import type { Round } from './figures/statistics.ts'
import { comparisonCells, comparisonHeader, printTable } from './figures/table.ts'

type Phone = FaceControl<'device-connect'>

const ROUNDS = 10
const RINGS_A_ROUND = 20
const WARM_UP_RINGS = 10
/** The app and its window have come to rest after an event: what is measured is one event, not a queue of them. */
const REST_MS = 100
/** Signing in takes a second or two; with this many rings in vain (some 20 s) it has failed. */
const MOST_ATTEMPTS = 100

interface Ring {
  readonly number: string
  /** When its frame left, on the machine's clock. */
  readonly left: number
  readonly bareMs: number
}

/** One call that rings and is given up, then the same frame over the bare socket. */
async function ringOnce(phone: Phone, echo: BareEcho, number: string): Promise<Ring> {
  let left = Number.NaN
  // The log hears of a frame just before it is sent.
  const sent = phone.waitFor((entry) => {
    const isOurs = entry.kind === 'frame' && entry.direction === 'out' && entry.text.includes(number)
    if (isOurs) left = machineClock()
    return isOurs
  })
  phone.ring({ from: number })
  const entry = await sent
  await pause(REST_MS)
  const bareMs = await echo.send(entry.kind === 'frame' ? entry.text : '')
  phone.hangUp()
  await pause(REST_MS)
  return { number, left, bareMs }
}

/** Joins what left the service with what the app showed; a ring without its notification is an error, not a gap. */
async function roundsOf(rings: readonly Ring[], app: ElectronApplication): Promise<Round[]> {
  const shown = await shownNotifications(app)
  const ours = rings.map(({ number, left }) => {
    const found = shown.find(({ title }) => title.includes(number))
    if (found === undefined) throw new Error(`The call from ${number} was not notified (${shown.length} others were).`)
    return found.at - left
  })
  return Array.from({ length: ROUNDS }, (_, round) => {
    const [from, to] = [round * RINGS_A_ROUND, (round + 1) * RINGS_A_ROUND]
    return { ours: ours.slice(from, to), bare: rings.slice(from, to).map(({ bareMs }) => bareMs) }
  })
}

/** Rings until the app hears it: it has then signed in and found the phone. */
async function untilLive(app: ElectronApplication, phone: Phone): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    phone.ring({ from: `0300${String(attempt).padStart(6, '0')}` })
    await pause(REST_MS)
    phone.hangUp()
    await pause(REST_MS)
    if ((await shownNotifications(app)).length > 0) return
  }
  throw new Error('The app shows no notification of an incoming call.')
}

async function measure(app: ElectronApplication, phone: Phone): Promise<Round[]> {
  const echo = await startBareEcho()
  try {
    await noteNotifications(app)
    await untilLive(app, phone)
    for (let ring = 0; ring < WARM_UP_RINGS; ring += 1)
      await ringOnce(phone, echo, `0301${String(ring).padStart(6, '0')}`)
    const rings: Ring[] = []
    for (let ring = 0; ring < ROUNDS * RINGS_A_ROUND; ring += 1)
      rings.push(await ringOnce(phone, echo, `0302${String(ring).padStart(6, '0')}`))
    return await roundsOf(rings, app)
  } finally {
    await echo.end()
  }
}

async function benchmark(runtime: Runtime): Promise<void> {
  const home = await signedInHome()
  try {
    const app = await _electron.launch(launchOptions(runtime, repositoryRoot, home.env))
    try {
      printMachine(await appVersions(app, runtime))
      const rounds = await measure(app, home.simulator.control.face('device-connect'))
      printTable(
        ['notification shown / bare ws echo', ...comparisonHeader],
        [['event frame in -> there', ...comparisonCells(compare(rounds))]],
      )
      console.log(`\n${ROUNDS} rounds of ${RINGS_A_ROUND}; afterwards ${load()}`)
    } finally {
      await app.close()
    }
  } finally {
    await home.end()
  }
}

await onDisplay(fileURLToPath(import.meta.url), benchmark)
