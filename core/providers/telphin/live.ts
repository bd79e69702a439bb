import type { Failure } from '../../../contract/model/failure.ts'
import { toFailure } from '../../failure.ts'
import type { FailureError } from '../../failure.ts'
import { callbackFields } from '../../net/callback-fields.ts'
import { supervisedPolling } from '../../net/poller.ts'
import type { PollQuota } from '../../net/poller.ts'
import { publicAddress } from '../../net/public-address.ts'
import type { SupervisedConnection, Treatment } from '../../net/supervisor.ts'
import type { CallbackAddress, CallbackRequest, Callbacks, Clock, Log } from '../../ports/index.ts'
import type { ListenerFact } from '../../provider.ts'
import type { AfterCall } from './after-call.ts'
import type { CallTracker } from './call-tracker.ts'
import type { TelphinClient } from './client.ts'
import type { Directory } from './directory.ts'
import { liveRowOf, readEvent } from './map.ts'
import type { TelphinSettings } from './settings.ts'
import type { Subscriptions } from './subscriptions.ts'
import { CurrentCall, readRows } from './wire.ts'

/*
 * One connection for live calls, from nothing to live; the supervisor makes the next one when this breaks.
 *
 *   extension found ──callbackUrl──► listener ──► subscriptions ──► first list ──► live: webhooks, and the list every 30 s
 *          │                             └─ cannot be had, or denied ─┐
 *          └──no callbackUrl──────────────────────────────────────────┴► first list ──► live: the list every 5 s
 *   any step failed ──► the attempt has failed          live ──list fails three times──► lost
 *
 * Webhooks are not repeated and not signed: the list of current calls is the truth that they only hurry along, so that a lost one leaves no call ringing.
 */

const pollMs = 5_000
const besideWebhooksMs = 30_000
const bears = 2
const backoff = { baseMs: 1_000, capMs: 10_000 }

export interface LiveCallsParts {
  readonly account: string
  readonly settings: TelphinSettings
  readonly clock: Clock
  readonly log: Log
  readonly callbacks: Callbacks
  readonly client: TelphinClient
  readonly directory: Directory
  readonly subscriptions: Subscriptions
  readonly tracker: CallTracker
  readonly afterCall: AfterCall
  readonly emit: (fact: ListenerFact) => void
}

export class LiveCalls {
  readonly #parts: LiveCallsParts
  #address: CallbackAddress | undefined
  #connection: SupervisedConnection | undefined
  /** When the list was last seen. */
  #seenAt: number | undefined

  constructor(parts: LiveCallsParts) {
    this.#parts = parts
  }

  /** How calls come to us now. */
  get way(): 'callbacks' | 'polling' {
    return this.#address === undefined ? 'polling' : 'callbacks'
  }

  /** The supervisor's attempt. */
  async connect(signal: AbortSignal, lost: (failure: FailureError) => void): Promise<SupervisedConnection> {
    const { clock, directory, tracker, afterCall } = this.#parts
    await directory.extensionId(signal)
    await this.#subscribe(signal)
    const seenAt = this.#seenAt
    const intervalMs = this.#address === undefined ? pollMs : besideWebhooksMs
    const poll = (inner: AbortSignal) => this.#poll(inner)
    const connection = await supervisedPolling({ clock, intervalMs, poll, bears, backoff }, signal, (failure) => {
      tracker.sightLost()
      lost(failure)
    })
    // Calls may have come and gone while nobody told us.
    if (seenAt !== undefined) void afterCall.catchUp(seenAt)
    this.#connection = connection
    return {
      ...connection,
      abandon: () => {
        connection.abandon()
        tracker.sightLost()
      },
    }
  }

  /** Something has changed: look now. */
  look(): void {
    this.#connection?.suspect()
  }

  /** After the supervisor has stopped. */
  async close(): Promise<void> {
    const address = this.#address
    this.#address = undefined
    this.#connection = undefined
    await this.#parts.subscriptions.clear()
    await address?.close()
  }

  async #poll(signal: AbortSignal): Promise<PollQuota | undefined> {
    const { client, clock, directory, log, tracker } = this.#parts
    const askedAt = clock.now()
    const path = `/extension/${await directory.extensionId(signal)}/current_calls/`
    const response = await client.send({ method: 'GET', path, wanted: 'extension' }, signal)
    const { rows, skipped } = readRows(CurrentCall, response)
    if (skipped > 0) log.warn('current calls cannot be read', { rows: skipped })
    // A row that cannot be read may be any call: then none is taken for gone.
    tracker.hearList(rows.map(liveRowOf), skipped > 0 ? Number.NEGATIVE_INFINITY : askedAt)
    this.#seenAt = clock.now()
    return client.quota
  }

  /** Webhooks, where they can be had; without them calls are polled. */
  async #subscribe(signal: AbortSignal): Promise<void> {
    const { callbackUrl } = this.#parts.settings
    if (callbackUrl === undefined) return
    try {
      const address = await this.#listen()
      await this.#parts.subscriptions.make(publicAddress(callbackUrl, address.url), signal)
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (!doWithout(failure)) throw thrown
      this.#parts.log.warn('no webhooks, calls are polled', { failure })
      const address = this.#address
      this.#address = undefined
      await address?.close()
    }
  }

  async #listen(): Promise<CallbackAddress> {
    if (this.#address !== undefined) return this.#address
    const { account, callbacks } = this.#parts
    this.#address = await callbacks.open({ account }, (request) => this.#received(request))
    this.#parts.emit({ type: 'listener', url: this.#address.url })
    return this.#address
  }

  #received(request: CallbackRequest): void {
    // "In the request header", says the document of GET webhooks: the query in practice, headers of their own in doubt.
    const event = readEvent(callbackFields(request)) ?? readEvent(headerFields(request.headers))
    if (event === undefined) return this.#parts.log.debug('a webhook that is no call')
    this.#parts.tracker.hearEvent(event)
  }
}

/** Header names are lower-case already, which events are read by anyhow; their values are percent-encoded. */
function headerFields(headers: Readonly<Record<string, string>>): Record<string, string> {
  const decoded = Object.entries(headers).map(([name, value]) => [name, decode(value)] as const)
  return Object.fromEntries(decoded)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // It was not encoded.
    return text
  }
}

/** Polling works where webhooks are not to be had: denied, unknown to the service, no port for the listener, too many subscriptions. */
function doWithout({ code, params }: Failure): boolean {
  const local = params?.['reason'] === 'port-taken'
  return (
    local || ['unsupported', 'not-found', 'provider/refused', 'provider/protocol', 'store/unavailable'].includes(code)
  )
}

/** Which failures of an attempt mend themselves, and how patiently to wait for that. */
export function treatmentOf(failure: Failure): Treatment {
  switch (failure.code) {
    case 'auth/rejected':
    case 'auth/expired':
    case 'unsupported':
    case 'input/invalid':
    case 'not-found':
    case 'provider/refused':
    case 'vault/unavailable':
    case 'vault/unreadable':
      return 'fatal'
    case 'net/offline':
    case 'net/timeout':
    case 'provider/unavailable':
      return 'soon'
    default:
      return 'rarely'
  }
}
