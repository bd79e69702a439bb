import type { CallbackStatus } from './callback-data.ts'

/** Which callbacks are hit: those of one status (both, if absent), the next `times` of them (all, if absent). */
export interface CallbackAim {
  readonly status?: CallbackStatus
  readonly times?: number
}

interface Plan {
  readonly status: CallbackStatus | undefined
  readonly delayMs?: number
  left: number
}

/** What the control ordered to happen to callbacks on their way. */
export class CallbackPlans {
  /** How often each callback is sent again at once. */
  repeats = 0
  /** While set, the BEGIN of a call is sent after its END. */
  reorder = false
  #plans: Plan[] = []

  delay({ ms, status, times }: CallbackAim & { ms: number }): void {
    this.#add(status, times, { delayMs: ms })
  }

  /** ASSUMPTION: a callback that the network lost is never sent again. */
  lose({ status, times }: CallbackAim): void {
    this.#add(status, times, {})
  }

  clear(): void {
    this.repeats = 0
    this.reorder = false
    this.#plans = []
  }

  /** Uses up what applies to one callback: for how long it is held back, or that it is lost. */
  take(status: CallbackStatus): { delayMs: number; lost: boolean } {
    const taken = { delayMs: 0, lost: false }
    for (const plan of this.#plans) {
      if (plan.status !== undefined && plan.status !== status) continue
      plan.left -= 1
      if (plan.delayMs === undefined) taken.lost = true
      else taken.delayMs += plan.delayMs
    }
    this.#plans = this.#plans.filter((plan) => plan.left > 0)
    return taken
  }

  #add(status: CallbackStatus | undefined, times = Number.POSITIVE_INFINITY, action: Pick<Plan, 'delayMs'>): void {
    this.#plans.push({ status, left: times, ...action })
  }
}
