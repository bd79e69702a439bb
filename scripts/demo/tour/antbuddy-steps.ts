import { callWith, dial, historyRows, liveCalls, syncHistory } from '../../driving/screen.ts'
import { labelOf } from '../sign-in.ts'
import type { TourStep } from '../steps.ts'
import { commandSince, eventually, read } from './scene.ts'
import type { Scene } from './scene.ts'

const TYPED = '090 123 4567'
const PAST_CALLS = 240

/** A company's desk phone: click-to-call, and the history that the service keeps. */
export function antBuddySteps({ window, service }: Scene): TourStep[] {
  const antBuddy = service('antbuddy')
  const card = liveCalls(window).getByRole('article').first()
  return [
    {
      title: 'Call with AntBuddy: the own desk phone rings first',
      async perform() {
        await callWith(window, labelOf('antbuddy'))
        const hint = await read(window.getByText('Your own phone rings first.'), /./)
        const since = antBuddy.requests().length
        await dial(window, TYPED)
        const { method, path } = await commandSince(antBuddy, /click-to-call/, since)
        return `Before the call the window says ${hint}. The service received ${method} ${path}; events say: ${await read(card, 'Connected')}.`
      },
    },
    {
      title: 'The other side hangs up the AntBuddy call',
      async perform() {
        antBuddy.hangUp()
        const ended = await read(card, 'Ended')
        await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
        return `The window says ${ended}.`
      },
    },
    {
      title: 'Sync the history that the services keep',
      async perform() {
        antBuddy.preload({ calls: PAST_CALLS })
        const since = antBuddy.requests().length
        await syncHistory(window)
        const pages = await eventually('AntBuddy was not asked for its history.', () => {
          const asked = antBuddy.requests().slice(since)
          const count = asked.filter(({ path, status }) => path.endsWith('/call/histories') && status === 200).length
          return count > 2 ? count : undefined
        })
        const notice = await read(window.getByText(`${labelOf('antbuddy')}: `), 'calls read')
        const rows = await eventually('The history did not grow.', async () => {
          const count = await historyRows(window).count()
          return count > 20 ? count : undefined
        })
        await historyRows(window).nth(5).scrollIntoViewIfNeeded()
        return `AntBuddy gave ${pages} pages. The window says ${notice}, and ${rows} rows of the history are drawn so far.`
      },
    },
  ]
}
