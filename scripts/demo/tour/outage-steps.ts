import { notificationsOf } from '../../driving/desktop.ts'
import { connection, dial, liveCall, liveCalls } from '../../driving/screen.ts'
import type { TourStep } from '../steps.ts'
import { read } from './scene.ts'
import type { Scene } from './scene.ts'

const TYPED = '+81 80-9876-5432'
const NUMBER = '08098765432'
const SAID_WITHIN_MS = 1_000
const LIVE_WITHIN_MS = 3_000

/** The phone service is killed in mid-call, and comes back. */
export function outageSteps({ app, window, phone }: Scene): TourStep[] {
  let notifiedBefore = 0

  /** How long it takes from now until the header says this word. */
  async function timeUntil(word: string, limitMs: number): Promise<number> {
    const started = performance.now()
    await connection(window)
      .getByText(new RegExp(`${word}$`))
      .waitFor({ timeout: 10_000 })
    const milliseconds = Math.round(performance.now() - started)
    if (milliseconds > limitMs) throw new Error(`"${word}" came only after ${milliseconds} ms.`)
    return milliseconds
  }

  return [
    {
      title: 'Call again, and get through',
      async perform() {
        notifiedBefore = (await notificationsOf(app.electron)).length
        await dial(window, TYPED)
        return `The window says ${await read(liveCall(window, NUMBER), 'Connected')}.`
      },
    },
    {
      title: 'The phone service is killed in mid-call',
      async perform() {
        await phone.stop()
        const milliseconds = await timeUntil('Reconnecting', SAID_WITHIN_MS)
        const card = await read(liveCall(window, NUMBER), NUMBER)
        return `After ${milliseconds} ms the window says "Reconnecting"; the call is shown as ${card}.`
      },
    },
    {
      title: 'The phone service comes back',
      async perform() {
        await phone.start()
        const milliseconds = await timeUntil('Live', LIVE_WITHIN_MS)
        const card = await read(liveCall(window, NUMBER), 'Connected')
        const again = (await notificationsOf(app.electron)).length - notifiedBefore
        if (again > 0) throw new Error(`There were ${again} more notifications.`)
        return `After ${milliseconds} ms the window says "Live" again, the call goes on: ${card}. Nothing was notified twice.`
      },
    },
    {
      title: 'The call ends, and nothing is stuck',
      async perform() {
        phone.hangUp()
        const card = await read(liveCall(window, NUMBER), 'Ended')
        await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
        return `The window said ${card}. No call is left on the list, and on the phone ${phone.calls().filter(({ state }) => state !== 'ended').length} are.`
      },
    },
  ]
}
