import { startSimulator } from '../../../simulator/index.ts'
import type { AccountSettings } from '../../../contract/model/account.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService } from '../../testing/conformance/conformance.ts'
import { iotCall } from './index.ts'

conformance({
  definition: iotCall,
  target: { text: '0312345678', national: '0312345678', e164: '+81312345678' },
  async start(): Promise<ConformanceService> {
    const simulator = await startSimulator()
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
      answer: () => void service.answer(),
      hangUp: () => void service.hangUp(),
      ring: (from) => void service.ring({ from }),
      spoilDialling: (kind, times) => service.corrupt({ kind, path: '/call', times }),
      spoilEverything: (kind) => service.corrupt({ kind }),
      diallings: () => service.requests().filter(({ path }) => path.endsWith('/call')).length,
      openSockets: () => 0,
      stop: () => service.stop(),
      start: () => service.start(),
      close: () => simulator.stop(),
    }
  },
})
