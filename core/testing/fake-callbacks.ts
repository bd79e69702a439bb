import type { CallbackAddress, CallbackOptions, CallbackRequest, Callbacks } from '../ports/callbacks.ts'
import type { Notebook } from '../ports/notebook.ts'

interface OpenAddress {
  readonly options: CallbackOptions
  readonly received: (request: CallbackRequest) => void
}

/** A listener at which the test plays the services. */
export class FakeCallbacks implements Callbacks {
  /** The open addresses by account. */
  readonly opened = new Map<string, OpenAddress>()
  /** Thrown by every `open` while it is set. */
  broken: Error | undefined

  async open(options: CallbackOptions, received: (request: CallbackRequest) => void): Promise<CallbackAddress> {
    if (this.broken) throw this.broken
    const address = { options, received }
    const { account } = options
    this.opened.set(account, address)
    return {
      url: `http://127.0.0.1:20000/path-of-${account}`,
      close: async () => {
        if (this.opened.get(account) === address) this.opened.delete(account)
      },
    }
  }

  /** A service calls the account's address; what is left out is an empty GET. Throws where nobody listens. */
  deliver(account: string, request: Partial<CallbackRequest>): void {
    const address = this.opened.get(account)
    if (address === undefined) throw new Error(`nobody listens for ${account}`)
    address.received({ method: 'GET', path: '', query: '', headers: {}, body: '', ...request })
  }
}

/** Notes in memory. */
export class FakeNotebook implements Notebook {
  readonly notes = new Map<string, string>()
  /** Thrown by everything while it is set. */
  broken: Error | undefined

  async read(name: string): Promise<string | undefined> {
    if (this.broken) throw this.broken
    return this.notes.get(name)
  }

  async write(name: string, text: string): Promise<void> {
    if (this.broken) throw this.broken
    this.notes.set(name, text)
  }

  async remove(name: string): Promise<void> {
    if (this.broken) throw this.broken
    this.notes.delete(name)
  }
}
