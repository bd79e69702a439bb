import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Cancel, Clock } from '../ports/index.ts'

interface Timer {
  readonly at: number
  readonly order: number
  readonly action: () => void
}

/** A clock that stands still until a test moves it. Chance is what the test says (0.5 unless told), identifiers count up. */
export class FakeClock implements Clock {
  /** What `random` answers next, in order; then 0.5. */
  readonly chances: number[] = []
  #now: number
  #timers: Timer[] = []
  #made = 0

  constructor(now = Date.UTC(2026, 10, 21, 9, 0, 0)) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  after(delayMs: number, action: () => void): Cancel {
    this.#made += 1
    const timer: Timer = { at: this.#now + Math.max(0, delayMs), order: this.#made, action }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  random(): number {
    return this.chances.shift() ?? 0.5
  }

  newId(): string {
    this.#made += 1
    return `id-${this.#made}`
  }

  /** How many timers are running: after a close, none may be. */
  get pending(): number {
    return this.#timers.length
  }

  /** Lets everything that waits only for promises go on. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) await nextTurn()
  }

  /** Moves time on, running what falls due in its order, and lets promises settle in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.settle()
    for (let next = this.#nextUntil(until); next !== undefined; next = this.#nextUntil(until)) {
      const due = next
      this.#timers = this.#timers.filter((other) => other !== due)
      this.#now = Math.max(this.#now, due.at)
      due.action()
      await this.settle()
    }
    this.#now = until
  }

  #nextUntil(until: number): Timer | undefined {
    return this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}
