import type { AuthTokens } from './auth-tokens.ts'
import type { ChannelEvent } from './channel-event.ts'
import { company } from './company.ts'

/** A connection that may be told of events, in whatever its protocol makes of them. */
export interface Subscriber {
  send(event: ChannelEvent, binding: string): void
  disconnect(): void
}

/** What every protocol's subscribe carries. */
export interface SubscribeRequest {
  readonly account_id?: unknown
  readonly auth_token?: unknown
  readonly binding?: unknown
  readonly bindings?: unknown
}

/** The `error` event of Kazoo's middle releases. */
export interface Refusal {
  readonly message: string
  readonly cause: string
}

/** Who wants which events. A subscription is checked when it is made; ASSUMPTION: it then lasts until the connection ends, whatever becomes of its token. */
export class Subscriptions {
  readonly #tokens: AuthTokens
  readonly #bindings = new Map<Subscriber, Set<string>>()

  constructor(tokens: AuthTokens) {
    this.#tokens = tokens
  }

  /** What was refused; nothing, if all is well. ASSUMPTION: sentences, but for "binding already in use", which is Kazoo's. */
  subscribe(subscriber: Subscriber, request: SubscribeRequest): Refusal[] {
    if (!this.#tokens.isValid(request.auth_token)) return [{ message: 'failed to authenticate', cause: 'auth_token' }]
    if (request.account_id !== company.accountId) return [{ message: 'unauthorized account', cause: 'account_id' }]
    const wanted = bindingsOf(request)
    if (wanted.length === 0) return [{ message: 'binding is missing', cause: 'binding' }]
    return wanted.flatMap((binding) => this.#bind(subscriber, binding) ?? [])
  }

  /** The named bindings, or all of them. */
  unsubscribe(subscriber: Subscriber, request: SubscribeRequest): Refusal[] {
    if (!this.#tokens.isValid(request.auth_token)) return [{ message: 'failed to authenticate', cause: 'auth_token' }]
    if (request.account_id === undefined) this.remove(subscriber)
    for (const binding of bindingsOf(request)) this.#bindings.get(subscriber)?.delete(binding)
    return []
  }

  remove(subscriber: Subscriber): void {
    this.#bindings.delete(subscriber)
  }

  /** Sends the event once for every binding that fits. */
  publish(event: ChannelEvent): void {
    for (const [subscriber, bindings] of this.#bindings) {
      for (const binding of bindings) if (fits(binding, event)) subscriber.send(event, binding)
    }
  }

  /** The bindings of every connection that has some. */
  list(): readonly (readonly string[])[] {
    return [...this.#bindings.values()].map((bindings) => [...bindings])
  }

  bindingsOf(subscriber: Subscriber): readonly string[] {
    return [...(this.#bindings.get(subscriber) ?? [])]
  }

  disconnectAll(): void {
    for (const subscriber of [...this.#bindings.keys()]) subscriber.disconnect()
  }

  #bind(subscriber: Subscriber, binding: string): Refusal | undefined {
    // Kazoo has modules for conferences and faxes too; nothing of the kind ever happens here.
    if (!/^(call\.[^.]+\.[^.]+|conference\..+|fax\..+)$/.test(binding))
      return { message: 'unknown binding', cause: binding }
    const bindings = this.#bindings.get(subscriber) ?? new Set()
    if (bindings.has(binding)) return { message: 'binding already in use', cause: binding }
    this.#bindings.set(subscriber, bindings.add(binding))
    return undefined
  }
}

function bindingsOf({ binding, bindings }: SubscribeRequest): string[] {
  const named: unknown[] = Array.isArray(bindings) ? bindings : []
  return [binding, ...named].filter((one) => typeof one === 'string')
}

/** As AMQP has it: words between dots, `*` for any one word. */
function fits(binding: string, { name, callId }: ChannelEvent): boolean {
  const actual = ['call', name, callId]
  return binding.split('.').every((word, place) => word === '*' || word === actual[place])
}
