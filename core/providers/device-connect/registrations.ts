import { FailureError, toFailure } from '../../failure.ts'
import type { Clock, Log } from '../../ports/index.ts'
import { isLacking, isPlainNo } from './failures.ts'
import type { CallStateEvent, PhoneProfile } from './phone.ts'
import type { Offered } from './service.ts'

/** The newer document's name, and what the service's own Android phone is found to be registered under. */
const callStateEvents: readonly CallStateEvent[] = ['onCallStateChange', 'onPhoneStateChange']
const clearWithinMs = 2_000

type EventName = 'onconnect' | CallStateEvent

/** The events we asked the phone for, on one socket. */
export class Registrations {
  readonly #phone: PhoneProfile
  readonly #clock: Clock
  readonly #log: Log
  #made: EventName[] = []
  /** What worked last time is tried first. */
  #preferred: CallStateEvent | undefined

  constructor(phone: PhoneProfile, clock: Clock, log: Log) {
    this.#phone = phone
    this.#clock = clock
    this.#log = log
  }

  get hearsCallStates(): boolean {
    return this.#made.some((event) => event !== 'onconnect')
  }

  /** Asks for everything the phone can tell. @throws FailureError unsupported where that is nothing at all */
  async make(sessionKey: string | undefined, offered: Offered, signal: AbortSignal): Promise<void> {
    this.#made = []
    const refusal = await this.#tryOne('onconnect', sessionKey, offered, signal)
    for (const event of this.#candidates(offered)) {
      if (this.hearsCallStates) break
      if ((await this.#tryOne(event, sessionKey, offered, signal)) === undefined) this.#preferred = event
    }
    if (refusal !== undefined && this.#made.length === 0) throw refusal
  }

  /** Takes everything back, within 2 s; a service that does not answer drops it with the socket anyway. */
  async clear(sessionKey: string | undefined): Promise<void> {
    const made = this.#made
    this.#made = []
    const enough = new AbortController()
    const stop = this.#clock.after(clearWithinMs, () => enough.abort())
    await Promise.all(
      made.map((event) =>
        this.#phone.setEvent('DELETE', event, sessionKey, enough.signal).catch((thrown: unknown) => {
          this.#log.info('a registration could not be cleared', { event, failure: toFailure(thrown) })
        }),
      ),
    )
    stop()
  }

  /** Nothing is tried of which the device says that it has it not; one that does not say is asked. */
  #candidates(offered: Offered): readonly CallStateEvent[] {
    const known = callStateEvents.some((event) => offered?.has(event.toLowerCase()) === true)
    if (offered !== undefined && !known) return []
    const { [0]: first, [1]: second } = callStateEvents
    return this.#preferred === second && first && second ? [second, first] : callStateEvents
  }

  /** The refusal, where the phone has no such event. Anything else that goes wrong is thrown. */
  async #tryOne(
    event: EventName,
    sessionKey: string | undefined,
    offered: Offered,
    signal: AbortSignal,
  ): Promise<FailureError | undefined> {
    try {
      await this.#phone.setEvent('PUT', event, sessionKey, signal)
    } catch (thrown) {
      if (!(thrown instanceof FailureError)) throw thrown
      // Where onconnect is heard, a phone that does not say whether it has more may word its "no such attribute" in its own way.
      const guessed = event !== 'onconnect' && offered === undefined && this.#made.length > 0
      if (!isLacking(thrown) && !(guessed && isPlainNo(thrown))) throw thrown
      this.#log.info('the phone lacks an event', { event })
      return thrown
    }
    this.#made.push(event)
    return undefined
  }
}
