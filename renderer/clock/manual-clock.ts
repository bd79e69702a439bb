import type { PageClock } from './clock.ts'

interface Timer {
  due: number
  readonly period: number | null
  readonly run: () => void
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends PageClock {
  advance(milliseconds: number): void
}

export function createManualClock(start: number | string = 0): ManualClock {
  let present = new Date(start).getTime()
  const timers = new Set<Timer>()

  function add(timer: Timer): () => void {
    timers.add(timer)
    return () => timers.delete(timer)
  }

  function nextDue(limit: number): Timer | undefined {
    return [...timers].filter((timer) => timer.due <= limit).sort((a, b) => a.due - b.due)[0]
  }

  return {
    now: () => present,
    after: (milliseconds, run) => add({ due: present + milliseconds, period: null, run }),
    every: (milliseconds, run) => add({ due: present + milliseconds, period: milliseconds, run }),
    advance(milliseconds) {
      const end = present + milliseconds
      for (let timer = nextDue(end); timer; timer = nextDue(end)) {
        present = timer.due
        if (timer.period === null) timers.delete(timer)
        else timer.due += timer.period
        timer.run()
      }
      present = end
    },
  }
}
