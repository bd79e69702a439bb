import type { Locator, Page } from '@playwright/test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FaceControl, FaceId, RequestEntry } from '../../../simulator/index.ts'
import type { Phone } from '../../driving/phone.ts'
import type { RunningApp } from '../../driving/running-app.ts'

/** What every step works with. */
export interface Scene {
  readonly app: RunningApp
  readonly window: Page
  readonly phone: Phone
  /** The simulated services; the phone is one of them. */
  readonly service: <Id extends FaceId>(id: Id) => FaceControl<Id>
}

const LIMIT_MS = 8_000
const LOOK_EVERY_MS = 20

/** Looks again and again until there is something to see. Rejects with `missing` after eight seconds, or as long as is said. */
export async function eventually<Seen>(
  missing: string,
  look: () => Seen | undefined | Promise<Seen | undefined>,
  limitMs = LIMIT_MS,
): Promise<Seen> {
  const deadline = performance.now() + limitMs
  for (;;) {
    const seen = await look()
    if (seen !== undefined) return seen
    if (performance.now() > deadline) throw new Error(missing)
    await pause(LOOK_EVERY_MS)
  }
}

/** What is written in a part of the window, on one line; rejects when it does not say `expected` in time. */
export async function read(part: Locator, expected: string | RegExp): Promise<string> {
  let last = 'nothing'
  return eventually(`The window does not say ${String(expected)}.`, async () => {
    if (!(await part.first().isVisible())) return undefined
    last = (await part.first().innerText()).replace(/\s+/g, ' ').trim()
    return (typeof expected === 'string' ? last.includes(expected) : expected.test(last)) ? `"${last}"` : undefined
  }).catch((error: unknown) => {
    throw new Error(`${String(error)} It says ${last}.`, { cause: error })
  })
}

/** The newest request to this path, as a sentence may repeat it: method, path and query, its token left out. */
export function newestRequest(phone: Phone, path: string): Promise<string> {
  return eventually(`The phone service got no request to ${path}.`, () => {
    const request = phone
      .requests()
      .findLast((entry) => entry.path.toLowerCase() === path.toLowerCase() && entry.status !== null)
    if (request === undefined) return undefined
    const query = request.rawQuery
      .replace(/accessToken=[^&]*/, 'accessToken=…')
      .replace(/serviceId=[^&]*/, 'serviceId=…')
    return `${request.method} ${path}${query ? `?${query}` : ''}`
  })
}

/** The first command (no GET) to a path like this that the service answered since then; `since` is how many requests it had got before. */
export function commandSince(
  service: { requests(): readonly RequestEntry[] },
  path: RegExp,
  since: number,
): Promise<RequestEntry> {
  return eventually(`The service got no command to ${String(path)}.`, () =>
    service
      .requests()
      .slice(since)
      .find((entry) => entry.method !== 'GET' && path.test(entry.path) && entry.status !== null),
  )
}

/** Goes back from a page that the step before left open for its picture. */
export async function toMainPage(window: Page): Promise<void> {
  const back = window.getByRole('button', { name: 'Back', exact: true })
  if (await back.isVisible()) await back.click()
}
