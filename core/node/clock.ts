import { randomUUID } from 'node:crypto'
import type { Clock } from '../ports/clock.ts'

/** The longest delay Node's timers can hold (about 24.8 days); a longer one would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1

/** The machine's own time and chance. Its timers keep the process alive until they fire or are cancelled. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, Math.min(Math.max(delayMs, 0), LONGEST_DELAY_MS))
    return () => clearTimeout(timer)
  },
  random: () => Math.random(),
  newId: () => randomUUID(),
}
