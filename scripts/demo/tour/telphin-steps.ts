import { callWith, dial, liveCalls } from '../../driving/screen.ts'
import { labelOf } from '../sign-in.ts'
import type { TourStep } from '../steps.ts'
import { commandSince, read } from './scene.ts'
import type { Scene } from './scene.ts'

const TYPED = '+7 916 123-45-67'
const MOBILE = '+79876543210'

/** An extension of a hosted telephone system: a call by callback, and the phone terminal's own properties. */
export function telphinSteps({ window, service }: Scene): TourStep[] {
  const telphin = service('telphin')
  const card = liveCalls(window).getByRole('article').first()
  return [
    {
      title: 'Call with Telphin by callback',
      async perform() {
        await callWith(window, labelOf('telphin'))
        const since = telphin.requests().length
        await dial(window, TYPED)
        const { method, path, body } = await commandSince(telphin, /\/callback\/$/, since)
        return `The service received ${method} ${path} with ${body}. The window says ${await read(card, 'Connected')}.`
      },
    },
    {
      title: 'The other side hangs up the Telphin call',
      async perform() {
        telphin.hangUp()
        const ended = await read(card, 'Ended')
        await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
        return `The window says ${ended}.`
      },
    },
    {
      title: 'Bind a mobile number to the Telphin extension',
      async perform() {
        await window.getByRole('button', { name: 'Phone terminal', exact: true }).click()
        await window.getByRole('textbox', { name: 'External mobile number' }).fill(MOBILE)
        const since = telphin.requests().length
        await window.getByRole('button', { name: 'Save changes' }).click()
        const { method, path, body } = await commandSince(telphin, /\/phone\/$/, since)
        const notice = await read(window.getByText('The phone terminal was changed'), /./)
        const kept = telphin.phone()['external_number']
        if (kept !== MOBILE) throw new Error(`The service has ${String(kept)}.`)
        return `The service received ${method} ${path} with ${body}, only what was changed. The window says ${notice}.`
      },
    },
  ]
}
