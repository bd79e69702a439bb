import { gzipSync } from 'node:zlib'
import { encodeReply, type Reply, type WireRequest } from '../../wire/message.ts'
import type { Fact } from '../../world/exchange.ts'
import type { DemoAccount, Face, FaceHost } from '../face.ts'
import { checkLevel, checkOwner, checkToken } from './access.ts'
import { AnsweredElsewhere } from './answered-elsewhere.ts'
import { CallBook } from './call-book.ts'
import { Callbacks } from './callback.ts'
import { CurrentCalls } from './current-calls.ts'
import { application, type Extension, extensions, ownExtensionId } from './demo-client.ts'
import { ApiError, badRequest, errorReply } from './errors.ts'
import { eventsOf, statusEvent, type TelephoneEvent } from './event-fields.ts'
import { directoryRoutes, extensionsOf } from './extensions.ts'
import { History } from './history.ts'
import type { RowContext } from './history-rows.ts'
import { OAuth } from './oauth.ts'
import { pastCallOf } from './past-call.ts'
import { PhoneProperties } from './phone-properties.ts'
import { pastCalls } from './preload.ts'
import { Quota } from './quota.ts'
import { Recordings } from './recordings.ts'
import { findRoute, type Route } from './routes.ts'
import { Subscriptions } from './subscriptions.ts'
import type { TelphinSwitches } from './switches.ts'
import { createTokens, type Tokens } from './tokens.ts'
import type { TelphinVerbs } from './verbs.ts'
import { Webhooks } from './webhooks.ts'

/** The RingMe service: checks who asks, and passes requests on to what they are for and the world's news to who wants it. */
export class RingMe implements Face<TelphinVerbs> {
  readonly verbs: TelphinVerbs
  readonly #host: FaceHost<TelphinSwitches>
  readonly #tokens: Tokens
  readonly #oauth: OAuth
  readonly #quota: Quota
  readonly #book: CallBook
  readonly #phones: PhoneProperties
  readonly #context: RowContext
  readonly #history: History
  readonly #recordings: Recordings
  readonly #callbacks: Callbacks
  readonly #currentCalls: CurrentCalls
  readonly #subscriptions: Subscriptions
  readonly #webhooks: Webhooks
  readonly #elsewhere: AnsweredElsewhere
  /** Calls that another extension took while they rang here. */
  readonly #taken = new Set<string>()
  readonly #routes: readonly Route[]
  readonly #unsubscribe: () => void

