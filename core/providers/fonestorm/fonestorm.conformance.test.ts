import { startSimulator } from '../../../simulator/index.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService } from '../../testing/conformance/conformance.ts'
import { foneStorm } from './index.ts'

conformance({
  definition: foneStorm,
  target: { text: '3215551801' },
  async start(): Promise<ConformanceService> {
    const simulator = await startSimulator()
    const service = simulator.control.face('fonestorm')
    const { settings, secrets } = simulator.accounts.fonestorm
    return {
      account: {
        settings: {
          baseUrl: String(settings['baseUrl']),
          username: String(settings['username']),
          foneNumber: String(settings['foneNumber']),
        },
        secrets,
      },
      reset() {
        service.clear()
        service.restoreFoneNumbers()
        service.behaviour({ autoAnswerMs: null })
        // Each test signs in anew, and many run within a second.
        service.switches({ requestsPerSecond: null })
      },
      refuseSignIn() {
        service.answerError({ status: 401, path: '/auth', times: 1000 })
        service.expireTokens()
      },
      expireSignIn: () => service.expireTokens(),
      answer: () => void service.answer(),
      hangUp: () => void service.hangUp(),
      ring: (from) => void service.ring({ from }),
      sendNonsense() {
        service.sendCallback({ data: { status: 'LEVITATING' as 'BEGIN' } })
        service.sendCallback({ data: { uid: '' } })
      },
      repeatEvent() {
        const last = service.callbacks().at(-1)
        if (last) service.sendCallback({ kind: last.kind, data: last.data })
      },
      spoilDialling: (kind, times) => service.corrupt({ kind, path: '/calls', times }),
      spoilEverything: (kind) => service.corrupt({ kind }),
      diallings: () => service.requests().filter(({ path }) => path === '/v2/calls').length,
      openSockets: () => 0,
      stop: () => service.stop(),
      start: () => service.start(),
      close: () => simulator.stop(),
    }
  },
})
