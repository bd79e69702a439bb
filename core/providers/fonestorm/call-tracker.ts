import { isDeepStrictEqual } from 'node:util'
import { callbackFields } from '../../net/callback-fields.ts'
import { SeenEvents } from '../../net/seen-events.ts'
import type { CallbackRequest, Cancel, Clock, Log } from '../../ports/index.ts'
import type { CallFact } from '../../provider.ts'
import { emptyBoard, hear, nextDeadline, placedCall } from './calls.ts'
import type { CallBoard, CallNews } from './calls.ts'
import { factOf, readNotice } from './map.ts'
import type { TrackedCall } from './tracked-call.ts'

export interface CallTrackerParts {
  readonly clock: Clock
  readonly log: Log
  readonly emit: (fact: CallFact) => void
  readonly foneNumber: string
}

/** Keeps the board: news in, facts about the calls that changed out, and one timer for the next limit that runs out. */
export class CallTracker {
  readonly #parts: CallTrackerParts
  /** The same callback may come again long after its call was forgotten. */
  readonly #seen = new SeenEvents()
  #board: CallBoard = emptyBoard
  #told = new Map<string, CallFact>()
  #timer: Cancel | undefined
  #closed = false

  constructor(parts: CallTrackerParts) {
    this.#parts = parts
  }

  hear(news: CallNews): void {
    if (this.#closed) return
    const before = new Set(this.#board.calls)
    this.#board = hear(this.#board, news, this.#parts.clock.now())
    this.#setTimer()
    for (const call of this.#board.calls) if (!before.has(call)) this.#tell(call)
    if (this.#told.size > 2 * this.#board.calls.length + 20) this.#forget()
  }

  /** A callback. Whatever is in it, it does no harm. */
  hearCallback(request: CallbackRequest): void {
    const notice = readNotice(callbackFields(request), this.#parts.foneNumber)
    if (notice === undefined) return this.#parts.log.info('a callback that is about no call')
    if (this.#seen.isNew(`${notice.status} ${notice.uid}`)) this.hear({ kind: 'notice', notice })
  }

  /** The call that a request of ours became. */
  placed(ticket: string): TrackedCall | undefined {
    return placedCall(this.#board, ticket)
  }

  close(): void {
    this.#closed = true
    this.#timer?.()
  }

  /** The same fact is told once. */
  #tell(call: TrackedCall): void {
    const fact = factOf(call)
    if (isDeepStrictEqual(this.#told.get(call.key), fact)) return
    this.#told.set(call.key, fact)
    this.#parts.emit(fact)
  }

  #setTimer(): void {
    this.#timer?.()
    const deadline = nextDeadline(this.#board)
    const { clock } = this.#parts
    const wait = deadline === undefined ? undefined : Math.max(0, deadline - clock.now())
    this.#timer = wait === undefined ? undefined : clock.after(wait, () => this.hear({ kind: 'time' }))
  }

  #forget(): void {
    const keys = new Set(this.#board.calls.map(({ key }) => key))
    this.#told = new Map([...this.#told].filter(([key]) => keys.has(key)))
  }
}
