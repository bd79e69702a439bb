import type * as Electron from 'electron'

/** What `protocol.handle` is given. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>

/** The app's own schemes: those it registered as privileged and those it answers. */
export class SchemeRegistry {
  readonly #privileges = new Map<string, Electron.Privileges>()
  readonly #handlers = new Map<string, SchemeHandler>()
  readonly #listeners = new Set<() => void>()
  /** All known schemes, lower case, without the colon. */
  readonly names = new Set<string>()

  register(scheme: string, privileges: Electron.Privileges): void {
    this.#privileges.set(scheme, privileges)
    this.#learn(scheme)
  }

  handle(scheme: string, handler: SchemeHandler): void {
    this.#handlers.set(scheme, handler)
    this.#learn(scheme)
  }

  unhandle(scheme: string): boolean {
    return this.#handlers.delete(scheme)
  }

  handlerOf(scheme: string): SchemeHandler | undefined {
    return this.#handlers.get(scheme)
  }

  /** Called when a scheme becomes known. */
  onNewScheme(listener: () => void): void {
    this.#listeners.add(listener)
  }

  #learn(scheme: string): void {
    if (this.names.has(scheme)) return
    this.names.add(scheme)
    for (const listener of this.#listeners) listener()
  }
}
