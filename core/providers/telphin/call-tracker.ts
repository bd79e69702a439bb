import { isDeepStrictEqual } from 'node:util'
import type { Cancel, Clock, Log } from '../../ports/index.ts'
import type { CallFact } from '../../provider.ts'
import type { CallEvent, LiveRow } from './map.ts'
import { idOf } from './map.ts'
import { sameNumber } from './number-form.ts'
import { factOf, hearForeign, hearGone, hearListed, hearOwn, isLive, lose, newCall } from './tracked-call.ts'
import type { TrackedCall } from './tracked-call.ts'

/** A call that we placed, or that a webhook told of, may be this long in coming into the list of current calls. */
const listingMs = 10_000
/** How long after a dialling whose answer was lost a call to that number is taken for it. */
const unclearMs = 120_000
/** Without any sight for so long, nobody knows. */
const blindMs = 60_000
const rememberedMs = 600_000
const mostCalls = 1_000

export interface CallTrackerParts {
  readonly clock: Clock
  readonly log: Log
  readonly emit: (fact: CallFact) => void
  /** A call was met, or is over. */
  readonly onCall: (call: TrackedCall, step: 'met' | 'ended') => void
  /** The own extension, as far as it is known. */
  readonly own: () => { readonly id: string | undefined; readonly name: string | undefined }
}

/** Keeps the calls: news in, facts about those that changed out. A call keeps its key: the CallID where that is known, else the id by which it is controlled. */
export class CallTracker {
  readonly #parts: CallTrackerParts
  #calls = new Map<string, TrackedCall>()
  #told = new Map<string, CallFact>()
  #blind: Cancel | undefined
  /** Diallings that were not answered yet, and what was told meanwhile that may be about them. */
  readonly #placing = new Set<{ readonly number: string; readonly own: string }>()
  #held: CallEvent[] = []
  #closed = false

  constructor(parts: CallTrackerParts) {
    this.#parts = parts
  }

  /**
   * A dialling begins. Its webhooks may be quicker than its answer, and the leg that rings the own phone looks like a call that comes in: what may be about it
   * waits until it has a name. Call what this returns when it has, or never will.
   */
  placing(number: string, own: string): () => void {
    const dialling = { number, own }
    this.#placing.add(dialling)
    return () => {
      this.#placing.delete(dialling)
      const held = this.#held
      this.#held = []
      for (const event of held) this.hearEvent(event)
    }
  }

