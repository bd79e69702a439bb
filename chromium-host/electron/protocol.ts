import type * as Electron from 'electron'
import type { SchemeHandler, SchemeRegistry } from '../schemes/registry.ts'

/** `protocol`: the app's own schemes. */
export class HostProtocol implements Pick<
  Electron.Protocol,
  'registerSchemesAsPrivileged' | 'unhandle' | 'isProtocolHandled'
> {
  readonly #schemes: SchemeRegistry

  constructor(schemes: SchemeRegistry) {
    this.#schemes = schemes
  }

  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    for (const { scheme, privileges } of customSchemes) this.#schemes.register(scheme, privileges ?? {})
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.isProtocolHandled(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    this.#schemes.handle(scheme, handler)
  }

  unhandle(scheme: string): void {
    if (!this.#schemes.unhandle(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`)
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#schemes.handlerOf(scheme) !== undefined
  }
}
