import { fail } from '../../failure.ts'
import { SerialQueue } from '../../net/serial-queue.ts'
import type { CallbackAddress, CallbackRequest, Callbacks } from '../../ports/index.ts'
import type { AccountVault } from '../../provider.ts'
import { asOurs, invalid } from './failures.ts'
import type { FoneStormSettings } from './settings.ts'

export interface ListenerParts {
  readonly callbacks: Callbacks
  readonly vault: AccountVault
  readonly account: string
  readonly settings: FoneStormSettings
  readonly received: (request: CallbackRequest) => void
  /** Told once it is open: what callbacks must reach. */
  readonly opened: (url: string) => void
}

/** An open listener. */
export interface OpenListener {
  readonly url: string
  readonly credentials: { readonly username: string; readonly password: string } | undefined
}

/**
 * This account's place at the app's listener. Once open it stays so, whatever becomes of registering it: callbacks that somebody set by hand are as welcome.
 *
 *   shut ──open──► open ──close──► closed
 *     └──no port, no password──► shut (the open fails; the next one tries again)
 */
export class Listener {
  readonly #parts: ListenerParts
  readonly #turns = new SerialQueue()
  #open: (OpenListener & { readonly address: CallbackAddress }) | undefined
  #closed = false

  constructor(parts: ListenerParts) {
    this.#parts = parts
  }

  open(): Promise<OpenListener> {
    return this.#turns.run(async () => {
      if (this.#closed) throw fail('aborted')
      this.#open ??= await this.#begin()
      return this.#open
    })
  }

  close(): Promise<void> {
    return this.#turns.run(async () => {
      this.#closed = true
      const address = this.#open?.address
      this.#open = undefined
      await address?.close()
    })
  }

  async #begin() {
    const { callbacks, account, received, opened } = this.#parts
    const credentials = await this.#credentials()
    try {
      const options = { account, ...(credentials && { basicAuth: credentials }) }
      const address = await callbacks.open(options, received)
      opened(address.url)
      return { url: address.url, credentials, address }
    } catch (thrown) {
      throw asOurs(thrown)
    }
  }

  async #credentials(): Promise<OpenListener['credentials']> {
    const { callbackUsername: username } = this.#parts.settings
    if (username === undefined) return undefined
    const password = await this.#parts.vault.read('callbackPassword')
    // Without it the listener would let anybody in who the person thinks is kept out.
    if (!password) throw invalid('callbackPassword', 'required')
    return { username, password }
  }
}
