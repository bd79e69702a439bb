import type { Cancel, Clock } from '../../clock.ts'
import type { Firing } from './history.ts'
import type { IotCallSwitches } from './switches.ts'

/** One attempt to tell a customer's URL of a firing. */
export interface SentNotice {
  readonly url: string
  readonly code: string
  /** HTTP status, or null while there is no reply and for ever if none comes. */
  readonly status: number | null
  /** Why there is no reply. */
  readonly error?: string
}

/**
 * Section ⑤, "ルール発動通知": tells the URL that is set at the dashboard the id of every firing.
 * ASSUMPTION: all of how. The manual names neither method nor fields; nobody repeats a notice that failed.
 */
export class Notices {
  url: string | null = null
  readonly #clock: Clock
  readonly #switches: Readonly<IotCallSwitches>
  #sent: SentNotice[] = []
  readonly #waiting = new Set<Cancel>()
  readonly #closing = new AbortController()

  constructor(clock: Clock, switches: Readonly<IotCallSwitches>) {
    this.#clock = clock
    this.#switches = switches
  }

  sent(): readonly SentNotice[] {
    return this.#sent
  }

  tell(firing: Firing): void {
    const { url } = this
    if (url === null) return
    const stop = this.#clock.after(this.#switches.noticeDelayMs, () => {
      this.#waiting.delete(stop)
      for (let left = this.#switches.noticeRepeats; left > 0; left -= 1) void this.#send(url, firing)
    })
    this.#waiting.add(stop)
  }

  clear(): void {
    for (const cancel of this.#waiting) cancel()
    this.#waiting.clear()
    this.#sent = []
    this.url = null
  }

  /** Hangs up on a customer's server that does not answer. */
  close(): void {
    this.clear()
    this.#closing.abort()
  }

  async #send(url: string, firing: Firing): Promise<void> {
    const notice: { -readonly [Key in keyof SentNotice]: SentNotice[Key] } = { url, code: firing.code, status: null }
    this.#sent.push(notice)
    const signal = AbortSignal.any([AbortSignal.timeout(this.#switches.noticeTimeoutMs), this.#closing.signal])
    try {
      const { target, init } = noticeRequest(url, firing, this.#switches)
      const response = await fetch(target, { ...init, signal, redirect: 'manual' })
      notice.status = response.status
      await response.body?.cancel()
    } catch (error) {
      notice.error = String(error)
    }
  }
}

function noticeRequest(url: string, firing: Firing, switches: IotCallSwitches): { target: URL; init: RequestInit } {
  const { noticeMethod: method, noticePayload, noticeField, noticeRuleId } = switches
  const fields = { [noticeField]: firing.code, ...(noticeRuleId ? { rule_id: firing.ruleId } : {}) }
  const target = new URL(url)
  if (method === 'GET' || noticePayload === 'query') {
    for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value)
    return { target, init: { method } }
  }
  switch (noticePayload) {
    case 'form':
      return { target, init: { method, body: new URLSearchParams(fields) } }
    case 'json':
      return { target, init: { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(fields) } }
    case 'text':
      return { target, init: { method, headers: { 'content-type': 'text/plain' }, body: firing.code } }
  }
}