  constructor(host: FaceHost<TelphinSwitches>) {
    const { clock, exchange, line, switches } = host
    this.#host = host
    this.#tokens = createTokens(clock, switches)
    this.#oauth = new OAuth(clock, switches, this.#tokens)
    this.#quota = new Quota(clock, switches)
    this.#book = new CallBook(switches)
    this.#phones = new PhoneProperties(switches, () => extensionsOf(switches))
    this.#context = this.#createContext()
    this.#history = new History(clock, this.#context)
    this.#recordings = new Recordings(clock, this.#history, this.#context, () => host.origin('storage'))
    this.#callbacks = new Callbacks({ clock, exchange, lineId: line.id, book: this.#book, switches })
    this.#currentCalls = new CurrentCalls(exchange, line.id, this.#book, this.#context)
    this.#subscriptions = new Subscriptions(switches)
    this.#webhooks = new Webhooks(clock, switches)
    this.#elsewhere = new AnsweredElsewhere({
      clock,
      context: this.#context,
      tell: (event) => this.#tell(event),
      remember: (call) => this.#history.add(call),
    })
    this.#routes = [
      ...directoryRoutes(switches),
      ...[this.#phones, this.#history, this.#recordings, this.#callbacks].flatMap(({ routes }) => routes),
      ...[this.#currentCalls, this.#subscriptions].flatMap(({ routes }) => routes),
    ]
    this.#unsubscribe = exchange.onFact((fact) => {
      if (fact.call.lineId === line.id) this.#follow(fact)
    })
    this.verbs = this.#createVerbs()
  }

  async handle(request: WireRequest): Promise<Reply> {
    if (request.door === 'storage') return this.#recordings.store(request)
    if (request.path.startsWith('/oauth/')) return this.#oauth.handle(request)
    try {
      checkToken(request.headers.authorization, this.#tokens)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return errorReply(error)
    }
    const { headers, ...reply } = await this.#serve(request)
    return this.#packed({ ...reply, headers: { ...headers, ...this.#quota.headers() } }, request)
  }

  account(origin: string): DemoAccount {
    return {
      settings: { baseUrl: origin, clientId: application.id, extensionId: String(ownExtensionId) },
      secrets: { clientSecret: application.secret },
    }
  }

  clear(): void {
    this.#quota.reset()
    this.#callbacks.clear()
    this.#currentCalls.clear()
    this.#elsewhere.clear()
    this.#webhooks.clear()
    this.#history.clear()
    this.#book.clear()
    this.#taken.clear()
  }

  close(): void {
    this.#unsubscribe()
    this.#callbacks.clear()
    this.#elsewhere.clear()
    this.#webhooks.close()
  }

  async #serve(request: WireRequest): Promise<Reply> {
    const { switches } = this.#host
    try {
      this.#quota.take()
      if (switches.gzip === 'demanded' && !acceptsGzip(request)) throw badRequest('Accept-Encoding must be gzip')
      const found = findRoute(this.#routes, request.method, request.path, switches)
      if ('location' in found) return { status: 301, headers: { location: found.location } }
      const { route, parts } = found
      checkLevel(route, switches)
      checkOwner(parts, extensionsOf(switches))
      return await route.handle({ request, query: new URLSearchParams(request.rawQuery), parts })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return errorReply(error)
    }
  }

  #packed(reply: Reply, request: WireRequest): Reply {
    if (this.#host.switches.gzip === 'off' || !acceptsGzip(request) || reply.body === undefined) return reply
    const { status, headers, body } = encodeReply(reply)
    return { status, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(body) }
  }

  /** What happened in the world, in this service's words. */
  #follow(fact: Fact): void {
    const { call } = fact
    const names = this.#book.namesOf(call)
    const now = this.#host.clock.now()
    this.#callbacks.follow(fact)
    if (fact.kind === 'ended' && !this.#taken.has(call.id)) {
      this.#history.add(pastCallOf(call, names, this.#context.recordFormat(names.extensionId)))
    }
    for (const event of eventsOf(fact, names, this.#context, now)) this.#tell(event)
    this.#tell(statusEvent(call, names, this.#context, now))
  }

  #tell(event: TelephoneEvent): number {
    const told = this.#subscriptions.to(event)
    for (const subscription of told) this.#webhooks.send(subscription, event.fields)
    return told.length
  }

  #createContext(): RowContext {
    const { line, switches } = this.#host
    const extension = (id: number): Extension =>
      extensionsOf(switches).find((one) => one.id === id) ?? (extensions[0] as Extension)
    return {
      switches,
      lineNumber: line.number,
      extension,
      recordFormat: (id) => {
        const phone = extension(id)
        const isRecorded = this.#phones.of(phone)['record_enabled'] === true
        return isRecorded ? (switches.recordFormat ?? this.#phones.recordFormatOf(phone)) : null
      },
    }
  }

  #createVerbs(): TelphinVerbs {
    const { clock, switches } = this.#host
    return {
      expireTokens: () => this.#tokens.expireAll(),
      revokeTokens: () => this.#tokens.revokeAll(),
      exhaustQuota: () => this.#quota.exhaust(),
      preload: (past) => {
        for (const call of pastCalls(past, clock.now(), switches)) this.#history.add(call)
        return this.#history.calls().length
      },
      pickUp: (choice) => this.#callbacks.pickUp(choice),
      answerElsewhere: ({ call, talkMs = 30_000 } = {}) => this.#answerElsewhere(call, talkMs),
      sendEvent: ({ type, extension = ownExtensionId, fields = {} }) => {
        const time = String(clock.now() * 1000)
        return this.#tell({ type, extensionId: extension, fields: { EventType: type, EventTime: time, ...fields } })
      },
      holdWebhooks: () => this.#webhooks.hold(),
      releaseWebhooks: ({ order = 'kept' } = {}) => this.#webhooks.release(order),
      webhooks: () => this.#webhooks.deliveries(),
      subscriptions: () => this.#subscriptions.all(),
      phone: ({ extension = ownExtensionId } = {}) => this.#phones.of(this.#context.extension(extension)),
      callActions: () => this.#currentCalls.actions(),
    }
  }

  #answerElsewhere(wanted: string | undefined, talkMs: number) {
    const { exchange, line } = this.#host
    const ringing = exchange
      .liveCalls(line.id)
      .findLast(({ id, state, direction }) => state === 'ringing' && direction === 'in' && (wanted ?? id) === id)
    if (!ringing) throw new Error('No call rings here.')
    this.#taken.add(ringing.id)
    this.#elsewhere.begin(ringing, this.#book.namesOf(ringing), talkMs)
    return exchange.hangUp(ringing.id, 'network', 'missed')
  }
}

function acceptsGzip({ headers }: WireRequest): boolean {
  return /\bgzip\b/i.test(headers['accept-encoding'] ?? '')
}
