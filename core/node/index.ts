import path from 'node:path'
import type { HostHints, TelephonyPorts, Vault } from '../ports/index.ts'
import type { VaultKind } from '../../contract/model/change.ts'
import { networkAgents } from './agents.ts'
import { nodeCallbacks } from './callbacks/node-callbacks.ts'
import { systemClock } from './clock.ts'
import { homeFiles, makeHome } from './files.ts'
import { nodeHttp } from './http/node-http.ts'
import { fileLog, silentLog } from './log.ts'
import { nodeSockets } from './sockets.ts'
import { sqliteCallStore } from './store/sqlite-call-store.ts'
import { keychainVault } from './vault/keychain-vault.ts'
import { sessionVault } from './vault/session-vault.ts'
import { vaultId } from './vault/vault-id.ts'

export { defaultHome } from './home.ts'
export { saveStream } from './save-stream.ts'
export { VERSION } from './version.ts'

const JOURNAL = 'calls.db'

export interface NodePortsOptions {
  /** The folder of settings and history; made where there is none. */
  readonly home: string
  readonly vault: VaultKind
  /** Default true: a keychain that cannot be used is found out now. False: at the first secret that is needed, if any is. */
  readonly proveVault?: boolean
  /** Default: nothing is ever hinted. */
  readonly hints?: HostHints
  /** Default true; a terminal command that writes no log says false. */
  readonly logToFile?: boolean
  /** The journal was damaged; it now lies in the home under this name and a new one was begun. */
  readonly onDamagedJournal?: (name: string) => void
}

export interface NodePorts extends TelephonyPorts {
  /** Closes the callback listener, the journal, the idle connections and the log. */
  close(): Promise<void>
}

/**
 * The plain-Node implementations of everything the core asks of its host. With `vault: 'keychain'` the keychain is tried once: where it cannot be
 * used this rejects with vault/unavailable, and the caller decides (the terminal says so and ends, the window takes `session` and says so).
 * Also rejects with store/unavailable where the home cannot be made. Nothing is left open after a rejection.
 */
export async function createNodePorts(options: NodePortsOptions): Promise<NodePorts> {
  const { home, hints = silentHints, logToFile = true, proveVault = true, onDamagedJournal } = options
  await makeHome(home)
  const vault = await createVault(options.vault, home, proveVault)
  const log = logToFile ? fileLog(home) : silentLog
  const agents = networkAgents()
  const files = homeFiles(home)
  const callbacks = nodeCallbacks({ files, log })
  const store = sqliteCallStore({
    file: path.join(home, JOURNAL),
    log,
    ...(onDamagedJournal === undefined ? {} : { onDamaged: onDamagedJournal }),
  })
  return {
    clock: systemClock,
    http: nodeHttp(agents),
    sockets: nodeSockets(agents),
    vault,
    store,
    files,
    log,
    hints,
    callbacks,
    async close() {
      await callbacks.close()
      await store.close()
      agents.close()
      log.close()
    },
  }
}

/** The vault of a home. Where it is to be proven usable, this rejects with vault/unavailable for a keychain that cannot be used. */
async function createVault(kind: VaultKind, home: string, prove: boolean): Promise<Vault> {
  if (kind === 'session') return sessionVault()
  const vault = keychainVault({ homeId: await vaultId(home) })
  if (prove) await vault.probe()
  return vault
}

const silentHints: HostHints = { onHint: () => () => undefined }
