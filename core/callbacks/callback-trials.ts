import type { CallbackTest } from '../../contract/model/callback.ts'
import { fail, toFailure } from '../failure.ts'
import { publicAddress } from '../net/public-address.ts'
import type { Callbacks, Cancel, Clock, Http } from '../ports/index.ts'

/** What marks a trial callback; its value tells one trial from another. */
const mark = 'sidetone-trial'
/** What was answered is told a moment later. */
const arrivalMs = 2_000
const requestMs = 10_000

interface Opened {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** Stands between the listener and the providers, so that a trial callback can be sent and recognised without a provider taking it for a call. */
export class CallbackTrials implements Callbacks {
  private readonly callbacks: Callbacks
  private readonly http: Http
  private readonly clock: Clock
  private readonly opened = new Map<string, Opened>()
  private readonly awaited = new Map<string, () => void>()

  constructor(parts: { callbacks: Callbacks; http: Http; clock: Clock }) {
    this.callbacks = parts.callbacks
    this.http = parts.http
    this.clock = parts.clock
  }

  readonly open: Callbacks['open'] = async (options, received) => {
    const address = await this.callbacks.open(options, (request) => {
      const trial = new URLSearchParams(request.query).get(mark)
      if (trial === null) return received(request)
      this.awaited.get(trial)?.()
    })
    const opened = { url: address.url, headers: basicAuthOf(options.basicAuth) }
    this.opened.set(options.account, opened)
    return {
      url: address.url,
      close: async () => {
        if (this.opened.get(options.account) === opened) this.opened.delete(options.account)
        await address.close()
      },
    }
  }

  /** Tries the listener's own address, and the public one where there is one. Fails with not-found where nobody listens for the account. */
  async test(account: string, callbackUrl: string | undefined, signal: AbortSignal): Promise<CallbackTest> {
    const opened = this.opened.get(account)
    if (opened === undefined) throw fail('not-found', { params: { what: 'listener' } })
    const local = await this.tried(opened.url, opened, signal)
    if (callbackUrl === undefined) return { local }
    return { local, public: await this.tried(publicAddress(callbackUrl, opened.url), opened, signal) }
  }

  private async tried(url: string, opened: Opened, signal: AbortSignal): Promise<CallbackTest['local']> {
    const id = this.clock.newId()
    let giveUp: Cancel = () => undefined
    const arrival = new Promise<boolean>((resolve) => this.awaited.set(id, () => resolve(true)))
    try {
      const target = new URL(url)
      const query = [...target.searchParams.entries(), [mark, id]] as const
      const client = this.http.open({ baseUrl: target.origin })
      await client.send(
        { method: 'GET', path: target.pathname, query, headers: opened.headers, timeoutMs: requestMs },
        signal,
      )
      const tooLate = new Promise<boolean>((resolve) => {
        giveUp = this.clock.after(arrivalMs, () => resolve(false))
      })
      return { url, arrived: await Promise.race([arrival, tooLate]) }
    } catch (thrown) {
      return { url, arrived: false, failure: toFailure(thrown) }
    } finally {
      giveUp()
      this.awaited.delete(id)
    }
  }
}

function basicAuthOf(credentials: { username: string; password: string } | undefined): Record<string, string> {
  if (credentials === undefined) return {}
  // UTF-8, as the listener's challenge says.
  const bytes = new TextEncoder().encode(`${credentials.username}:${credentials.password}`)
  return { Authorization: `Basic ${btoa(String.fromCharCode(...bytes))}` }
}
