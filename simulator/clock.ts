/** Stops what a clock was asked to do later. Harmless when it has already happened. */
export type Cancel = () => void

/** The simulator's only source of time. Everything that waits in the simulated world waits on one of these. */
export interface Clock {
  /** Milliseconds since 1970, as `Date.now()` gives them. */
  now(): number
  /** Runs `action` once after `milliseconds`. */
  after(milliseconds: number, action: () => void): Cancel
}

/** A clock that is moved by hand, for tests: nothing happens until `advance`. */
export interface ManualClock extends Clock {
  /** Moves time forward and runs, in order, everything that came due on the way. */
  advance(milliseconds: number): void
}

/** Real timers; `now` may be replaced when only the dates should be fixed. */
export function createRealClock(now: () => number = Date.now): Clock {
  return {
    now,
    after(milliseconds, action) {
      const timer = setTimeout(action, milliseconds)
      return () => {
        clearTimeout(timer)
      }
    },
  }
}

interface Appointment {
  readonly at: number
  readonly action: () => void
}

/** @param start the first answer of `now()`, milliseconds since 1970 */
export function createManualClock(start = Date.UTC(2026, 0, 5, 9)): ManualClock {
  let time = start
  const appointments = new Set<Appointment>()

  function earliest(until: number): Appointment | undefined {
    let found: Appointment | undefined
    for (const appointment of appointments) {
      if (appointment.at <= until && (!found || appointment.at < found.at)) found = appointment
    }
    return found
  }

  return {
    now: () => time,
    after(milliseconds, action) {
      const appointment = { at: time + milliseconds, action }
      appointments.add(appointment)
      return () => {
        appointments.delete(appointment)
      }
    },
    advance(milliseconds) {
      const until = time + milliseconds
      for (let due = earliest(until); due; due = earliest(until)) {
        appointments.delete(due)
        time = due.at
        due.action()
      }
      time = until
    },
  }
}

/** Resolves after `milliseconds` on that clock, or at once (never rejecting) when the signal aborts. */
export function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve()
      return
    }
    const cancel = clock.after(milliseconds, finish)
    signal?.addEventListener('abort', finish, { once: true })
    function finish(): void {
      cancel()
      signal?.removeEventListener('abort', finish)
      resolve()
    }
  })
}