  /** The service took our dialling. */
  placed(ids: { readonly callId: string | undefined; readonly apiId: string | undefined }, number: string): string {
    const callId = ids.callId && idOf(ids.callId)
    const apiId = ids.apiId && idOf(ids.apiId)
    const now = this.#parts.clock.now()
    const known = this.#find(callId, apiId)
    const key = known?.key ?? callId ?? apiId ?? this.#parts.clock.newId()
    this.#put({
      ...(known ?? newCall({ key, callId, apiId, direction: 'out', number, startedAt: now }, now)),
      number,
    })
    return key
  }

  /** The service refused it, or nobody knows: then something that we hear of may yet turn out to be it. */
  notPlaced(number: string, outcome: 'refused' | 'unclear'): void {
    const now = this.#parts.clock.now()
    const key = this.#parts.clock.newId()
    const call = newCall({ key, callId: undefined, apiId: undefined, direction: 'out', number, startedAt: now }, now)
    this.#put(outcome === 'unclear' ? lose(call) : { ...call, state: 'ended', endedAt: now, result: 'failed' })
  }

  hearEvent(event: CallEvent): void {
    if (this.#mayBePlacing(event)) return void this.#held.push(event)
    const now = this.#parts.clock.now()
    const known =
      this.#find(event.callId, event.apiId, event.callbackId) ?? this.#findUnclear(event.direction, event.number)
    const call = known ?? this.#meet(event, now)
    if (this.#isForeign(call, event)) {
      this.#put(hearForeign(known ?? { ...call, foreign: true }, event, now))
    } else this.#put(hearOwn(call, event, now))
  }

  /** The list of current calls, as it was when it was asked for. */
  hearList(rows: readonly LiveRow[], askedAt: number): void {
    const now = this.#parts.clock.now()
    this.#blind?.()
    const listed = new Set<string>()
    for (const row of rows) {
      const call = this.#find(row.callId, row.apiId) ?? this.#findUnclear(row.direction, row.number)
      const heard = hearListed(call ?? this.#meetListed(row, now), row, now)
      listed.add(heard.key)
      this.#put(heard)
    }
    for (const call of this.#calls.values()) {
      if (listed.has(call.key) || call.foreign || !isLive(call)) continue
      const surelyGone = call.listed ? call.newsAt < askedAt : askedAt - call.newsAt > listingMs
      if (surelyGone) this.#put(hearGone(call, now))
    }
  }

  /** Nobody tells us for now. */
  sightLost(): void {
    this.#blind?.()
    if (this.#closed) return
    this.#blind = this.#parts.clock.after(blindMs, () => {
      for (const call of this.#calls.values()) this.#put(lose(call))
    })
  }

  close(): void {
    this.#closed = true
    this.#blind?.()
  }

  #meet(event: CallEvent, now: number): TrackedCall {
    const { callId, apiId, number, direction = 'in' } = event
    return newCall({ key: callId, callId, apiId, direction, number, startedAt: now }, now)
  }

  #meetListed(row: LiveRow, now: number): TrackedCall {
    const { callId, apiId, direction, number } = row
    return newCall({ key: callId ?? apiId, callId, apiId, direction, number, startedAt: row.startedAt ?? now }, now)
  }

  #mayBePlacing({ direction, number, callbackId, callId, apiId }: CallEvent): boolean {
    if (this.#placing.size === 0 || this.#find(callId, apiId, callbackId) !== undefined) return false
    if (direction === 'out' || callbackId !== undefined) return true
    return [...this.#placing].some((dialling) => number === dialling.own || sameNumber(number, dialling.number))
  }

  #find(callId: string | undefined, apiId: string | undefined, callbackId?: string): TrackedCall | undefined {
    const byKey = callId === undefined ? undefined : this.#calls.get(callId)
    if (byKey) return byKey
    const same = (one: string | undefined, other: string | undefined) => one !== undefined && one === other
    return [...this.#calls.values()].find(
      (call) =>
        same(call.callId, callId) ||
        same(call.apiId, apiId) ||
        (call.direction === 'out' && same(call.callId, callbackId)),
    )
  }

  /** A dialling of which nobody knew what became of it. */
  #findUnclear(direction: 'in' | 'out' | undefined, number: string): TrackedCall | undefined {
    const now = this.#parts.clock.now()
    return [...this.#calls.values()].find(
      (call) =>
        direction === 'out' &&
        call.state === 'unknown' &&
        call.callId === undefined &&
        call.apiId === undefined &&
        now - call.startedAt < unclearMs &&
        sameNumber(call.number, number),
    )
  }

  /** A leg of another extension: by the extension that it names, or because we know ours and this is none of them. */
  #isForeign(call: TrackedCall, { extensionId, extensionName, subCallId, type }: CallEvent): boolean {
    const own = this.#parts.own()
    if (extensionId !== undefined && own.id !== undefined) return extensionId !== own.id
    if (extensionName !== undefined && own.name !== undefined) return extensionName !== own.name
    if (call.direction === 'out' || type === 'dial-in' || subCallId === undefined || call.legs.length === 0)
      return false
    return !call.legs.includes(subCallId)
  }

  #put(call: TrackedCall): void {
    if (this.#closed) return
    const before = this.#calls.get(call.key)
    this.#calls.set(call.key, call)
    if (call.foreign) return
    if (before === undefined || before.foreign) {
      this.#forget()
      this.#parts.onCall(call, 'met')
    }
    const fact = factOf(call)
    // The same fact is told once.
    if (isDeepStrictEqual(this.#told.get(call.key), fact)) return
    this.#told.set(call.key, fact)
    this.#parts.emit(fact)
    if (call.state === 'ended' && before?.state !== 'ended') this.#parts.onCall(call, 'ended')
  }

  #forget(): void {
    const now = this.#parts.clock.now()
    const kept = [...this.#calls].filter(
      ([, call]) => (isLive(call) && !call.foreign) || now - call.newsAt < rememberedMs,
    )
    this.#calls = new Map(kept.slice(-mostCalls))
    this.#told = new Map([...this.#told].filter(([key]) => this.#calls.has(key)))
  }
}
