import { startSimulator } from '../../../simulator/index.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService, Tempo } from '../../testing/conformance/conformance.ts'
import { deviceConnect } from './index.ts'

conformance({
  definition: deviceConnect,
  target: { text: '0312345678' },
  async start(clock: Tempo): Promise<ConformanceService> {
    const simulator = await startSimulator({ clock })
    const phone = simulator.control.face('device-connect')
    const { settings } = simulator.accounts['device-connect']
    return {
      account: { settings: { baseUrl: String(settings['baseUrl']) }, secrets: {} },
      reset() {
        phone.clear()
        phone.behaviour({ autoAnswerMs: null })
      },
      refuseSignIn: () => void phone.switches({ dialog: 'refuse' }),
      expireSignIn: () => phone.expireTokens(),
      answer: () => void phone.answer(),
      hangUp: () => void phone.hangUp(),
      ring: (from) => void phone.ring({ from }),
      repeatEvent() {
        const last = phone.frames().findLast(({ direction }) => direction === 'out')
        if (last) phone.sendFrame({ text: last.text })
      },
      sendNonsense() {
        for (const text of ['', '{', '[]', '{"profile":"phone","state":"levitating"}', '{"phoneStatus":7}'])
          phone.sendFrame({ text })
      },
      dropSockets: () => phone.dropSockets(),
      spoilDialling: (kind, times) => phone.corrupt({ kind, path: '/phone/call', times }),
      spoilEverything: (kind) => phone.corrupt({ kind }),
      diallings: () => phone.requests().filter(({ path }) => path === '/gotapi/phone/call').length,
      requests: () => phone.requests().length,
      // The document knows no limit; but something may stand before the service.
      throttle: (times) => phone.failWith({ status: 503, ...(times !== undefined && { times }) }),
      openSockets() {
        const sockets = phone.wire().filter(({ kind }) => kind === 'socket-opened' || kind === 'socket-closed')
        return sockets.reduce((open, { kind }) => open + (kind === 'socket-opened' ? 1 : -1), 0)
      },
      stop: () => phone.stop(),
      start: () => phone.start(),
      close: () => simulator.stop(),
    }
  },
})
