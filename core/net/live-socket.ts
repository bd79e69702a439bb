import { assertNever } from '../failure.ts'
import type { FailureError } from '../failure.ts'
import type { Cancel, Clock, Socket, SocketEnd, Sockets } from '../ports/index.ts'

/*
 * One socket's life. It never reconnects: that is the supervisor's.
 *
 *   opening ──opened──► greeting ──welcomed──► live ──silence──► probing
 *      │                    │                   ▲ │                 │ │
 *      │                    │                   └─┼──sign of life───┘ │
 *      │                    │ no answer, refusal  │ the peer, we      │ no answer
 *      └────────────────────┴──────────┬──────────┴───────────────────┘
 *                                      ▼
 *                                    ended   (told once, with how)
 *
 * A state carries its timers; whoever leaves it cancels them, so that no timer outlives its state.
 */
type State =
  | { readonly name: 'opening' }
  | { readonly name: 'greeting'; readonly timer: Cancel }
  | { readonly name: 'live'; readonly timer: Cancel }
  | { readonly name: 'probing'; readonly timer: Cancel }
  | { readonly name: 'ended' }

/** What a frame means before we are welcomed: the welcome itself, an event that proves the welcome, nothing yet, or a refusal. */
export type Welcome = 'welcome' | 'welcome-with-frame' | 'not-yet' | FailureError

export interface Greeting {
  /** Sent as soon as the socket is open. It may hold a secret: it is never logged. */
  readonly frame: string
  /** Absent where the service answers nothing: then the socket counts as live once the frame is sent. */
  readonly answer?: { readonly withinMs: number; readonly read: (text: string) => Welcome }
}

/** When to doubt a quiet socket, in milliseconds. */
export interface Liveness {
  /** Without any sign of life for so long, the peer is asked for one ... */
  readonly silenceMs: number
  /** ... and cut off when it does not answer within this. */
  readonly answerMs: number
}

export interface LiveSocketOptions {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly openTimeoutMs: number
  readonly greeting?: Greeting
  readonly liveness: Liveness
}

/** How a socket ended. */
export type LiveSocketEnd =
  /** By us. */
  | { readonly how: 'closed' }
  /** The upgrade was answered with an HTTP status. */
  | { readonly how: 'refused'; readonly status: number }
  /** It never opened. */
  | { readonly how: 'unreachable'; readonly reason: string }
  /** It opened, and our greeting got no answer or only an end. */
  | { readonly how: 'unanswered' }
  /** Our greeting was answered with a refusal. */
  | { readonly how: 'rejected'; readonly failure: FailureError }
  /** Dead without an end: no sign of life although asked. */
  | { readonly how: 'silent' }
  | { readonly how: 'dropped'; readonly code?: number }

export interface LiveSocketListener {
  live(): void
  received(text: string): void
  /** Exactly once. Nothing follows. */
  ended(end: LiveSocketEnd): void
}

export class LiveSocket {
  readonly #clock: Clock
  readonly #options: LiveSocketOptions
  readonly #listener: LiveSocketListener
  readonly #socket: Socket
  #state: State = { name: 'opening' }

  constructor(sockets: Sockets, clock: Clock, options: LiveSocketOptions, listener: LiveSocketListener) {
    this.#clock = clock
    this.#options = options
    this.#listener = listener
    this.#socket = sockets.open(
      options.url,
      { headers: options.headers, handshakeTimeoutMs: options.openTimeoutMs },
      {
        opened: () => this.#greet(),
        received: (text) => this.#hear(text),
        alive: () => this.#alive(),
        ended: (end) => this.#end(this.#readEnd(end)),
      },
    )
  }

  send(text: string): void {
    if (this.#state.name !== 'ended') this.#socket.send(text)
  }

  /** Asks for a sign of life now: the network may have changed under an open socket. */
  probe(): void {
    if (this.#state.name === 'live') this.#doubt()
  }

  close(): void {
    this.#end({ how: 'closed' }, () => this.#socket.close())
  }

  /** As `close`, without waiting for a peer that may be gone. */
  terminate(): void {
    this.#end({ how: 'closed' }, () => this.#socket.terminate())
  }

  #greet(): void {
    if (this.#state.name !== 'opening') return
    const { greeting } = this.#options
    if (greeting !== undefined) this.#socket.send(greeting.frame)
    if (greeting?.answer === undefined) return this.#becomeLive()
    this.#enter({ name: 'greeting', timer: this.#clock.after(greeting.answer.withinMs, () => this.#cut('unanswered')) })
  }

  #hear(text: string): void {
    switch (this.#state.name) {
      case 'greeting':
        return this.#hearAnswer(text)
      case 'live':
      case 'probing':
        this.#alive()
        return this.#listener.received(text)
      case 'opening':
      case 'ended':
        return
      default:
        assertNever(this.#state)
    }
  }

  #hearAnswer(text: string): void {
    const answer = this.#options.greeting?.answer?.read(text) ?? 'not-yet'
    if (answer === 'not-yet') return
    if (typeof answer !== 'string')
      return this.#end({ how: 'rejected', failure: answer }, () => this.#socket.terminate())
    this.#becomeLive()
    if (answer === 'welcome-with-frame') this.#listener.received(text)
  }

  #becomeLive(): void {
    this.#trust()
    this.#listener.live()
  }

  #alive(): void {
    if (this.#state.name === 'live' || this.#state.name === 'probing') this.#trust()
  }

  #trust(): void {
    this.#enter({ name: 'live', timer: this.#clock.after(this.#options.liveness.silenceMs, () => this.#doubt()) })
  }

  #doubt(): void {
    this.#enter({
      name: 'probing',
      timer: this.#clock.after(this.#options.liveness.answerMs, () => this.#cut('silent')),
    })
    this.#socket.ping()
  }

  #cut(how: 'unanswered' | 'silent'): void {
    this.#end({ how }, () => this.#socket.terminate())
  }

  #readEnd({ code, status, reason }: SocketEnd): LiveSocketEnd {
    if (this.#state.name === 'greeting') return { how: 'unanswered' }
    if (this.#state.name !== 'opening') return code === undefined ? { how: 'dropped' } : { how: 'dropped', code }
    return status === undefined ? { how: 'unreachable', reason } : { how: 'refused', status }
  }

  /** `cut` makes the port's socket end too, which it may tell us before it returns: only the first end counts. */
  #end(end: LiveSocketEnd, cut?: () => void): void {
    if (this.#state.name === 'ended') return
    this.#enter({ name: 'ended' })
    cut?.()
    this.#listener.ended(end)
  }

  #enter(next: State): void {
    if ('timer' in this.#state) this.#state.timer()
    this.#state = next
  }
}
