import { formatCompact } from './date-times.ts'

/** ASSUMPTION: `completed` is the only word of the manual; the others are those of common telephony services. */
export type CallStatus = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'

/** ASSUMPTION: `delivered` is the only word of the manual. */
export type MessageStatus = 'delivered' | 'undelivered'

interface Row {
  /** E.164. */
  readonly to: string
  /** Milliseconds since 1970, like every time here: the answer, or the dialling of a call without one (ASSUMPTION); when a message was sent. */
  readonly at: number
  readonly memo: string
  readonly ruleId: string
  /** The firing id. */
  readonly code: string
}

export interface CallRow extends Row {
  readonly status: CallStatus
  /** The button that was pressed. */
  readonly button: number | null
  readonly endedAt: number
}

export interface MessageRow extends Row {
  readonly status: MessageStatus
}

export interface Logs {
  readonly calls: readonly CallRow[]
  readonly messages: readonly MessageRow[]
}

export interface Firing {
  readonly code: string
  readonly ruleId: string
  readonly at: number
}

/** Which rows are wanted; times are inclusive. */
export interface Wanted {
  readonly ruleId?: string
  readonly code?: string
  readonly since?: number
  readonly until?: number
}

const second = 1000

/** What was fired, and what became of it. */
export class History {
  readonly #firings = new Map<string, Firing>()
  readonly #calls: CallRow[] = []
  readonly #messages: MessageRow[] = []
  #sorted = true

  /**
   * Gives a firing its id: rule id, then year to second. The manual prints ids whose first part is no rule's id, hence `prefix`.
   * ASSUMPTION: a second firing in the same second counts as of the next one, so that no two have the same id.
   */
  begin(ruleId: string, at: number, timeZoneMinutes: number, prefix = ruleId): Firing {
    let code = prefix + formatCompact(at, timeZoneMinutes)
    for (let later = at + second; this.#firings.has(code); later += second) {
      code = prefix + formatCompact(later, timeZoneMinutes)
    }
    const firing = { code, ruleId, at }
    this.#firings.set(code, firing)
    return firing
  }

  addCall(row: CallRow): void {
    this.#calls.push(row)
    this.#sorted = false
  }

  addMessage(row: MessageRow): void {
    this.#messages.push(row)
    this.#sorted = false
  }

  firing(code: string): Firing | undefined {
    return this.#firings.get(code)
  }

  /** The newest firing of a rule that is not younger than `until`. */
  latest(ruleId: string, until: number): Firing | undefined {
    let found: Firing | undefined
    for (const firing of this.#firings.values()) {
      if (firing.ruleId === ruleId && firing.at <= until && (!found || firing.at >= found.at)) found = firing
    }
    return found
  }

  /** Oldest first. @param firedUntil rows of younger firings are kept back */
  logs(wanted: Wanted, firedUntil: number): Logs {
    this.#sort()
    const fits = (row: Row): boolean => isWanted(row, wanted) && (this.firing(row.code)?.at ?? 0) <= firedUntil
    return { calls: this.#calls.filter(fits), messages: this.#messages.filter(fits) }
  }

  /** Of all conversations together. */
  secondsTalked(): number {
    return this.#calls.reduce((sum, row) => sum + secondsOf(row), 0)
  }

  clear(): void {
    this.#firings.clear()
    this.#calls.length = 0
    this.#messages.length = 0
  }

  #sort(): void {
    if (this.#sorted) return
    for (const rows of [this.#calls, this.#messages]) rows.sort((a: Row, b: Row) => a.at - b.at)
    this.#sorted = true
  }
}

/** Between the times that the wire shows. ASSUMPTION: a call without a conversation lasted 0 seconds. */
export function secondsOf({ status, at, endedAt }: CallRow): number {
  return status === 'completed' ? Math.floor(endedAt / second) - Math.floor(at / second) : 0
}

/** Nobody is interested in fractions of a second: the wire has none. */
function isWanted(row: Row, { ruleId, code, since = 0, until = Infinity }: Wanted): boolean {
  const at = Math.floor(row.at / second) * second
  return (
    at >= since &&
    at <= until &&
    (ruleId === undefined || row.ruleId === ruleId) &&
    (code === undefined || row.code === code)
  )
}
