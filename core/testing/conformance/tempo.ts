import { systemClock } from '../../node/clock.ts'
import type { Cancel } from '../../ports/index.ts'

interface Waiting {
  readonly due: number
  readonly action: () => void
  cancel: Cancel
}

/**
 * Time as the app and its simulated service both have it. It is real until a test says `hurry`: then a provider that polls every five seconds, or waits a minute
 * for a throttle to end, is not waited for. The network keeps its own, real time.
 */
export class Tempo {
  #speed = 1
  /** Where ours and real time stood when the speed was set. */
  #ours = systemClock.now()
  #real = systemClock.now()
  readonly #waiting = new Set<Waiting>()

  /** Milliseconds since 1970; ahead of the machine's after somebody was in a hurry. Never goes back. */
  now(): number {
    return Math.floor(this.#ours + (systemClock.now() - this.#real) * this.#speed)
  }

  after(delayMs: number, action: () => void): Cancel {
    const waiting: Waiting = { due: this.now() + Math.max(0, delayMs), action, cancel: () => undefined }
    this.#waiting.add(waiting)
    this.#arm(waiting)
    return () => {
      waiting.cancel()
      this.#waiting.delete(waiting)
    }
  }

  /** From now on time passes this many times faster, for what waits already too; 1 is real time. */
  hurry(times: number): void {
    this.#ours = this.now()
    this.#real = systemClock.now()
    this.#speed = times
    for (const waiting of this.#waiting) this.#arm(waiting)
  }

  #arm(waiting: Waiting): void {
    waiting.cancel()
    waiting.cancel = systemClock.after(Math.ceil((waiting.due - this.now()) / this.#speed), () => {
      // Node's timers may be a millisecond early, which is much to who is in a hurry.
      if (this.now() < waiting.due) return this.#arm(waiting)
      this.#waiting.delete(waiting)
      waiting.action()
    })
  }
}
