import type { Call, CallState } from '../../contract/model/call.ts'
import type { DialIntent, DialPlan, DialReading } from '../../contract/model/dial.ts'
import { fail } from '../failure.ts'
import { readDialInput } from '../numbers/index.ts'
import type { CallStore, Clock } from '../ports/index.ts'
import type { CallControl, CallReference, DialTarget, ProviderSession } from '../provider.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { SmallFacts } from '../state/small-facts.ts'
import type { Telephony } from '../telephony-api.ts'
import type { CallBook } from './call-book.ts'
import { splitCallId } from './call-machine.ts'
import type { Journal } from './journal.ts'

/** The states in which each command makes sense; in any other it is refused with call/wrong-state. */
const allowedStates: Record<'answer' | 'reject' | 'hangUp', readonly CallState[]> = {
  answer: ['ringing'],
  reject: ['ringing'],
  hangUp: ['dialing', 'ringing', 'active', 'held', 'unknown'],
}

type CallsFace = Telephony['calls']

const never = new AbortController().signal

export interface CallCommandParts {
  readonly sessions: Sessions
  readonly book: CallBook
  readonly journal: Journal
  readonly store: CallStore
  readonly facts: SmallFacts
  readonly clock: Clock
  readonly region: () => string
}

/** What people do with calls: plan, place, answer, reject, hang up. Each reaches the service at most once. */
export class CallCommands implements CallsFace {
  private readonly parts: CallCommandParts

  constructor(parts: CallCommandParts) {
    this.parts = parts
  }

  /** What a text means and what the account would dial for it. Dials nothing. */
  async plan(text: string, account: string | null): Promise<DialPlan> {
    const reading = await this.read(text)
    if (reading.kind !== 'number' || account === null) return { reading, warnings: [] }
    const { dialing } = (await this.parts.sessions.open(account)).session
    if (dialing === undefined) throw unsupported('dial')
    const form = dialing.form(reading.number)
    return { reading, dials: form.dials, warnings: [...reading.number.warnings, ...form.warnings] }
  }

  /** Dials once. Fails with input/invalid where the text is not one number; a failure with `outcome: 'unknown'` may have dialled. */
  async place(request: { account: string; text: string; say?: string }, signal: AbortSignal = never): Promise<Call> {
    const reading = await this.read(request.text)
    if (reading.kind === 'several')
      throw fail('input/invalid', { params: { field: 'number', reason: 'several-numbers' } })
    if (reading.kind === 'refused') throw fail('input/invalid', { params: { field: 'number', reason: reading.reason } })
    const { session, definition } = await this.parts.sessions.open(request.account)
    if (session.dialing === undefined) throw unsupported('dial')
    if (request.say !== undefined && !definition.capabilities.speech) throw unsupported('say')
    const target: DialTarget = reading.number
    const options = request.say === undefined ? {} : { say: request.say }
    const { key } = await session.dialing.place(target, options, signal)
    const call = this.parts.book.find(`${request.account}:${key}`)
    if (call === undefined) throw fail('bug', { params: { reason: 'placed-call-without-fact' } })
    return call
  }

  async answer(id: string, signal: AbortSignal = never): Promise<void> {
    await this.command('answer', id, signal)
  }

  async reject(id: string, signal: AbortSignal = never): Promise<void> {
    await this.command('reject', id, signal)
  }

  async hangUp(id: string, signal: AbortSignal = never): Promise<void> {
    await this.command('hangUp', id, signal)
  }

  live(): readonly Call[] {
    return this.parts.book.list()
  }

  /** Takes a call off the live list by hand. Fails with not-found. */
  async dismiss(id: string): Promise<void> {
    if (!this.parts.book.dismiss(id)) throw fail('not-found', { params: { what: 'call' } })
    await this.parts.journal.settled()
  }

  /** Something outside the window asks to dial; the dialer shows it and a person decides. */
  offerIntent(intent: Omit<DialIntent, 'id'>): void {
    this.parts.facts.setIntent({ ...intent, id: this.parts.clock.newId() })
  }

  intentTaken(id: string): void {
    this.parts.facts.intentTaken(id)
  }

  /** What a text, or a tel:, callto: or sidetone: link, means in the region that the person chose. */
  private async read(text: string): Promise<DialReading> {
    return readDialInput(text, { region: this.parts.region() })
  }

  private async command(name: 'answer' | 'reject' | 'hangUp', id: string, signal: AbortSignal): Promise<void> {
    const call = await this.find(id)
    if (!allowedStates[name].includes(call.state)) {
      throw fail('call/wrong-state', { provider: call.provider, params: { state: call.state, command: name } })
    }
    const reference = referenceOf(call)
    const { callControl } = (await this.parts.sessions.open(call.account)).session
    if (callControl === undefined) throw unsupported(name)
    await controlOf(callControl, name)(reference, signal)
  }

  /** A live call, or one that another process (the desktop beside the terminal) wrote down. */
  private async find(id: string): Promise<Call> {
    const call = this.parts.book.find(id) ?? (await this.parts.store.find(id))
    if (call === undefined) throw fail('not-found', { params: { what: 'call' } })
    return call
  }
}

/** What an open session offers for live calls now. */
export function offeredActions(session: ProviderSession | undefined): readonly ('answer' | 'reject' | 'hang-up')[] {
  return session?.callControl?.offered() ?? []
}

function controlOf(control: CallControl, name: 'answer' | 'reject' | 'hangUp') {
  return control[name].bind(control)
}

function referenceOf(call: Call): CallReference {
  const key = splitCallId(call.id)?.key
  if (key === undefined) throw fail('not-found', { params: { what: 'call' } })
  return { key, number: call.number, direction: call.direction, state: call.state }
}

function unsupported(what: string) {
  return fail('unsupported', { params: { what } })
}
