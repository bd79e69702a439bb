import type { Cancel } from '../../clock.ts'
import type { Reply } from '../../wire/message.ts'
import type { Call } from '../../world/call.ts'
import type { Fact } from '../../world/exchange.ts'
import type { FaceHost } from '../face.ts'
import { callId } from './call-id.ts'
import { callbackData } from './callback-data.ts'
import type { Callbacks } from './callbacks.ts'
import { dialedNumber, spokenText } from './dialing.ts'
import { type Fields, requiredField } from './fields.ts'
import type { FoneNumbers } from './fonenumbers.ts'
import type { FoneStormSwitches } from './switches.ts'

/** What the service knows of a call beyond what the world does. */
interface Identity {
  readonly id: string
  readonly uid: string
  /** The account's number that makes or gets it. */
  readonly foneNumber: string
}

/** Makes calls, tells of them by callbacks, and lets FoneNumbers do what their service says. */
export class Calls {
  readonly #host: FaceHost<FoneStormSwitches>
  readonly #numbers: FoneNumbers
  readonly #callbacks: Callbacks
  readonly #identities = new Map<string, Identity>()
  readonly #appointments = new Set<Cancel>()
  readonly #unsubscribe: () => void
  /** Which of the account's numbers makes the call that is being placed. */
  #placingFrom: string | undefined
  #lastSequence = 0

  constructor(host: FaceHost<FoneStormSwitches>, numbers: FoneNumbers, callbacks: Callbacks) {
    this.#host = host
    this.#numbers = numbers
    this.#callbacks = callbacks
    this.#unsubscribe = host.exchange.onFact((fact) => {
      if (fact.call.lineId === host.line.id) this.#follow(fact)
    })
  }

  /** POST /calls: 201 with the new call's id, which is all that the service ever says about it on request. */
  create(fields: Fields): Reply {
    const { exchange, line, switches } = this.#host
    const foneNumber = this.#numbers.find(requiredField(fields, 'fonenumber')).number
    const to = dialedNumber(requiredField(fields, 'to'), switches.generation)
    const text = spokenText(fields, switches.generation)
    this.#placingFrom = foneNumber
    try {
      const call = exchange.place(line.id, to, text === undefined ? {} : { spokenText: text })
      return { status: 201, body: { call: { id: this.#identityOf(call).id } } }
    } finally {
      this.#placingFrom = undefined
    }
  }

  /** An id that no call has had. */
  newId(): string {
    this.#lastSequence += 1
    return callId(this.#host.clock.now(), this.#lastSequence)
  }

  clear(): void {
    for (const cancel of this.#appointments) cancel()
    this.#appointments.clear()
    this.#identities.clear()
  }

  close(): void {
    this.#unsubscribe()
    this.clear()
  }

  #follow({ kind, call }: Fact): void {
    if (kind === 'started' || kind === 'ended') this.#notify(call)
    if (kind === 'started' && call.direction === 'in') this.#serve(call)
    if (kind === 'answered' && call.spokenText !== undefined) this.#speak(call, call.spokenText)
    if (kind === 'ended') this.#identities.delete(call.id)
  }

  #notify(call: Call): void {
    const identity = this.#identityOf(call)
    const kind = call.direction === 'in' ? 'receive' : 'send'
    const registration = this.#numbers.ifOurs(identity.foneNumber)?.notify[kind]
    if (!registration) return
    this.#callbacks.send(kind, registration, callbackData(call, identity, this.#host.switches))
  }

  /** ASSUMPTION: Busy and Reject end a call before it is answered, Hangup answers and hangs up at once; a conference takes no call. */
  #serve(call: Call): void {
    const { exchange, line } = this.#host
    const service = this.#numbers.ifOurs(line.number)?.service.type
    if (service !== 'Busy' && service !== 'Reject' && service !== 'Hangup') return
    // In a turn of its own, so that everybody hears of the start before the end.
    this.#later(call, 0, () => {
      if (service === 'Hangup') exchange.answer(call.id)
      exchange.hangUp(call.id, 'near', service === 'Busy' ? 'busy' : undefined)
    })
  }

  #speak(call: Call, text: string): void {
    const { exchange, switches } = this.#host
    if (switches.spokenCharactersPerSecond === null) return
    const lengthMs = (text.length / switches.spokenCharactersPerSecond) * 1000
    this.#later(call, Math.ceil(lengthMs), () => exchange.hangUp(call.id, 'near'))
  }

  /** Unless the call has ended by then. */
  #later({ id, lineId }: Call, milliseconds: number, action: () => void): void {
    const { clock, exchange } = this.#host
    const cancel = clock.after(milliseconds, () => {
      this.#appointments.delete(cancel)
      if (exchange.liveCalls(lineId).some((call) => call.id === id)) action()
    })
    this.#appointments.add(cancel)
  }

  #identityOf(call: Call): Identity {
    const known = this.#identities.get(call.id)
    if (known) return known
    const id = this.newId()
    const uid = this.#host.switches.uidIsCallId ? id : this.newId()
    const identity = { id, uid, foneNumber: this.#placingFrom ?? this.#host.line.number }
    this.#identities.set(call.id, identity)
    return identity
  }
}
