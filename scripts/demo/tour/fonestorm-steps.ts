import { callWith, dial, liveCalls } from '../../driving/screen.ts'
import { labelOf } from '../sign-in.ts'
import type { TourStep } from '../steps.ts'
import { commandSince, eventually, read, toMainPage } from './scene.ts'
import type { Scene } from './scene.ts'

const TYPED = '(321) 555-0181'
const TEXT = 'Your table is ready.'

/** A number that speaks a text, and callbacks that tell of its calls. */
export function foneStormSteps({ window, service }: Scene): TourStep[] {
  const foneStorm = service('fonestorm')
  const card = liveCalls(window).getByRole('article').first()

  /** The newest callback of this kind that the app has taken. */
  function callback(status: string): Promise<string> {
    return eventually(`No ${status} callback was taken.`, () => {
      const sent = foneStorm.callbacks().findLast(({ data, state }) => data.status === status && state === 'delivered')
      return sent && `${sent.data.status} ${sent.data.from} → ${sent.data.to} ${sent.data.disposition ?? ''}`.trim()
    })
  }

  return [
    {
      title: 'Call with FoneStorm and have a text spoken',
      async perform() {
        await toMainPage(window)
        await callWith(window, labelOf('fonestorm'))
        await window.getByRole('textbox', { name: 'Message to speak' }).fill(TEXT)
        const since = foneStorm.requests().length
        await dial(window, TYPED)
        const { method, path, body } = await commandSince(foneStorm, /\/calls$/, since)
        const begin = await callback('BEGIN')
        return `The service received ${method} ${path} with ${body}. Its callback "${begin}" came; the window says ${await read(card, /Dialing|Ringing|Connected/)}.`
      },
    },
    {
      title: 'The text is spoken, and the callback tells the end',
      async perform() {
        const end = await callback('END')
        const ended = await read(card, 'Ended')
        await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
        return `The callback "${end}" came; the window says ${ended}.`
      },
    },
  ]
}
