import { startSimulator } from '../../../simulator/index.ts'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService, Tempo } from '../../testing/conformance/conformance.ts'
import { iotCall } from './index.ts'

conformance({
  definition: iotCall,
  target: { text: '0312345678', national: '0312345678', e164: '+81312345678' },
  // What became of a call is in the rule's history, which is looked at half a minute later and then every minute.
  sees: 'end',
  speed: 100,
  async start(clock: Tempo): Promise<ConformanceService> {
    const simulator = await startSimulator({ clock })
    const service = simulator.control.face('iotcall')
    const { settings, secrets } = simulator.accounts.iotcall
    const authCode = secrets['authCode'] ?? ''
    return {
      account: { settings: settings as AccountSettings, secrets },
      reset() {
        service.clear()
        service.changeAuthCode({ authCode })
      },
      refuseSignIn: () => service.changeAuthCode({ authCode: 'somebody-elses' }),
      // An AuthCode has no end.
      expireSignIn: () => undefined,
      // Who is called a second later answers, listens, and the service hangs up.
      answer: () => undefined,
      hangUp: () => undefined,
      ring: (from) => void service.ring({ from }),
      spoilDialling: (kind, times) => service.corrupt({ kind, path: '/call', times }),
      spoilEverything: (kind) => service.corrupt({ kind }),
      diallings: () => service.requests().filter(({ path }) => path.endsWith('/call')).length,
      requests: () => service.requests().length,
      // The document names no limit.
      throttle: (times) => service.failWith({ status: 503, ...(times !== undefined && { times }) }),
      past: {
        async preload(calls) {
          service.preload({ calls })
          return calls
        },
      },
      openSockets: () => 0,
      stop: () => service.stop(),
      start: () => service.start(),
      close: () => simulator.stop(),
    }
  },
})
