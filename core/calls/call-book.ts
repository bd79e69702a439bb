import type { Call, CallAction } from '../../contract/model/call.ts'
import type { Clock, Log } from '../ports/index.ts'
import type { CallFact } from '../provider.ts'
import { actionsOf, advance, isLive, recordOf } from './call-machine.ts'
import type { CallOwner } from './call-machine.ts'
import type { Journal } from './journal.ts'
import type { NumberDisplay } from './number-display.ts'

/** How long a call that is over stays on the live list, so that people see how it ended. */
export const endedLingerMs = 5_000
/** How long a call that we lost sight of stays there. */
export const unknownLingerMs = 30_000
/** How many finished calls are remembered so that a late fact cannot bring one back. */
const finishedRemembered = 1_000

export interface CallBookListener {
  changed(call: Call): void
  left(id: string): void
}

/**
 * The live calls of all accounts. Facts go in; whole calls come out to the listener and to the journal.
 *
 *   fact ─► call-machine ─► live list ─► listener.changed ─► (ended or unknown: lingers) ─► listener.left
 *                       └─► journal
 */
export class CallBook {
  private readonly live = new Map<string, Call>()
  private readonly leaving = new Map<string, () => void>()
  private readonly finished = new Map<string, Call>()
  private readonly clock: Clock
  private readonly log: Log
  private readonly journal: Journal
  private readonly display: NumberDisplay
  private readonly offeredBy: (account: string) => readonly CallAction[]
  private readonly listener: CallBookListener

  constructor(parts: {
    clock: Clock
    log: Log
    journal: Journal
    display: NumberDisplay
    /** What an account's service offers for live calls right now. */
    offeredBy: (account: string) => readonly CallAction[]
    listener: CallBookListener
  }) {
    this.clock = parts.clock
    this.log = parts.log
    this.journal = parts.journal
    this.display = parts.display
    this.offeredBy = parts.offeredBy
    this.listener = parts.listener
  }

  /** In the order they began, oldest first. */
  list(): Call[] {
    return [...this.live.values()].sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
  }

  find(id: string): Call | undefined {
    return this.live.get(id)
  }

  /** Takes in what a service says. */
  apply(fact: CallFact, owner: CallOwner): Call {
    const id = `${owner.account}:${fact.key}`
    const known = this.live.get(id) ?? this.finished.get(id)
    const { call, step } = advance(known, fact, owner)
    if (step === 'late') this.log.info('late call fact', { call: id, said: fact.state, state: call.state })
    if (known !== undefined && sameRecord(known, call)) return known
    if (known !== undefined && !this.live.has(id) && !isLive(call)) this.remember(call)
    else this.show(call)
    this.journal.note(call)
    return call
  }

  /** Takes a call off the live list by hand; one that still counts as live is put down as unknown. */
  dismiss(id: string): boolean {
    const call = this.live.get(id)
    if (call === undefined) return false
    if (isLive(call)) this.journal.note({ ...call, state: 'unknown' })
    this.leave(id)
    return true
  }

  /** An account's session was closed: nobody tells us any more how its live calls go on. */
  loseSight(account: string): void {
    for (const call of this.list()) {
      if (call.account !== account || !isLive(call)) continue
      const unknown: Call = { ...call, state: 'unknown' }
      this.show(unknown)
      this.journal.note(unknown)
    }
  }

  /** This process goes: how its live calls go on is for another one to say. Nobody is told, as nobody looks any more. */
  putDown(): void {
    for (const call of this.list()) if (isLive(call)) this.journal.note({ ...call, state: 'unknown' })
  }

  /** An account is gone: its calls leave, those that were live as unknown. */
  dropAccount(account: string): void {
    for (const call of this.list()) if (call.account === account) this.dismiss(call.id)
  }

  /** The actions an account offers have changed (it signed in, it lost its socket). */
  refreshActions(account: string): void {
    for (const call of this.list()) {
      if (call.account !== account) continue
      const shown = this.withActions(call)
      if (sameText(shown.actions ?? [], call.actions ?? [])) continue
      this.live.set(call.id, shown)
      this.listener.changed(shown)
    }
  }

  /** Nobody follows the calls any more: those that count as live are written down as unknown, not as dialling for ever. */
  close(): void {
    for (const call of this.list()) if (isLive(call)) this.journal.note({ ...call, state: 'unknown' })
    for (const cancel of this.leaving.values()) cancel()
    this.leaving.clear()
  }

  private show(call: Call): void {
    const shown = this.withActions(call)
    this.live.set(call.id, shown)
    this.cancelLeaving(call.id)
    this.listener.changed(shown)
    if (isLive(shown)) return
    const linger = shown.state === 'ended' ? endedLingerMs : unknownLingerMs
    this.leaving.set(
      call.id,
      this.clock.after(linger, () => this.leave(call.id)),
    )
  }

  private leave(id: string): void {
    const call = this.live.get(id)
    if (call === undefined) return
    this.cancelLeaving(id)
    this.live.delete(id)
    this.remember(isLive(call) ? { ...call, state: 'unknown' } : call)
    this.listener.left(id)
  }

  private remember(call: Call): void {
    this.finished.delete(call.id)
    this.finished.set(call.id, call)
    if (this.finished.size <= finishedRemembered) return
    const [oldest] = this.finished.keys()
    if (oldest !== undefined) this.finished.delete(oldest)
  }

  private cancelLeaving(id: string): void {
    this.leaving.get(id)?.()
    this.leaving.delete(id)
  }

  private withActions(call: Call): Call {
    return this.display.withShown({ ...call, actions: actionsOf(call, this.offeredBy(call.account)) })
  }
}

/** Alike in everything the service says; what can be done with it now and how it is shown is not the service's to say. */
function sameRecord(one: Call, other: Call): boolean {
  return sameText(recordOf(one), recordOf(other))
}

function sameText(one: object, other: object): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}
