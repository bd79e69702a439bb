import { STATUS_CODES } from 'node:http'
import type { Reply } from '../../wire/message.ts'

/** An answer that is no success: `{ error, message, status_code }` (swagger, "Error"; its statuses are those of "Client Errors" and "Server Errors"). */
export class FoneStormError extends Error {
  override readonly name = 'FoneStormError'
  readonly status: number
  readonly headers: Readonly<Record<string, string>>

  /** @param message ASSUMPTION: the sentences are ours; the documents give the shape and the statuses */
  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.headers = headers
  }

  reply(): Reply {
    const { status, headers, message } = this
    return { status, headers, body: { error: STATUS_CODES[status] ?? 'Unknown', message, status_code: status } }
  }
}

interface Plan {
  readonly status: number
  readonly path: string
  left: number
}

/** Errors that the control ordered, so that each can be had on every request in the vendor's own form. */
export class PlannedErrors {
  #plans: Plan[] = []

  /** @throws Error for a status that is no error */
  add({ status, path = '', times = 1 }: { status: number; path?: string; times?: number }): void {
    if (status < 400 || !STATUS_CODES[status]) throw new Error(`${status} is not the status of an error.`)
    this.#plans.push({ status, path, left: times })
  }

  clear(): void {
    this.#plans = []
  }

  /** @throws FoneStormError when one is planned for this path */
  check(path: string): void {
    const plan = this.#plans.find((candidate) => path.includes(candidate.path))
    if (!plan) return
    plan.left -= 1
    this.#plans = this.#plans.filter((candidate) => candidate.left > 0)
    throw new FoneStormError(plan.status, `${STATUS_CODES[plan.status] ?? ''} (ordered)`)
  }
}
