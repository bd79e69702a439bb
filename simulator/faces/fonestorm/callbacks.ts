import { type Clock, pause } from '../../clock.ts'
import type { CallbackData } from './callback-data.ts'
import { CallbackPlans } from './callback-plans.ts'
import { type CallbackRequest, callbackRequest } from './callback-request.ts'
import { isLoopback, sendCallback } from './callback-sender.ts'
import type { CallbackKind, Registration } from './fonenumber.ts'
import type { FoneStormSwitches } from './switches.ts'

/**
 * One callback on its way to the app.
 *
 *     waiting ──┬── lost          (ordered)
 *     (delayed, │
 *      held)    └── sending ──┬── delivered   a 2xx
 *                   ▲         ├── refused     another status ──┐
 *                   │         └── failed      no answer ───────┤
 *                   └────────── callbackRetryMs ───────────────┘ up to callbackAttempts
 */
export interface Delivery {
  readonly kind: CallbackKind
  readonly data: CallbackData
  readonly request: CallbackRequest
  state: 'waiting' | 'sending' | 'delivered' | 'refused' | 'failed' | 'lost'
  attempts: number
  /** HTTP status of the last answer. */
  status?: number
  /** Why it failed. */
  reason?: string
}

/** A simulator that runs for days keeps only the newest deliveries. */
const mostDeliveries = 5000

/** Sends callbacks: those of one call one after the other (ASSUMPTION: the document promises no order), unless the control ordered otherwise. */
export class Callbacks {
  readonly plans = new CallbackPlans()
  readonly #clock: Clock
  readonly #switches: Readonly<FoneStormSwitches>
  readonly #closing = new AbortController()
  /** The end of each call's queue. */
  readonly #queues = new Map<string, Promise<void>>()
  readonly #sending = new Set<Promise<unknown>>()
  /** BEGINs that wait for their END, by uid. */
  readonly #held = new Map<string, Delivery>()
  #deliveries: Delivery[] = []
  #delivered = 0

  constructor(clock: Clock, switches: Readonly<FoneStormSwitches>) {
    this.#clock = clock
    this.#switches = switches
  }

  /** Oldest first. */
  deliveries(): readonly Delivery[] {
    return this.#deliveries
  }

  /** How many requests got a 2xx since the start. */
  get delivered(): number {
    return this.#delivered
  }

  /** Resolves when nothing is being sent. What waits for the clock is not waited for. */
  async settled(): Promise<void> {
    do {
      await Promise.allSettled(this.#sending)
      // The next in a queue starts in a later turn.
      await new Promise((resolve) => setImmediate(resolve))
    } while (this.#sending.size > 0)
  }

  /** Starts the delivery and returns at once, as the service does. */
  send(kind: CallbackKind, registration: Registration, data: CallbackData): void {
    const request = callbackRequest(registration, data, this.#switches)
    const delivery: Delivery = { kind, data, request, state: 'waiting', attempts: 0 }
    if (this.#deliveries.length >= mostDeliveries) this.#deliveries = this.#deliveries.slice(mostDeliveries / 2)
    this.#deliveries.push(delivery)
    if (this.plans.reorder && data.status === 'BEGIN') {
      this.#held.set(data.uid, delivery)
      return
    }
    this.#start(delivery)
    const held = this.#held.get(data.uid)
    this.#held.delete(data.uid)
    if (held) this.#start(held)
  }

  /** Ends what the control ordered and forgets what was sent; what is on its way still arrives. */
  clear(): void {
    this.plans.clear()
    this.#held.clear()
    this.#deliveries = []
  }

  /** Cuts what is being sent; nothing is sent any more. */
  close(): void {
    this.#closing.abort()
  }

  #start(delivery: Delivery): void {
    const { delayMs, lost } = this.plans.take(delivery.data.status)
    if (lost) {
      delivery.state = 'lost'
      return
    }
    // Whoever is delayed joins the queue late, so that others overtake.
    if (delayMs > 0) void pause(this.#clock, delayMs, this.#closing.signal).then(() => this.#enqueue(delivery))
    else void this.#enqueue(delivery)
  }

  async #enqueue(delivery: Delivery): Promise<void> {
    const { uid } = delivery.data
    const before = this.#queues.get(uid) ?? Promise.resolve()
    const after = before.then(() => this.#deliver(delivery))
    this.#queues.set(uid, after)
    await after
    if (this.#queues.get(uid) === after) this.#queues.delete(uid)
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { callbackAttempts, callbackRetryMs } = this.#switches
    const { signal } = this.#closing
    for (let attempt = 1; attempt <= callbackAttempts && !signal.aborted; attempt += 1) {
      if (attempt > 1) await pause(this.#clock, callbackRetryMs, signal)
      await this.#attempt(delivery)
      if (delivery.state === 'delivered') break
    }
    for (let repeat = 0; repeat < this.plans.repeats; repeat += 1) await this.#attempt(delivery)
  }

  async #attempt(delivery: Delivery): Promise<void> {
    const { signal } = this.#closing
    if (signal.aborted) return
    if (!this.#switches.callbacksBeyondLoopback && !isLoopback(delivery.request.url)) {
      Object.assign(delivery, { state: 'failed', reason: 'The simulator sends to its own machine only.' })
      return
    }
    delivery.state = 'sending'
    delivery.attempts += 1
    const sending = sendCallback(delivery.request, this.#switches.callbackTimeoutMs, signal)
    this.#sending.add(sending)
    try {
      const status = await sending
      const welcome = status >= 200 && status < 300
      if (welcome) this.#delivered += 1
      Object.assign(delivery, { status, state: welcome ? 'delivered' : 'refused' })
    } catch (error) {
      Object.assign(delivery, { state: 'failed', reason: error instanceof Error ? error.message : String(error) })
    } finally {
      this.#sending.delete(sending)
    }
  }
}
