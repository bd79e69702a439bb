import type { Scenario } from './scenario.ts'

export const flakyNetwork: Scenario = {
  title: 'The connection drops, answers late, goes silent and comes back, while calls come in.',
  async play({ face, wait }) {
    for (let round = 0; round < 20; round += 1) {
      await wait(5000)
      const call = face.ring({ from: 'Harriet' })
      await wait(1500)
      face.dropSockets()
      face.refuseSockets()
      await wait(4000)
      face.refuseSockets({ on: false })
      if (face.calls().some((known) => known.id === call.id && known.state !== 'ended')) face.hangUp({ call: call.id })
      face.delay({ ms: 2500, times: 3 })
      await wait(8000)
      face.muteSockets()
      await wait(10_000)
      face.muteSockets({ on: false })
      face.failWith({ status: 503, times: 2 })
      face.dropSockets({ code: 1012, reason: 'restarting' })
    }
    await wait(5000)
    face.clearFaults()
  },
}
