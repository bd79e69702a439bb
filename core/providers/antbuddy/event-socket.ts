import { assertNever, fail } from '../../failure.ts'
import type { FailureError } from '../../failure.ts'
import { LiveSocket } from '../../net/live-socket.ts'
import type { LiveSocketEnd } from '../../net/live-socket.ts'
import type { Cancel, Clock, Sockets } from '../../ports/index.ts'
import type { Dialect, DialectNews, Reaction, Subscription } from './dialect.ts'
import { offline, protocolFailure, rejected } from './failures.ts'

/** A quiet event server is asked for a sign of life: its own heartbeats come at most every 25 s or so. */
const liveness = { silenceMs: 30_000, answerMs: 10_000 }
const openTimeoutMs = 10_000

export interface EventListener {
  event(name: string, payload: unknown): void
  subscribed(): void
  refused(message: string): void
  /** Once, after it was open; never after our own close. */
  ended(failure: FailureError): void
}

/** The server does not speak this dialect: another one is worth a try. */
export class OtherDialectNeeded extends Error {
  readonly failure: FailureError

  constructor(failure: FailureError) {
    super(failure.message)
    this.name = 'OtherDialectNeeded'
    this.failure = failure
  }
}

export interface EventSocketParts {
  readonly sockets: Sockets
  readonly clock: Clock
}

/*
 * One connection to the event server in one dialect.
 *
 *   opening ──open──► (waiting for the welcome) ──welcome──► open ──dropped, silent, farewell──► ended (told)
 *      │ refused upgrade          │ silence, foreign frame     └──close, terminate──► ended (not told)
 *      └──────────► OtherDialectNeeded ◄────┘
 */
export class EventSocket {
  readonly #dialect: Dialect
  readonly #listener: EventListener
  readonly #clock: Clock
  readonly #socket: LiveSocket
  readonly #opened = Promise.withResolvers<undefined>()
  #state: 'opening' | 'open' | 'ended' = 'opening'
  #welcomeTimer: Cancel | undefined
  #beatTimer: Cancel | undefined

  private constructor(parts: EventSocketParts, dialect: Dialect, url: string, listener: EventListener) {
    this.#dialect = dialect
    this.#listener = listener
    this.#clock = parts.clock
    this.#socket = new LiveSocket(
      parts.sockets,
      parts.clock,
      { url, headers: {}, openTimeoutMs, liveness },
      {
        live: () => this.#connected(),
        received: (text) => this.#react(this.#dialect.hear(text)),
        ended: (end) => this.#lineEnded(end),
      },
    )
  }

  /** Resolves once the server has spoken in this dialect. @throws FailureError, OtherDialectNeeded */
  static async open(
    parts: EventSocketParts,
    dialect: Dialect,
    url: string,
    listener: EventListener,
    signal: AbortSignal,
  ): Promise<EventSocket> {
    if (signal.aborted) throw fail('aborted')
    const socket = new EventSocket(parts, dialect, url, listener)
    const giveUp = () => socket.#fail(fail('aborted'))
    signal.addEventListener('abort', giveUp, { once: true })
    try {
      await socket.#opened.promise
      return socket
    } finally {
      signal.removeEventListener('abort', giveUp)
    }
  }

  subscribe(subscription: Subscription): void {
    for (const frame of this.#dialect.subscribe(subscription)) this.#socket.send(frame)
  }

  /** Asks for a sign of life: the network may have changed. */
  probe(): void {
    this.#socket.probe()
  }

  close(): void {
    if (this.#state !== 'ended') for (const frame of this.#dialect.farewell) this.#socket.send(frame)
    this.#enterEnd()
    this.#socket.close()
  }

  terminate(): void {
    this.#enterEnd()
    this.#socket.terminate()
  }

  #connected(): void {
    const { welcomeWithinMs } = this.#dialect
    if (welcomeWithinMs === undefined) return this.#welcomed()
    this.#welcomeTimer = this.#clock.after(welcomeWithinMs, () => this.#failOther('no-welcome'))
  }

  #welcomed(): void {
    if (this.#state !== 'opening') return
    this.#state = 'open'
    this.#welcomeTimer?.()
    this.#opened.resolve(undefined)
  }

  #react({ send = [], news = [] }: Reaction): void {
    for (const frame of send) this.#socket.send(frame)
    for (const one of news) this.#hear(one)
  }

  #hear(news: DialectNews): void {
    switch (news.kind) {
      case 'welcome':
        return this.#welcomed()
      case 'foreign':
        // Later, a frame that nobody understands is only that.
        return this.#state === 'opening' ? this.#failOther('foreign') : undefined
      case 'farewell':
        return this.#fail(offline('farewell'))
      case 'beat':
        return this.#beat(news.frame, news.everyMs)
      case 'event':
        return this.#state === 'open' ? this.#listener.event(news.name, news.payload) : undefined
      case 'subscribed':
        return this.#listener.subscribed()
      case 'refused':
        return this.#state === 'open'
          ? this.#listener.refused(news.message)
          : this.#fail(rejected('events-refused', news.message))
      default:
        assertNever(news)
    }
  }

  #beat(frame: string, everyMs: number): void {
    this.#beatTimer = this.#clock.after(everyMs, () => {
      this.#socket.send(frame)
      this.#beat(frame, everyMs)
    })
  }

  #lineEnded(end: LiveSocketEnd): void {
    switch (end.how) {
      case 'closed':
        return
      case 'refused':
        return this.#refusedUpgrade(end.status)
      case 'unreachable':
        return this.#fail(offline(end.reason))
      case 'silent':
        return this.#fail(offline('silent'))
      case 'dropped':
        // A server that speaks something else may drop us at once instead of answering.
        return this.#state === 'opening' ? this.#failOther('dropped') : this.#fail(offline('dropped'))
      case 'unanswered':
        return this.#failOther('no-welcome')
      case 'rejected':
        return this.#fail(end.failure)
      default:
        assertNever(end)
    }
  }

  #refusedUpgrade(status: number): void {
    if (status === 401 || status === 403) return this.#fail(rejected('events-refused'))
    if (status === 429 || status === 502 || status === 503 || status === 504) {
      const params = { reason: 'events', status }
      return this.#fail(fail('provider/unavailable', { provider: 'antbuddy', retry: 'after', params }))
    }
    this.#failOther('no-upgrade', status)
  }

  #failOther(reason: string, status?: number): void {
    this.#end(new OtherDialectNeeded(protocolFailure(reason, status)))
  }

  #fail(failure: FailureError): void {
    this.#end(failure)
  }

  #end(why: FailureError | OtherDialectNeeded): void {
    const before = this.#state
    if (before === 'ended') return
    this.#enterEnd()
    this.#socket.terminate()
    if (before === 'opening') this.#opened.reject(why)
    else this.#listener.ended(why instanceof OtherDialectNeeded ? why.failure : why)
  }

  #enterEnd(): void {
    this.#state = 'ended'
    this.#welcomeTimer?.()
    this.#beatTimer?.()
  }
}
