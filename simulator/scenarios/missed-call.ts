import type { Scenario } from './scenario.ts'

export const missedCall: Scenario = {
  title: 'Somebody calls, nobody answers, they give up; a minute later they try again.',
  async play({ face, wait }) {
    await wait(3000)
    const first = face.ring({ from: 'Nguyễn' })
    await wait(12_000)
    face.hangUp({ call: first.id })
    await wait(60_000)
    const second = face.ring({ from: 'Nguyễn' })
    await wait(20_000)
    face.hangUp({ call: second.id })
  },
}
