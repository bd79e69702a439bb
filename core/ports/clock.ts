/** Cancels what was scheduled; calling it again, or after the fact, does nothing. */
export type Cancel = () => void

/** Time and chance, so that no test waits and no code guesses. */
export interface Clock {
  /** Milliseconds since 1970 in UTC. */
  now(): number
  /** Calls `action` once after `delayMs` (0 or more). */
  after(delayMs: number, action: () => void): Cancel
  /** From 0 up to, not including, 1. */
  random(): number
  /** A fresh identifier that nobody can guess (a random UUID). */
  newId(): string
}
