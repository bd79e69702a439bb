import type { Cancel, Clock } from '../clock.ts'
import { findPerson } from './cast.ts'
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

/** The one telephone exchange behind every face: lines, their calls, and what the rest of the world does. */
export interface Exchange {
  addLine(line: Line, behaviour?: Partial<LineBehaviour>): void
  behaviour(lineId: string): LineBehaviour
  /** Our line calls somebody. `ownPhoneFirst`: our own phone rings before the number is dialled. */
  place(lineId: string, number: string, options?: { spokenText?: string; ownPhoneFirst?: boolean }): Call
  /** Somebody (a name of the cast, or a number) calls our line. */
  ring(lineId: string, from: string): Call
  dial(callId: string): Call
  answer(callId: string): Call
  hold(callId: string): Call
  resume(callId: string): Call
  hangUp(callId: string, side: Side, result?: CallResult): Call
  /** Every call of a line since the start, oldest first. */
  calls(lineId: string): readonly Call[]
  /** The calls of a line that have not ended, oldest first. */
  liveCalls(lineId: string): readonly Call[]
  onFact(listener: (fact: Fact) => void): () => void
  /** Forgets every call and every appointment without telling anybody. */
  clear(lineId: string): void
}

interface Entry {
  call: Call
  appointments: Cancel[]
}

export function createExchange(clock: Clock): Exchange {
  const behaviours = new Map<string, LineBehaviour>()
  const entries = new Map<string, Entry>()
  const listeners = new Set<(fact: Fact) => void>()
  let lastCall = 0

  function behaviour(lineId: string): LineBehaviour {
    const found = behaviours.get(lineId)
    if (!found) throw new Error(`There is no line "${lineId}".`)
    return found
  }

  function entryOf(callId: string): Entry {
    const found = entries.get(callId)
    if (!found) throw new Error(`There is no call "${callId}".`)
    return found
  }

  function tell(kind: Fact['kind'], call: Call): void {
    for (const listener of listeners) listener({ kind, call })
  }

  function forgetAppointments(entry: Entry): void {
    for (const cancel of entry.appointments.splice(0)) cancel()
  }

  function later(entry: Entry, milliseconds: number | null, action: () => void): void {
    if (milliseconds !== null) entry.appointments.push(clock.after(milliseconds, action))
  }

  function start(
    lineId: string,
    from: string,
    fields: Pick<Call, 'direction' | 'state'> & { spokenText?: string },
  ): Entry {
    behaviour(lineId)
    lastCall += 1
    const call = { id: `call-${lastCall}`, lineId, ...findPerson(from), ...fields, startedAt: clock.now() }
    const entry: Entry = { call, appointments: [] }
    entries.set(call.id, entry)
    return entry
  }

  function move(callId: string, event: CallEvent, extra: (call: Call) => Partial<Call> = () => ({})): Call {
    const entry = entryOf(callId)
    const state = nextState(entry.call.state, event)
    if (!state) throw new WrongCallState(`Cannot ${event} call "${callId}": it is ${entry.call.state}.`)
    if (event !== 'hold' && event !== 'resume') forgetAppointments(entry)
    entry.call = { ...entry.call, ...extra(entry.call), state }
    tell(factOf[event], entry.call)
    return entry.call
  }

  /** The far end, or the network, decides what becomes of a call that we dial. */
  function letFateDecide(entry: Entry): void {
    const { id, lineId, number } = entry.call
    const { autoAnswerMs, giveUpMs, refusalMs } = behaviour(lineId)
    const fate = fateOf(number)
    if (fate === 'busy') later(entry, refusalMs, () => hangUp(id, 'far', 'busy'))
    if (fate === 'fails') later(entry, refusalMs, () => hangUp(id, 'network', 'failed'))
    if (fate === 'answers') later(entry, autoAnswerMs, () => answer(id))
    if (fate === 'answers' || fate === 'never-answers') later(entry, giveUpMs, () => hangUp(id, 'network', 'no-answer'))
  }

  function place(lineId: string, number: string, options: { spokenText?: string; ownPhoneFirst?: boolean } = {}): Call {
    const { ownPhoneFirst, ...spoken } = options
    const entry = start(lineId, number, { direction: 'out', state: ownPhoneFirst ? 'ringing' : 'dialing', ...spoken })
    if (ownPhoneFirst) later(entry, behaviour(lineId).giveUpMs, () => hangUp(entry.call.id, 'network', 'no-answer'))
    else letFateDecide(entry)
    tell('started', entry.call)
    return entry.call
  }

  function ring(lineId: string, from: string): Call {
    const entry = start(lineId, from, { direction: 'in', state: 'ringing' })
    later(entry, behaviour(lineId).giveUpMs, () => hangUp(entry.call.id, 'far'))
    tell('started', entry.call)
    return entry.call
  }

  function dial(callId: string): Call {
    const call = move(callId, 'dial')
    letFateDecide(entryOf(callId))
    return call
  }

  function answer(callId: string): Call {
    const call = move(callId, 'answer', () => ({ answeredAt: clock.now() }))
    later(entryOf(callId), behaviour(call.lineId).autoHangUpMs, () => hangUp(callId, 'far'))
    return call
  }

  function hangUp(callId: string, side: Side, result?: CallResult): Call {
    return move(callId, 'end', (call) => ({
      endedAt: clock.now(),
      endedBy: side,
      result: result ?? resultOf(call, side),
    }))
  }

  function calls(lineId: string): readonly Call[] {
    return [...entries.values()].map((entry) => entry.call).filter((call) => call.lineId === lineId)
  }

  return {
    addLine(line, own = {}) {
      behaviours.set(line.id, { ...defaultBehaviour, ...own })
    },
    behaviour,
    place,
    ring,
    dial,
    answer,
    hold: (callId) => move(callId, 'hold'),
    resume: (callId) => move(callId, 'resume'),
    hangUp,
    calls,
    liveCalls: (lineId) => calls(lineId).filter((call) => call.state !== 'ended'),
    onFact(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    clear(lineId) {
      for (const [id, entry] of entries) {
        if (entry.call.lineId !== lineId) continue
        forgetAppointments(entry)
        entries.delete(id)
      }
    },
  }
}
