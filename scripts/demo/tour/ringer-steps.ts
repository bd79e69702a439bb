import { ringer } from '../../driving/screen.ts'
import { ringerModesSent } from '../../driving/phone.ts'
import type { TourStep } from '../steps.ts'
import { eventually, read } from './scene.ts'
import type { Scene } from './scene.ts'

const MODES = [
  { name: 'Silent', mode: 'silent', sent: '0' },
  { name: 'Manner', mode: 'manner', sent: '1' },
  { name: 'Sound', mode: 'sound', sent: '2' },
] as const

/** The phone's ringer through its three modes. */
export function ringerSteps({ window, phone }: Scene): TourStep[] {
  return MODES.map(({ name, mode, sent }) => ({
    title: `Switch the ringer to ${name.toLowerCase()}`,
    async perform() {
      const choice = ringer(window).getByRole('radio', { name })
      await choice.click()
      await eventually(`The phone's ringer is ${phone.ringerMode()}.`, () => phone.ringerMode() === mode || undefined)
      const last = ringerModesSent(phone).at(-1)
      if (last !== sent) throw new Error(`The phone service received mode=${String(last)} instead of mode=${sent}.`)
      await eventually('The window shows another mode.', async () => (await choice.isChecked()) || undefined)
      const certainty = await read(window.getByText(/^Assumed/), /./)
      return `The phone service received PUT /gotapi/phone/set with mode=${sent}; the phone is on ${mode}. The window marks ${name} and says ${certainty}.`
    },
  }))
}
