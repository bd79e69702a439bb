import { type Clock, pause } from '../../clock.ts'
import type { EventFields } from './event-fields.ts'
import type { Subscription } from './subscriptions.ts'
import type { TelphinSwitches } from './switches.ts'

/** One webhook that was sent, or is being sent. */
export interface Delivery {
  readonly subscription: number
  readonly method: string
  readonly url: string
  readonly fields: EventFields
  /** HTTP status of the target's answer; null while there is none, and for ever if none came. */
  status: number | null
  /** Why none came. */
  failure?: string
}

type Send = () => Promise<void>

/** A simulator that runs for days keeps only the newest. */
const mostDeliveries = 2000

/**
 * Sends webhooks, unsigned. ASSUMPTION: in order to each subscription, once, and without a second try when the target fails; redirects
 * are not followed. A target on another machine is told only by a switch, as a simulator must not reach into the world.
 */
export class Webhooks {
  readonly #clock: Clock
  readonly #switches: TelphinSwitches
  readonly #closing = new AbortController()
  readonly #queues = new Map<number, Promise<void>>()
  #held: (() => void)[] | null = null
  #deliveries: Delivery[] = []

  constructor(clock: Clock, switches: TelphinSwitches) {
    this.#clock = clock
    this.#switches = switches
  }

  send(subscription: Subscription, fields: EventFields): void {
    if (this.#held) this.#held.push(() => this.#enqueue(subscription, fields))
    else this.#enqueue(subscription, fields)
  }

  /** From now on webhooks wait for `release`. */
  hold(): void {
    this.#held ??= []
  }

  /** Sends what waits, in its order or backwards; how many there were. */
  release(order: 'kept' | 'reversed'): number {
    const held = this.#held ?? []
    this.#held = null
    for (const send of order === 'kept' ? held : held.toReversed()) send()
    return held.length
  }

  deliveries(): readonly Delivery[] {
    return this.#deliveries
  }

  clear(): void {
    this.#held = null
    this.#deliveries = []
  }

  /** Ends everything under way, so that a target which never answers keeps nobody waiting. */
  close(): void {
    this.#closing.abort()
  }

  #enqueue(subscription: Subscription, fields: EventFields): void {
    for (let copy = 0; copy < this.#switches.webhookCopies; copy += 1) {
      const { id, method, url } = subscription
      const delivery: Delivery = { subscription: id, method, url, fields, status: null }
      this.#deliveries = [...this.#deliveries.slice(1 - mostDeliveries), delivery]
      const before = this.#queues.get(id) ?? Promise.resolve()
      const send: Send = () => this.#deliver(delivery)
      this.#queues.set(id, before.then(send))
    }
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { signal } = this.#closing
    if (this.#switches.webhookDelayMs > 0) await pause(this.#clock, this.#switches.webhookDelayMs, signal)
    if (signal.aborted) return
    if (!this.#switches.webhooksBeyondLoopback && !isLoopback(delivery.url)) {
      delivery.failure = 'Not sent: the address is not on this machine.'
      return
    }
    try {
      const limit = AbortSignal.timeout(this.#switches.webhookTimeoutMs)
      const { url, init } = requestOf(delivery, this.#switches)
      const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.any([signal, limit]) })
      await response.body?.cancel()
      delivery.status = response.status
    } catch (error) {
      delivery.failure = error instanceof Error ? error.message : String(error)
    }
  }
}

function isLoopback(url: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)
}

/** Urlencoded either way: in the body of a POST; of a GET "in the request header", which in HTTP can be two things. */
function requestOf(
  { method, url, fields }: Delivery,
  { getEventData }: TelphinSwitches,
): { url: URL; init: RequestInit } {
  const target = new URL(url)
  if (method === 'POST') return { url: target, init: { method, body: new URLSearchParams(fields) } }
  // ASSUMPTION: the query of the address, as GET requests send forms; or, by a switch, one header a field.
  if (getEventData === 'header') {
    const headers = Object.entries(fields).map(([name, value]): [string, string] => [name, encodeURIComponent(value)])
    return { url: target, init: { method, headers } }
  }
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value)
  return { url: target, init: { method } }
}
