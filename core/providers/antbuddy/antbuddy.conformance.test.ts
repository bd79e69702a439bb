import { startSimulator } from '../../../simulator/index.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService } from '../../testing/conformance/conformance.ts'
import { antbuddy } from './index.ts'

conformance({
  definition: antbuddy,
  target: { text: '0901234567' },
  async start(): Promise<ConformanceService> {
    const simulator = await startSimulator()
    const company = simulator.control.face('antbuddy')
    const { settings, secrets } = simulator.accounts.antbuddy
    return {
      account: { settings: settings as Record<string, string>, secrets },
      reset() {
        company.clear()
        company.behaviour({ autoAnswerMs: null })
      },
      refuseSignIn: () => company.failWith({ status: 401 }),
      expireSignIn: () => company.expireTokens(),
      answer: () => void company.answer(),
      hangUp: () => void company.hangUp(),
      ring: (from) => void company.ring({ from }),
      repeatEvent() {
        const last = company.frames().findLast(({ direction }) => direction === 'out')
        if (last) company.sendFrame({ text: last.text })
      },
      sendNonsense() {
        for (const text of ['', '{', '42', '42{}', '42["CHANNEL_CREATE"]', '42["CHANNEL_CREATE",{"Call-ID":7}]', '9'])
          company.sendFrame({ text })
      },
      dropSockets: () => company.dropSockets(),
      spoilDialling: (kind, times) => company.corrupt({ kind, path: '/click-to-call/', times }),
      spoilEverything: (kind) => company.corrupt({ kind }),
      diallings: () => company.requests().filter(({ path }) => path.includes('/click-to-call/')).length,
      openSockets() {
        const sockets = company.wire().filter(({ kind }) => kind === 'socket-opened' || kind === 'socket-closed')
        return sockets.reduce((open, { kind }) => open + (kind === 'socket-opened' ? 1 : -1), 0)
      },
      stop: () => company.stop(),
      start: () => company.start(),
      close: () => simulator.stop(),
    }
  },
})
