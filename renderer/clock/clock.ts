import { inject } from 'vue'
import type { InjectionKey } from 'vue'

type Cancel = () => void

/** Time as the page may use it; injected, so that no test waits for it. */
export interface PageClock {
  /** Milliseconds since 1970 in UTC. */
  now(): number
  after(milliseconds: number, run: () => void): Cancel
  every(milliseconds: number, run: () => void): Cancel
}

export const clockKey: InjectionKey<PageClock> = Symbol('clock')

export const browserClock: PageClock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
  every(milliseconds, run) {
    const timer = setInterval(run, milliseconds)
    return () => clearInterval(timer)
  },
}

export function useClock(): PageClock {
  const clock = inject(clockKey)
  if (!clock) throw new Error('no clock was provided')
  return clock
}
