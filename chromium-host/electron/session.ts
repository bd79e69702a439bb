import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import type { SchemeRegistry } from '../schemes/registry.ts'
import type { Host } from './host.ts'
import { Permissions } from './permissions.ts'
import type { HostProtocol } from './protocol.ts'
import { WebRequests } from './web-request.ts'

/** `session.defaultSession`. There is one session; its profile lives as long as the process. */
export class HostSession
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | 'setDevicePermissionHandler'
      | 'clearStorageData'
      | 'clearCache'
      | 'setProxy'
      | 'resolveProxy'
      | 'setSpellCheckerEnabled'
      | 'isPersistent'
      | 'getUserAgent'
    >
{
  readonly schemes: SchemeRegistry
  readonly protocol: HostProtocol
  readonly permissions: Permissions
  readonly requests = new WebRequests()
  readonly webRequest = this.requests
  readonly #host: Host

  constructor(host: Host, protocol: HostProtocol) {
    super()
    this.#host = host
    this.schemes = host.schemes
    this.protocol = protocol
    this.permissions = new Permissions(host)
  }

  setPermissionRequestHandler(handler: Parameters<Permissions['setRequestHandler']>[0]): void {
    this.permissions.setRequestHandler(handler)
  }

  setPermissionCheckHandler(handler: Parameters<Permissions['setCheckHandler']>[0]): void {
    this.permissions.setCheckHandler(handler)
  }

  /** Chromium shows no device chooser on the host, so no device is ever granted. */
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}
  isPersistent = (): boolean => false
  getUserAgent = (): string => ''

  async clearStorageData(): Promise<void> {
    const { connection } = await this.#host.chromium
    await connection.browser.send('Storage.clearCookies')
  }

  async clearCache(): Promise<void> {}
  /** Pages reach loopback only, so there is nothing to proxy. */
  async setProxy(): Promise<void> {}
  resolveProxy = async (): Promise<string> => 'DIRECT'
}
