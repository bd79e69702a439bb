import { startSimulator } from '../../../simulator/index.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService, Tempo } from '../../testing/conformance/conformance.ts'
import { foneStorm } from './index.ts'

conformance({
  definition: foneStorm,
  target: { text: '3215551801' },
  // BEGIN and END: of an answer nothing is told.
  sees: 'end',
  async start(clock: Tempo): Promise<ConformanceService> {
    const simulator = await startSimulator({ clock })
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
      async scramble(happens) {
        service.reorderCallbacks()
        happens()
        await service.callbacksSettled()
        service.reorderCallbacks({ on: false })
      },
      requests: () => service.requests().length,
      throttle: (times = 1_000) => service.answerError({ status: 429, times }),
      limitRate: () => void service.switches({ requestsPerSecond: 10 }),
      openSockets: () => 0,
      stop: () => service.stop(),
      start: () => service.start(),
      close: () => simulator.stop(),
    }
  },
})
