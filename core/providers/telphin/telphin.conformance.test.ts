import type { AccountSettings } from '../../../contract/model/account.ts'
import { startSimulator } from '../../../simulator/index.ts'
import { conformance } from '../../testing/conformance/conformance.ts'
import type { ConformanceService } from '../../testing/conformance/conformance.ts'
import { telphin } from './index.ts'

conformance({
  definition: telphin,
  target: { text: '+79876543210', e164: '+79876543210' },
  async start(): Promise<ConformanceService> {
    const simulator = await startSimulator()
    const service = simulator.control.face('telphin')
    const { settings, secrets } = simulator.accounts.telphin
    return {
      account: { settings: settings as AccountSettings, secrets },
      reset: () => service.clear(),
      refuseSignIn() {
        service.expireTokens()
        service.failWith({ status: 400, path: '/oauth/token' })
      },
      expireSignIn: () => service.expireTokens(),
      answer: () => void service.answer(),
      hangUp: () => void service.hangUp(),
      ring: (from) => void service.ring({ from }),
      spoilDialling: (kind, times) => service.corrupt({ kind, path: '/callback/', times }),
      spoilEverything: (kind) => service.corrupt({ kind }),
      diallings: () => service.requests().filter(({ path }) => path.endsWith('/callback/')).length,
      openSockets: () => 0,
      stop: () => service.stop(),
      start: () => service.start(),
      close: () => simulator.stop(),
    }
  },
})
