import type { Failure } from '../../contract/model/failure.ts'
import type { ConnectionState } from '../../contract/model/connection.ts'
import { toFailure } from '../failure.ts'
import type { FailureError } from '../failure.ts'
import type { Cancel, Clock, HostHints } from '../ports/index.ts'
import { backoffDelay } from './backoff.ts'
import type { Backoff } from './backoff.ts'

/*
 * Keeps one connection open for as long as somebody wants it.
 *
 *   idle ──start──► connecting ──established──► live ──lost──► waiting ──timer, start, hint──► connecting
 *                    │      ▲ failed, can mend    │ resume                                        ▲
 *                    │      └──── waiting ◄───────┼───────────────────────────────────────────────┤
 *                    └─ failed, needs a person ─► refused ──start────────────────────────────────►┘
 *   any ──stop──► stopped
 *
 * Told outward: connecting (the first time), live, reconnecting (lost or failing), offline (so for `offlineAfterMs`, still trying), refused.
 */
type State =
  | { readonly name: 'idle' }
  | { readonly name: 'connecting'; readonly abort: AbortController }
  | { readonly name: 'live'; readonly connection: SupervisedConnection; readonly stable: Cancel }
  | { readonly name: 'waiting'; readonly timer: Cancel }
  | { readonly name: 'refused' }
  | { readonly name: 'stopped' }

/** What an attempt hands over once it is live. */
export interface SupervisedConnection {
  /** The polite end: registrations too. Bounded in time. */
  close(): Promise<void>
  /** Drops it at once: it is not trusted any more. `lost` is not told. */
  abandon(): void
  /** The network changed: look whether it still lives. */
  suspect(): void
}

/** How to go on after a failure: a person must mend it, try soon, or try but rarely. */
export type Treatment = 'fatal' | 'soon' | 'rarely'

export interface SupervisorOptions {
  readonly clock: Clock
  readonly hints: HostHints
  /**
   * Makes one connection, everything included, with fresh credentials. Rejects when it cannot, also when what it was making broke on the way; calls `lost`
   * once when a connection that it handed over breaks.
   */
  readonly attempt: (signal: AbortSignal, lost: (failure: FailureError) => void) => Promise<SupervisedConnection>
  readonly treatmentOf: (failure: Failure) => Treatment
  readonly soon: Backoff
  readonly rarely: Backoff
  /** A connection that lasted so long wipes out the failures before it. */
  readonly stableAfterMs: number
  readonly offlineAfterMs: number
  readonly report: (state: ConnectionState, failure?: Failure) => void
}

export class Supervisor {
  readonly #options: SupervisorOptions
  #state: State = { name: 'idle' }
  #failures = 0
  #failure: Failure | undefined
  #offlineTimer: Cancel | undefined
  #stopHints: Cancel | undefined
  #told: { state: ConnectionState; failure: Failure | undefined } = { state: 'idle', failure: undefined }

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  /** Starts; while it waits or was refused: tries now. */
  start(): void {
    switch (this.#state.name) {
      case 'idle':
        this.#stopHints = this.#options.hints.onHint((hint) => this.#take(hint))
        this.#report('connecting')
        return this.#connect()
      case 'refused':
        this.#failures = 0
        this.#report('connecting')
        return this.#connect()
      case 'waiting':
        return this.#connect()
      default:
        return
    }
  }

  /** The state as it was last told. */
  get told(): { readonly state: ConnectionState; readonly failure: Failure | undefined } {
    return this.#told
  }

  async stop(): Promise<void> {
    const last = this.#state
    this.#stopHints?.()
    this.#enter({ name: 'stopped' })
    this.#forgetOffline()
    if (last.name === 'live') await last.connection.close()
  }

  #take(hint: 'online' | 'resume'): void {
    const state = this.#state
    if (state.name === 'waiting' || state.name === 'connecting') return this.#connect()
    if (state.name !== 'live') return
    if (hint === 'online') return state.connection.suspect()
    // After sleep an open socket proves nothing: the peer may have dropped it long ago.
    state.connection.abandon()
    this.#failure = undefined
    this.#beginTrouble('reconnecting')
    this.#connect()
  }

  #connect(): void {
    const abort = new AbortController()
    const mine: State = { name: 'connecting', abort }
    this.#enter(mine)
    this.#watchForOffline()
    let live: State | undefined
    const lost = (failure: FailureError) => {
      if (live !== undefined && this.#state === live) this.#failed(failure.failure)
    }
    this.#options.attempt(abort.signal, lost).then(
      (connection) => {
        if (this.#state !== mine) return connection.abandon()
        const stable = this.#options.clock.after(this.#options.stableAfterMs, () => (this.#failures = 0))
        live = { name: 'live', connection, stable }
        this.#enter(live)
        this.#forgetOffline()
        this.#failure = undefined
        this.#report('live')
      },
      (thrown: unknown) => {
        if (this.#state === mine) this.#failed(toFailure(thrown))
      },
    )
  }

  #failed(failure: Failure): void {
    this.#failure = failure
    const treatment = this.#options.treatmentOf(failure)
    if (treatment === 'fatal') {
      this.#enter({ name: 'refused' })
      this.#forgetOffline()
      return this.#report('refused', failure)
    }
    this.#failures += 1
    const delay = this.#delayAfter(failure, treatment === 'soon' ? this.#options.soon : this.#options.rarely)
    this.#enter({ name: 'waiting', timer: this.#options.clock.after(delay, () => this.#connect()) })
    this.#beginTrouble(this.#told.state === 'offline' ? 'offline' : 'reconnecting')
  }

  #delayAfter(failure: Failure, backoff: Backoff): number {
    return Math.max(backoffDelay(this.#failures, backoff, this.#options.clock.random()), failure.retryAfterMs ?? 0)
  }

  #beginTrouble(state: 'reconnecting' | 'offline'): void {
    this.#watchForOffline()
    this.#report(state, this.#failure)
  }

  #watchForOffline(): void {
    this.#offlineTimer ??= this.#options.clock.after(this.#options.offlineAfterMs, () => {
      if (this.#told.state !== 'connecting' || this.#failure !== undefined) this.#report('offline', this.#failure)
    })
  }

  #forgetOffline(): void {
    this.#offlineTimer?.()
    this.#offlineTimer = undefined
  }

  /** The same trouble is told once, however many attempts it takes. */
  #report(state: ConnectionState, failure?: Failure): void {
    const before = this.#told
    if (before.state === state && sameTrouble(before.failure, failure)) return
    this.#told = { state, failure }
    this.#options.report(state, failure)
  }

  #enter(next: State): void {
    const last = this.#state
    this.#state = next
    if (last.name === 'connecting') last.abort.abort()
    if (last.name === 'live') last.stable()
    if (last.name === 'waiting') last.timer()
  }
}

/** Whether the line was dropped or is unreachable is one trouble to a person; why a service refuses is not. */
function sameTrouble(one: Failure | undefined, other: Failure | undefined): boolean {
  if (one?.code !== other?.code) return false
  return one?.code.startsWith('net/') === true || one?.params?.['reason'] === other?.params?.['reason']
}
