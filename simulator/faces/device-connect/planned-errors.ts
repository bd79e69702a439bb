import { errorOf, type GotApiError } from './errors.ts'

interface Plan {
  readonly error: GotApiError
  readonly path: string
  left: number
}

/** Errors that the control ordered, so that every row of the table can be had on every request. */
export class PlannedErrors {
  #plans: Plan[] = []

  /** @throws Error for a code that is not in the table */
  add({ code, path = '', times = 1 }: { code: number; path?: string; times?: number }): void {
    this.#plans.push({ error: errorOf(code), path: path.toLowerCase(), left: times })
  }

  clear(): void {
    this.#plans = []
  }

  /** @throws GotApiError when one is planned for this path */
  check(path: string): void {
    const plan = this.#plans.find((candidate) => path.toLowerCase().includes(candidate.path))
    if (!plan) return
    plan.left -= 1
    this.#plans = this.#plans.filter((candidate) => candidate.left > 0)
    throw plan.error
  }
}
