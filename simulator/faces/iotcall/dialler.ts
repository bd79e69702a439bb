import type { Cancel } from '../../clock.ts'
import type { Call } from '../../world/call.ts'
import type { Fact } from '../../world/exchange.ts'
import type { FaceHost } from '../face.ts'
import { buttonOf, messageStatusOf, statusOf } from './callees.ts'
import { internationalNumber } from './countries.ts'
import type { Firing, History } from './history.ts'
import type { Rule, RuleKind } from './rules.ts'
import type { IotCallSwitches } from './switches.ts'

/** A firing as the control sees it. */
export interface FiringView {
  readonly code: string
  readonly rule: string
  readonly at: number
  readonly over: boolean
}

interface Run {
  readonly firing: Firing
  /** The rule as it was when it was fired: what is changed later does not count. */
  readonly rule: Readonly<Rule>
  /** Numbers still to be called. */
  readonly queue: string[]
  readonly live: Set<string>
  over: boolean
}

interface Leg {
  readonly run: Run
  button: number | null
  readonly appointments: Cancel[]
}

/**
 * Carries firings out: calls the checked numbers of a rule in the world, speaks its text, notes the button, writes the history.
 *
 *     fired ── dialDelayMs ─▶ calling ── a call ended, nobody is left to be called, none is live ──▶ over
 *                              │  ▲
 *                              └──┘ a call ended: those kinds that call one after the other call the next
 *
 *     one call:  dialing ── answered ─▶ speaking ── speechMs / 2 ─▶ button ── speechMs ─▶ the service hangs up
 */
export class Dialler {
  readonly close: () => void
  readonly #host: FaceHost<IotCallSwitches>
  readonly #history: History
  #runs: Run[] = []
  readonly #legs = new Map<string, Leg>()
  readonly #appointments = new Set<Cancel>()

  constructor(host: FaceHost<IotCallSwitches>, history: History) {
    this.#host = host
    this.#history = history
    const unsubscribe = host.exchange.onFact((fact) => {
      this.#hear(fact)
    })
    this.close = () => {
      unsubscribe()
      this.clear()
    }
  }

  /** Begins to call; the numbers are those that are checked now. */
  run(rule: Rule, firing: Firing): void {
    const { dialDelayMs, messageDelayMs } = this.#host.switches
    const queue = rule.recipients
      .filter((recipient) => recipient.check)
      .map(({ tel, countryId }) => internationalNumber(tel, countryId))
    const run = { firing, rule: { ...rule }, queue, live: new Set<string>(), over: false }
    this.#runs.push(run)
    if (rule.sendsMessages) {
      const numbers = [...queue]
      this.#later(messageDelayMs, () => {
        this.#sendMessages(run, numbers)
      })
    }
    this.#later(dialDelayMs, () => {
      this.#proceed(run)
    })
  }

  firings(): readonly FiringView[] {
    return this.#runs.map(({ firing: { code, at }, rule, over }) => ({ code, rule: rule.name, at, over }))
  }

  /** @throws Error when no call of a firing is answered */
  press(button: number, callId?: string): void {
    const { exchange, line } = this.#host
    const call = exchange
      .liveCalls(line.id)
      .findLast(({ id, state }) => state === 'active' && this.#legs.has(id) && (callId === undefined || callId === id))
    const leg = call && this.#legs.get(call.id)
    if (!leg) throw new Error('There is no answered call of a firing.')
    if (!Number.isInteger(button) || button < 0 || button > 9) throw new Error('A button is a digit from 0 to 9.')
    leg.button = button
  }

  /** Forgets every firing and stops every appointment; the calls are the exchange's to forget. */
  clear(): void {
    for (const cancel of this.#appointments) cancel()
    this.#appointments.clear()
    this.#legs.clear()
    this.#runs = []
  }

  /** Calls whom the kind of rule calls now. */
  #proceed(run: Run): void {
    const count = callsAtOnce(run.rule.kind) ? run.queue.length : 1
    if (run.live.size === 0 || callsAtOnce(run.rule.kind)) {
      for (const number of run.queue.splice(0, count)) this.#call(run, number)
    }
    run.over = run.live.size === 0
  }

  #call(run: Run, number: string): void {
    const { exchange, line } = this.#host
    const { id } = exchange.place(line.id, number, { spokenText: run.rule.text })
    run.live.add(id)
    this.#legs.set(id, { run, button: null, appointments: [] })
  }

  #hear({ kind, call }: Fact): void {
    const leg = this.#legs.get(call.id)
    if (!leg) return
    if (kind === 'answered') this.#speak(leg, call)
    if (kind === 'ended') this.#end(leg, call)
  }

  #speak(leg: Leg, { id, number }: Call): void {
    const { switches, exchange } = this.#host
    const { speechMs, autoButton } = switches
    const press = (): void => {
      leg.button ??= buttonOf(number, autoButton)
    }
    leg.appointments.push(
      this.#later(speechMs / 2, press),
      this.#later(speechMs, () => exchange.hangUp(id, 'near')),
    )
    if (leg.run.rule.kind !== 'all-until-answered') return
    for (const other of [...leg.run.live]) if (other !== id) this.#cancelUnanswered(other)
  }

  #cancelUnanswered(callId: string): void {
    const { exchange, line } = this.#host
    const call = exchange.liveCalls(line.id).find(({ id }) => id === callId)
    if (call?.state === 'dialing') exchange.hangUp(callId, 'near')
  }

  #end(leg: Leg, call: Call): void {
    const { run, button } = leg
    for (const cancel of leg.appointments) cancel()
    this.#legs.delete(call.id)
    run.live.delete(call.id)
    this.#history.addCall({
      to: call.number,
      status: statusOf(call.result),
      button,
      at: call.answeredAt ?? call.startedAt,
      endedAt: call.endedAt ?? this.#host.clock.now(),
      memo: run.rule.memo,
      ruleId: run.firing.ruleId,
      code: run.firing.code,
    })
    if (isEnough(run.rule.kind, call, button)) run.queue.length = 0
    this.#proceed(run)
  }

  #sendMessages({ rule, firing }: Run, numbers: readonly string[]): void {
    for (const to of numbers) {
      this.#history.addMessage({
        to,
        status: messageStatusOf(to),
        at: this.#host.clock.now(),
        memo: rule.memo,
        ruleId: firing.ruleId,
        code: firing.code,
      })
    }
  }

  #later(milliseconds: number, action: () => void): Cancel {
    const stop = this.#host.clock.after(milliseconds, () => {
      this.#appointments.delete(cancel)
      action()
    })
    const cancel = (): void => {
      this.#appointments.delete(cancel)
      stop()
    }
    this.#appointments.add(cancel)
    return cancel
  }
}

function callsAtOnce(kind: RuleKind): boolean {
  return kind === 'all' || kind === 'all-until-answered'
}

/** Whether nobody else needs to be called after this call. */
function isEnough(kind: RuleKind, call: Call, button: number | null): boolean {
  const wasAnswered = call.answeredAt !== undefined
  if (kind === 'rotation' || kind === 'all-until-answered') return wasAnswered
  return kind === 'rotation-by-nine' && wasAnswered && button !== 9
}
