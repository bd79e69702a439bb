import type { Cancel, Clock } from '../../clock.ts'
import type { Call } from '../../world/call.ts'
import { type CallNames, digits } from './call-book.ts'
import { makeEvent, type TelephoneEvent } from './event-fields.ts'
import type { RowContext } from './history-rows.ts'
import { type PastCall, pastCallOf, takenBy } from './past-call.ts'

const otherExtensionId = 55

/**
 * A call that rang at several extensions and was answered at another one. Here it ends with the ringing: a hangup of this leg, status
 * CANCEL. There it goes on, under the same CallID and another SubCallID.
 */
export class AnsweredElsewhere {
  readonly #clock: Clock
  readonly #context: RowContext
  readonly #tell: (event: TelephoneEvent) => void
  readonly #remember: (call: PastCall) => void
  readonly #appointments = new Set<Cancel>()

  constructor(parts: {
    clock: Clock
    context: RowContext
    tell: (event: TelephoneEvent) => void
    remember: (call: PastCall) => void
  }) {
    this.#clock = parts.clock
    this.#context = parts.context
    this.#tell = parts.tell
    this.#remember = parts.remember
  }

  /** @param call as it was when it stopped ringing here */
  begin(call: Call, names: CallNames, talkMs: number): void {
    const leg = { extensionId: otherExtensionId, subCallId: digits(`${names.subCallId}/elsewhere`) }
    const answeredAt = this.#clock.now()
    const event = (type: string, more = {}): TelephoneEvent =>
      makeEvent({ type, status: 'ANSWER', call, names, now: this.#clock.now(), leg, more }, this.#context)
    this.#tell(event('answer'))
    const cancel = this.#clock.after(talkMs, () => {
      this.#appointments.delete(cancel)
      const endedAt = this.#clock.now()
      const over: Call = { ...call, answeredAt, endedAt, endedBy: 'far', result: 'answered' }
      const format = this.#context.recordFormat(otherExtensionId)
      this.#remember(takenBy(pastCallOf(over, names, format), otherExtensionId))
      const duration = String((endedAt - answeredAt) * 1000)
      this.#tell(event('hangup', { Duration: duration, Bridged: 'true', BridgedDuration: duration }))
    })
    this.#appointments.add(cancel)
  }

  clear(): void {
    for (const cancel of this.#appointments) cancel()
    this.#appointments.clear()
  }
}
