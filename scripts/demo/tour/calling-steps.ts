import { connection, dial, liveCall, liveCalls, numberField } from '../../driving/screen.ts'
import type { TourStep } from '../steps.ts'
import { newestRequest, read } from './scene.ts'
import type { Scene } from './scene.ts'

/** As a person writes it, and as this phone dials it: its document wants 11 digits for a domestic number. */
const TYPED = '+81 90-1234-5678'
const NUMBER = '09012345678'

/** From the first sight of the window to the end of a call that we placed. */
export function callingSteps({ window, phone }: Scene): TourStep[] {
  return [
    {
      title: 'Open the app: it is signed in',
      async perform() {
        const state = await read(connection(window), /Live$/)
        const events = phone.registrations().map(({ attribute }) => attribute)
        if (events.length === 0) throw new Error('The app has not registered for any event at the phone service.')
        return `The window says ${state}. The phone service sends it: ${events.join(', ')}.`
      },
    },
    {
      title: 'Type a number',
      async perform() {
        await numberField(window).fill(TYPED)
        const readout = await read(window.getByText(/^Dials /), NUMBER)
        const dialled = phone.calls().length
        if (dialled > 0) throw new Error('Something was dialled before Call was pressed.')
        return `Below the number the window says ${readout}. Nothing is dialled yet.`
      },
    },
    {
      title: 'Press Call',
      async perform() {
        await dial(window, TYPED)
        const request = await newestRequest(phone, '/gotapi/phone/call')
        const card = await read(liveCall(window, NUMBER), /Dialing|Ringing|Connected/)
        return `The phone service received ${request}. The window shows the call: ${card}.`
      },
    },
    {
      title: 'The other side answers',
      async perform() {
        const card = await read(liveCall(window, NUMBER), 'Connected')
        const [call] = phone.calls()
        if (call?.state !== 'active') throw new Error(`On the phone the call is ${call?.state ?? 'not there'}.`)
        return `The window follows live: ${card}. On the phone the call is ${call.state}.`
      },
    },
    {
      title: 'Hang up from the window',
      async perform() {
        await liveCall(window, NUMBER).getByRole('button', { name: 'Hang up' }).click()
        const request = await newestRequest(phone, '/gotapi/phone/endcall')
        const card = await read(liveCall(window, NUMBER), 'Ended')
        await liveCalls(window).waitFor({ state: 'hidden', timeout: 10_000 })
        return `The phone service received ${request}. The window said ${card}, then took the call off the list.`
      },
    },
  ]
}
