import { notificationsOf } from '../../driving/desktop.ts'
import type { ShownNotification } from '../../driving/desktop.ts'
import { historyRows, liveCall, liveCalls } from '../../driving/screen.ts'
import type { TourStep } from '../steps.ts'
import { eventually, newestRequest, read } from './scene.ts'
import type { Scene } from './scene.ts'

const TANAKA = { name: '田中 陽子', number: '+81312345678' }
const WHITFIELD = { name: 'Jane Whitfield', number: '+13215550181' }

/** Calls that come: one is taken, one is missed, and both are in the history. */
export function incomingSteps(scene: Scene): TourStep[] {
  return [...answeredCall(scene), missedCall(scene), lookIntoHistory(scene)]
}

/** The notification that must have come as number `count`, and be the last one. */
async function notification({ app }: Scene, count: number): Promise<ShownNotification> {
  const all = await eventually(`No notification number ${count}.`, async () => {
    const shown = await notificationsOf(app.electron)
    return shown.length >= count ? shown : undefined
  })
  const newest = all.at(-1)
  if (newest === undefined || all.length > count) throw new Error(`There were ${all.length} notifications.`)
  return newest
}

function answeredCall(scene: Scene): TourStep[] {
  const { window, phone } = scene
  return [
    {
      title: `${TANAKA.name} calls`,
      async perform() {
        phone.ring({ from: TANAKA.number })
        const card = await read(liveCall(window, TANAKA.number), 'Ringing')
        const { title, body, buttons } = await notification(scene, 1)
        return `One notification came: "${title}", "${body}", with ${buttons.join(' and ')}. The window shows ${card}.`
      },
    },
    {
      title: 'Answer from the window',
      async perform() {
        await liveCall(window, TANAKA.number).getByRole('button', { name: 'Answer' }).click()
        const request = await newestRequest(phone, '/gotapi/phone/acceptcall')
        const card = await read(liveCall(window, TANAKA.number), 'Connected')
        if (!(await notification(scene, 1)).closed) throw new Error('The notification is still there.')
        return `The phone service received ${request}. The window says ${card}; the notification is gone.`
      },
    },
    {
      title: 'The caller hangs up',
      async perform() {
        phone.hangUp()
        const card = await read(liveCall(window, TANAKA.number), 'Ended')
        return `The window says ${card}.`
      },
    },
  ]
}

function missedCall(scene: Scene): TourStep {
  const { window, phone } = scene
  return {
    title: `${WHITFIELD.name} calls and nobody answers`,
    async perform() {
      phone.ring({ from: WHITFIELD.number })
      await read(liveCall(window, WHITFIELD.number), 'Ringing')
      await notification(scene, 2)
      phone.hangUp()
      const { title, body } = await notification(scene, 3)
      if (!body.includes('Missed')) throw new Error(`The notification says "${body}".`)
      await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
      return `It rang; then one notification came: "${title}", "${body}". No call is left on the list.`
    },
  }
}

function lookIntoHistory({ window }: Scene): TourStep {
  return {
    title: 'Find the calls in the history',
    async perform() {
      const rows = await eventually('The history does not have three calls.', async () => {
        const texts = await historyRows(window).allInnerTexts()
        return texts.length === 3 ? texts.map((text) => text.replace(/\s+/g, ' ')) : undefined
      })
      const [newest = '', middle = '', oldest = ''] = rows
      if (!/Missed/.test(newest) || !/Answered/.test(middle) || !/Outgoing.*Answered/.test(oldest))
        throw new Error(`It says: ${rows.join(' | ')}.`)
      await historyRows(window).first().scrollIntoViewIfNeeded()
      return `Newest first: ${rows.map((row) => `"${row}"`).join(', ')}.`
    },
  }
}
