import { createTelephony } from '../../core/index.ts'
import { createNodePorts } from '../../core/node/index.ts'
import type { Telephony } from '../../core/telephony-api.ts'
import type { FaceId, Simulator } from '../../simulator/index.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** The account of every benchmark on the core. */
export const ACCOUNT = 'bench'

export interface AccountCore {
  readonly telephony: Telephony
  close(): Promise<void>
}

/** The core as the command line composes it, in a home of its own with one account on a simulated service. */
export async function openAccountCore(simulator: Simulator, provider: FaceId): Promise<AccountCore> {
  const ports = await createNodePorts({ home: temporaryFolder(), vault: 'session' })
  const telephony = await createTelephony(ports)
  const { settings, secrets } = simulator.accounts[provider]
  // The simulator names its settings as the front door reads them.
  const draft = { id: ACCOUNT, provider, label: ACCOUNT, settings, secrets } as Parameters<
    Telephony['accounts']['add']
  >[0]
  await telephony.accounts.add(draft)
  return {
    telephony,
    async close() {
      await telephony.close()
      await ports.close()
    },
  }
}
