import type { DevToolsSession, PausedRequest } from '../chromium/protocol.ts'
import { fromWire, schemeOf, toWire } from './address.ts'
import type { SchemeRegistry } from './registry.ts'
import { requestFor, wireResponse } from './wire-response.ts'

/** What an observer wants done with a request; undefined lets it go on. */
export type Verdict = { readonly cancel: true } | { readonly redirectURL: string } | undefined

/** Those who may stop a request before it is answered, and change an answer's headers. */
export interface RequestObserver {
  /** `url` is the app's own form of the address. */
  beforeRequest(request: PausedRequest, url: string): Promise<Verdict>
  /** Answers the headers to use instead, or the same ones. `cancel` refuses the response. */
  headersReceived(request: PausedRequest, url: string, response: Response): Promise<Response | 'cancel'>
}

/**
 * Every request of one page comes by here:
 *
 *     sidetone-app://… in wire form  -> the app's protocol handler
 *     recording://… as the page wrote it -> 307 to its wire form (only https media can seek)
 *     anything else -> goes on; only loopback addresses resolve (chromium/switches.ts)
 */
export class Interception {
  readonly #session: DevToolsSession
  readonly #schemes: SchemeRegistry
  readonly #observer: RequestObserver

  constructor(session: DevToolsSession, schemes: SchemeRegistry, observer: RequestObserver) {
    this.#session = session
    this.#schemes = schemes
    this.#observer = observer
    session.on('Fetch.requestPaused', (paused) => void this.#answer(paused))
  }

  async enable(): Promise<void> {
    await this.#session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  }

  async #answer(paused: PausedRequest): Promise<void> {
    try {
      await this.#decide(paused)
    } catch (error) {
      console.error(`chromium-host: no answer for ${paused.request.url}:`, error)
      await this.#refuse(paused, 'Failed')
    }
  }

  async #decide(paused: PausedRequest): Promise<void> {
    const { requestId, request } = paused
    const { names } = this.#schemes
    const url = fromWire(request.url, names)
    const verdict = await this.#observer.beforeRequest(paused, url)
    if (verdict !== undefined && 'cancel' in verdict) return this.#refuse(paused, 'Aborted')
    if (verdict !== undefined) return this.#redirect(requestId, toWire(verdict.redirectURL, names))
    if (names.has(schemeOf(request.url))) return this.#redirect(requestId, toWire(request.url, names))
    if (!names.has(schemeOf(url))) return this.#ignoreGone(this.#session.send('Fetch.continueRequest', { requestId }))
    return this.#fulfil(paused, url)
  }

  async #fulfil(paused: PausedRequest, url: string): Promise<void> {
    const handler = this.#schemes.handlerOf(schemeOf(url))
    if (handler === undefined) return this.#refuse(paused, 'Failed')
    // Chromium asks an https origin for its icon; of a scheme of the app it would not.
    if (url.endsWith('/favicon.ico')) return this.#answerNothing(paused.requestId)
    const response = await handler(requestFor(paused, url, this.#schemes.names))
    if (response.type === 'error') return this.#refuse(paused, 'Failed')
    const observed = await this.#observer.headersReceived(paused, url, response)
    if (observed === 'cancel') return this.#refuse(paused, 'Aborted')
    const wire = await wireResponse(observed, this.#schemes.names)
    await this.#ignoreGone(this.#session.send('Fetch.fulfillRequest', { requestId: paused.requestId, ...wire }))
  }

  async #answerNothing(requestId: string): Promise<void> {
    await this.#ignoreGone(this.#session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }))
  }

  async #redirect(requestId: string, location: string): Promise<void> {
    const responseHeaders = [
      { name: 'location', value: location },
      { name: 'access-control-allow-origin', value: '*' },
    ]
    await this.#ignoreGone(
      this.#session.send('Fetch.fulfillRequest', { requestId, responseCode: 307, responseHeaders, body: '' }),
    )
  }

  async #refuse(paused: PausedRequest, errorReason: 'Aborted' | 'Failed'): Promise<void> {
    await this.#ignoreGone(this.#session.send('Fetch.failRequest', { requestId: paused.requestId, errorReason }))
  }

  /** A page may navigate away or close while its request is being answered; then nobody waits for the answer. */
  async #ignoreGone(sent: Promise<unknown>): Promise<void> {
    await sent.catch((error: unknown) => {
      if (!/Invalid InterceptionId|Session with given id|has ended|Target closed/.test(String(error))) throw error
    })
  }
}
