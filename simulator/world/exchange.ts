import type { Cancel, Clock } from '../clock.ts'
import { findCaller, type Party, partyAt } from './cast.ts'
import type { Call, CallEvent, CallResult, Side } from './call.ts'
import { nextState, resultOf } from './call.ts'
import { fateOf } from './fate.ts'
import type { Line, LineBehaviour } from './line.ts'
import { defaultBehaviour } from './line.ts'

/** Something that happened to a call; `call` is the call after it. Faces translate this to their vendor's words. */
export interface Fact {
  readonly kind: 'started' | 'dialed' | 'answered' | 'held' | 'resumed' | 'ended'
  readonly call: Call
}

const factOf: Record<CallEvent, Fact['kind']> = {
  dial: 'dialed',
  answer: 'answered',
  hold: 'held',
  resume: 'resumed',
  end: 'ended',
}

/** Somebody asked for what this call cannot do now. */
export class WrongCallState extends Error {
  override readonly name = 'WrongCallState'
}

interface Entry {
  call: Call
  readonly appointments: Cancel[]
}

/** The one telephone exchange behind every face: lines, their calls, and what the rest of the world does. */
export class Exchange {
  readonly #clock: Clock
  readonly #behaviours = new Map<string, LineBehaviour>()
  readonly #entries = new Map<string, Entry>()
  readonly #listeners = new Set<(fact: Fact) => void>()
  #lastCall = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  addLine(line: Line): void {
    this.#behaviours.set(line.id, { ...defaultBehaviour })
  }

  /** The live settings of a line; changing the object changes what happens from now on. */
  behaviour(lineId: string): LineBehaviour {
    const found = this.#behaviours.get(lineId)
    if (!found) throw new Error(`There is no line "${lineId}".`)
    return found
  }

  /** Our line calls somebody. `ownPhoneFirst`: our own phone rings before the number is dialled. */
  place(lineId: string, number: string, options: { spokenText?: string; ownPhoneFirst?: boolean } = {}): Call {
    const { ownPhoneFirst = false, ...spoken } = options
    const state = ownPhoneFirst ? 'ringing' : 'dialing'
    const entry = this.#start(lineId, partyAt(number), { direction: 'out', state, ...spoken })
    if (ownPhoneFirst) this.#giveUpOn(entry)
    else this.#letFateDecide(entry)
    this.#tell('started', entry.call)
    return entry.call
  }

  /** Somebody calls our line: the start of a name of the cast, any number, or '' for a withheld one. */
  ring(lineId: string, from: string): Call {
    const entry = this.#start(lineId, findCaller(from), { direction: 'in', state: 'ringing' })
    this.#later(entry, this.behaviour(lineId).giveUpMs, () => this.hangUp(entry.call.id, 'far'))
    this.#tell('started', entry.call)
    return entry.call
  }

  /** Our own phone was picked up: now the number is dialled. */
  dial(callId: string): Call {
    const call = this.#move(callId, 'dial')
    this.#letFateDecide(this.#entry(callId))
    return call
  }

  answer(callId: string): Call {
    const call = this.#move(callId, 'answer', { answeredAt: this.#clock.now() })
    this.#later(this.#entry(callId), this.behaviour(call.lineId).autoHangUpMs, () => this.hangUp(callId, 'far'))
    return call
  }

  hold(callId: string): Call {
    return this.#move(callId, 'hold')
  }

  resume(callId: string): Call {
    return this.#move(callId, 'resume')
  }

  hangUp(callId: string, side: Side, result?: CallResult): Call {
    const outcome = result ?? resultOf(this.#entry(callId).call, side)
    return this.#move(callId, 'end', { endedAt: this.#clock.now(), endedBy: side, result: outcome })
  }

  /** Every call of a line since the start, oldest first. */
  calls(lineId: string): readonly Call[] {
    return [...this.#entries.values()].map((entry) => entry.call).filter((call) => call.lineId === lineId)
  }

  /** The calls of a line that have not ended, oldest first. */
  liveCalls(lineId: string): readonly Call[] {
    return this.calls(lineId).filter((call) => call.state !== 'ended')
  }

  /** Returns what ends the subscription. */
  onFact(listener: (fact: Fact) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Forgets every call and every appointment of a line without telling anybody. */
  clear(lineId: string): void {
    for (const [id, entry] of this.#entries) {
      if (entry.call.lineId !== lineId) continue
      forgetAppointments(entry)
      this.#entries.delete(id)
    }
  }

  #entry(callId: string): Entry {
    const found = this.#entries.get(callId)
    if (!found) throw new Error(`There is no call "${callId}".`)
    return found
  }

  #start(lineId: string, party: Party, fields: Pick<Call, 'direction' | 'state' | 'spokenText'>): Entry {
    this.behaviour(lineId)
    this.#lastCall += 1
    const id = `call-${this.#lastCall}`
    const call = { id, lineId, ...party, ...fields, startedAt: this.#clock.now() }
    const entry: Entry = { call, appointments: [] }
    this.#entries.set(id, entry)
    return entry
  }

  #move(callId: string, event: CallEvent, changes: Partial<Call> = {}): Call {
    const entry = this.#entry(callId)
    const state = nextState(entry.call.state, event)
    if (!state) throw new WrongCallState(`Cannot ${event} call "${callId}": it is ${entry.call.state}.`)
    // On hold the other side may still hang up when it wanted to.
    if (event !== 'hold' && event !== 'resume') forgetAppointments(entry)
    entry.call = { ...entry.call, ...changes, state }
    this.#tell(factOf[event], entry.call)
    return entry.call
  }

  /** The far end, or the network, decides what becomes of a call that we dial. */
  #letFateDecide(entry: Entry): void {
    const { id, lineId, number } = entry.call
    const { autoAnswerMs, refusalMs } = this.behaviour(lineId)
    const fate = fateOf(number)
    if (fate === 'busy') this.#later(entry, refusalMs, () => this.hangUp(id, 'far', 'busy'))
    else if (fate === 'fails') this.#later(entry, refusalMs, () => this.hangUp(id, 'network', 'failed'))
    else {
      if (fate === 'answers') this.#later(entry, autoAnswerMs, () => this.answer(id))
      this.#giveUpOn(entry)
    }
  }

  #giveUpOn(entry: Entry): void {
    const { id, lineId } = entry.call
    this.#later(entry, this.behaviour(lineId).giveUpMs, () => this.hangUp(id, 'network', 'no-answer'))
  }

  #later(entry: Entry, milliseconds: number | null, action: () => void): void {
    if (milliseconds !== null) entry.appointments.push(this.#clock.after(milliseconds, action))
  }

  #tell(kind: Fact['kind'], call: Call): void {
    for (const listener of this.#listeners) listener({ kind, call })
  }
}

function forgetAppointments(entry: Entry): void {
  for (const cancel of entry.appointments.splice(0)) cancel()
}
