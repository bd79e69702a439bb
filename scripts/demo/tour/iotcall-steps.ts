import { callbackAddress } from '../../driving/screen.ts'
import { labelOf } from '../sign-in.ts'
import type { TourStep } from '../steps.ts'
import { commandSince, eventually, read } from './scene.ts'
import type { Scene } from './scene.ts'

/** The service rings, speaks its text and waits for buttons. */
const BROADCAST_LIMIT_MS = 20_000

/** An alarm auto-dialler: a list of people is called at once, and who answered is told. */
export function iotCallSteps({ window, service }: Scene): TourStep[] {
  const iotCall = service('iotcall')
  return [
    {
      title: 'Look at who an IoTCall broadcast calls',
      async perform() {
        // As the person enters it at the service's console.
        iotCall.noticeUrl({ url: await callbackAddress(window, labelOf('iotcall')) })
        await window.getByRole('button', { name: 'Broadcast', exact: true }).click()
        const count = await read(window.getByText(/ are called$/), /3 of 4/)
        const rows = await window.getByRole('list', { name: 'Recipients' }).getByRole('listitem').allInnerTexts()
        return `The window says ${count}: ${rows.map((row) => `"${row.replace(/\s+/g, ' ').trim()}"`).join(', ')}.`
      },
    },
    {
      title: 'Fire the broadcast, after a question',
      async perform() {
        const since = iotCall.requests().length
        await window.getByRole('button', { name: 'Fire broadcast' }).click()
        const question = window.getByRole('alertdialog')
        const asked = await read(question.getByRole('heading'), 'Call 3 people now?')
        if (iotCall.firings().length > 0) throw new Error('It was fired before the question was answered.')
        await question.getByRole('button', { name: 'Call 3 people' }).click()
        const { method, status } = await commandSince(iotCall, /\/call$/, since)
        const said = await read(window.getByText('“evacuation” was fired'), /./)
        return `The window asked ${asked}. The service received one ${method} and answered ${String(status)}; the window says ${said}.`
      },
    },
    {
      title: 'Who answered the broadcast, and which button they pressed',
      async perform() {
        await eventually(
          'Not everybody has been called.',
          () => {
            const calls = iotCall.calls()
            return (calls.length === 3 && calls.every(({ state }) => state === 'ended')) || undefined
          },
          BROADCAST_LIMIT_MS,
        )
        const sum = await eventually('The results do not come.', async () => {
          await window.getByRole('button', { name: 'Refresh' }).click()
          const line = window.getByText(/3 called · 3 answered · 3 pressed/)
          return (await line.isVisible()) ? line.innerText() : undefined
        })
        const results = window.getByRole('list', { name: 'Results' }).getByRole('listitem')
        const first = await read(results, /Button \d/)
        await results.last().scrollIntoViewIfNeeded()
        return `The window says "${sum}"; the first of them is ${first}.`
      },
    },
  ]
}
