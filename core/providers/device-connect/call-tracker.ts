import { isDeepStrictEqual } from 'node:util'
import type { Cancel, Clock, Log } from '../../ports/index.ts'
import type { CallFact } from '../../provider.ts'
import { emptyBoard, hear, nextDeadline } from './calls.ts'
import type { CallBoard, CallNews } from './calls.ts'
import { factOf, readLineWord, readPhoneNews } from './map.ts'
import type { TrackedCall } from './tracked-call.ts'
import { readFrame } from './wire.ts'

export interface CallTrackerParts {
  readonly clock: Clock
  readonly log: Log
  readonly emit: (fact: CallFact) => void
  /** The device whose events count, as far as it is known. */
  readonly serviceId: () => string | undefined
}

/** Keeps the board: news in, facts about the calls that changed out, and one timer for the next limit that runs out. */
export class CallTracker {
  readonly #parts: CallTrackerParts
  #board: CallBoard = emptyBoard
  #told = new Map<string, CallFact>()
  #timer: Cancel | undefined
  #closed = false

  constructor(parts: CallTrackerParts) {
    this.#parts = parts
  }

  hear(news: CallNews): void {
    if (this.#closed) return
    const before = this.#board
    this.#board = hear(before, news, this.#parts.clock.now())
    this.#setTimer()
    for (const call of this.#board.calls) if (!before.calls.includes(call)) this.#tell(call)
    if (this.#told.size > 2 * this.#board.calls.length + 20) this.#forget()
  }

  /** A frame of the event socket. Whatever is in it, it does no harm. */
  hearFrame(text: string): void {
    const frame = readFrame(text)
    const news = frame && readPhoneNews(frame, this.#parts.serviceId())
    if (news === undefined) {
      return this.#parts.log.debug('an event that is not ours', { readable: frame !== undefined })
    }
    this.hear({ ...news, freshKey: this.#parts.clock.newId() })
  }

  /** We looked how the line stands; undefined where that cannot be asked. */
  hearLook(line: { readonly word: string; readonly number: string } | undefined): void {
    const word = readLineWord(line?.word)
    if (line === undefined || word === undefined) return this.hear({ kind: 'sight-back' })
    this.hear({ kind: 'sight-back', line: { word, number: line.number, freshKey: this.#parts.clock.newId() } })
  }

  find(key: string): TrackedCall | undefined {
    return this.#board.calls.find((call) => call.key === key)
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
    this.#timer =
      deadline === undefined
        ? undefined
        : this.#parts.clock.after(Math.max(0, deadline - this.#parts.clock.now()), () => this.hear({ kind: 'time' }))
  }

  #forget(): void {
    const keys = new Set(this.#board.calls.map(({ key }) => key))
    this.#told = new Map([...this.#told].filter(([key]) => keys.has(key)))
  }
}
