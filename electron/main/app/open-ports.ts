import { toFailure } from '../../../core/index.ts'
import { createNodePorts } from '../../../core/node/index.ts'
import type { NodePorts } from '../../../core/node/index.ts'
import type { HostHints } from '../../../core/ports/index.ts'

/** The core's ports in this home. Without a usable keychain the app still starts: secrets then last for this run, and the window says so. */
export async function openPorts(home: string, hints: HostHints, create = createNodePorts): Promise<NodePorts> {
  try {
    return await create({ home, vault: 'keychain', hints })
  } catch (thrown) {
    const failure = toFailure(thrown)
    if (failure.code !== 'vault/unavailable') throw thrown
    const ports = await create({ home, vault: 'session', hints })
    ports.log.warn('no keychain, secrets are kept for this run only', { failure })
    return ports
  }
}
