import { isDeepStrictEqual } from 'node:util'
import type { Cancel, Clock, Log } from '../../ports/index.ts'
import { toFailure } from '../../failure.ts'
import type { CallFact } from '../../provider.ts'
import {
  callOfEvent,
  deadlineOf,
  factOf,
  fits,
  hear,
  isLive,
  isPlaced,
  joined,
  overTime,
  placedCall,
  placedLimitMs,
} from './calls.ts'
import type { LiveCall } from './calls.ts'
import type { KnownCalls } from './known-calls.ts'
import { readLegEvent } from './legs.ts'
import type { LegEvent } from './legs.ts'
import type { PastCall } from './map.ts'
import { readChannelPayload } from './wire.ts'

/** How long calls that are over are remembered, to know late news for what they are; and how many at most. */
const rememberedMs = 10 * 60_000
const mostRemembered = 500

export interface CallTrackerParts {
  readonly clock: Clock
  readonly log: Log
  readonly sipUser: string
  readonly known: KnownCalls
  readonly emit: (fact: CallFact) => void
}

/** Keeps the live calls: events in, facts about the calls that changed out, and one timer for the next limit that runs out. */
export class CallTracker {
  readonly #parts: CallTrackerParts
  #calls: readonly LiveCall[] = []
  #told = new Map<string, CallFact>()
  #timer: Cancel | undefined
  /** Events arrive now. */
  #watched = false
  #doubtSince: number | undefined
  #closed = false
  /** Events are worked on one after the other: the first one of a call may have to wait for the notes. */
  #queue: Promise<void> = Promise.resolve()

  constructor(parts: CallTrackerParts) {
    this.#parts = parts
  }

  /** We are about to ask for this call. */
  placed(key: string, number: string): void {
    this.#put(placedCall(key, number, this.#now))
  }

  /** Nothing was dialled. */
  placeRefused(key: string): void {
    const call = this.#calls.find((one) => one.key === key)
    if (call?.legs.length === 0) this.#put({ ...call, state: 'ended', result: 'failed', endedAt: this.#now })
  }

  /** Whether it was dialled, only events can tell. */
  placeUnclear(key: string): void {
    const call = this.#calls.find((one) => one.key === key)
    if (call?.legs.length === 0) this.#put({ ...call, state: 'unknown' })
  }

  /** An event of the event server. Whatever is in it, it does no harm. */
  hearEvent(name: string, value: unknown): void {
    const payload = readChannelPayload(value)
    const event = payload && readLegEvent(name, payload, this.#parts.sipUser, this.#now)
    if (event === undefined)
      return this.#parts.log.debug('an event that is no call', { readable: payload !== undefined })
    this.#queue = this.#queue
      .then(() => this.#take(event))
      .catch((thrown: unknown) => this.#parts.log.error('an event was not worked on', { failure: toFailure(thrown) }))
  }

  /** No events arrive any more. */
  sightLost(): void {
    this.#watched = false
    this.#doubtSince ??= this.#now
    this.#setTimer()
  }

  sightBack(): void {
    this.#watched = true
    this.#doubtSince = undefined
    this.#setTimer()
  }

  /** Since when the history would have to be looked at for what was missed, in milliseconds; undefined: nothing can have been missed. */
  get unsureSince(): number | undefined {
    const open = this.#calls.filter((call) => call.state !== 'ended' && call.concernsUs).map((call) => call.startedAt)
    const times = this.#doubtSince === undefined ? open : [...open, this.#doubtSince]
    return times.length === 0 ? undefined : Math.min(...times)
  }

  /** Since when no events arrive, in milliseconds; undefined while they do, and before they ever did. */
  get blindSince(): number | undefined {
    return this.#doubtSince
  }

  /** Whether a call goes on, as far as we know. */
  get hasOpenCalls(): boolean {
    return this.#calls.some((call) => call.state !== 'ended' && call.concernsUs)
  }

  /** A row of the history, under the key that it is known by: how a call ended whose end we missed, or a call that we missed altogether. */
  settle({ fact, users }: PastCall, missedSince: number): void {
    const call = this.#calls.find(({ key }) => key === fact.key)
    if (call?.state === 'ended' || (call === undefined && (!this.#isOurs(users) || fact.startedAt < missedSince)))
      return
    if (call !== undefined) {
      const { endedAt = this.#now, result } = fact
      this.#calls = this.#calls.map((one) =>
        one === call ? { ...call, state: 'ended', endedAt, ...(result && { result }) } : one,
      )
    }
    this.#tell(call?.placed === undefined ? fact : { ...fact, number: call.placed })
    this.#setTimer()
  }

  close(): void {
    this.#closed = true
    this.#timer?.()
  }

  get #now(): number {
    return this.#parts.clock.now()
  }

  #isOurs(users: readonly string[]): boolean {
    return users.some((user) => user.toLowerCase() === this.#parts.sipUser.toLowerCase())
  }

  /** The calls that an event belongs to, the oldest first: more than one where it tells that two are one. */
  #callsOf(event: LegEvent): readonly LiveCall[] {
    const ids = [event.callId, ...event.joined]
    const named = this.#calls.filter(
      ({ key, legs }) => ids.includes(key) || legs.some(({ callId }) => ids.includes(callId)),
    )
    if (named.length > 0) return named
    const alike =
      this.#calls.find((call) => isPlaced(call, event, this.#now)) ?? this.#calls.find((call) => fits(call, event))
    return alike ? [alike] : []
  }

  async #take(event: LegEvent): Promise<void> {
    if (this.#callsOf(event).length === 0 && mayBePlaced(event)) await this.#adopt(event)
    const [first, ...others] = this.#callsOf(event)
    if (first === undefined) return this.#put(callOfEvent(event, this.#now))
    const whole = others.reduce((one, other) => this.#join(one, other), first)
    this.#put(hear(whole, event, this.#now))
  }

  /** The call that another process of ours placed (the terminal beside the window), if this is its first event. */
  async #adopt(event: LegEvent): Promise<void> {
    const noted = await this.#parts.known.placedElsewhere(this.#now - placedLimitMs)
    const calls = noted.map(({ key, number, startedAt }) => placedCall(key, number, startedAt))
    const call = calls.find((one) => isPlaced(one, event, this.#now))
    if (call && !this.#calls.some(({ key }) => key === call.key)) this.#calls = [...this.#calls, call]
  }

  /** The younger one was told under a key that is nobody's any more. */
  #join(one: LiveCall, other: LiveCall): LiveCall {
    this.#calls = this.#calls.filter((call) => call !== other)
    const told = this.#told.get(other.key)
    if (told !== undefined && told.state !== 'ended') this.#tell({ ...told, state: 'unknown' })
    return joined(one, other, this.#now)
  }

  #put(call: LiveCall): void {
    if (this.#closed) return
    const since = this.#now - rememberedMs
    const others = this.#calls.filter((one) => one.key !== call.key && (isLive(one) || one.newsAt > since))
    const before = this.#calls.findIndex(({ key }) => key === call.key)
    this.#calls =
      before < 0
        ? [...others, call].slice(-mostRemembered)
        : this.#calls.map((one) => (one.key === call.key ? call : one))
    if (call.concernsUs) this.#tell(factOf(call, this.#watched))
    this.#setTimer()
  }

  /** The same fact is told once. */
  #tell(fact: CallFact): void {
    if (isDeepStrictEqual(this.#told.get(fact.key), fact)) return
    this.#told.delete(fact.key)
    this.#told.set(fact.key, fact)
    if (this.#told.size > mostRemembered) this.#told.delete([...this.#told.keys()][0] ?? '')
    const call = this.#calls.find(({ key }) => key === fact.key)
    this.#parts.known.note(fact, fact.state !== 'ended' && call?.legs.length === 0)
    this.#parts.emit(fact)
  }

  #setTimer(): void {
    this.#timer?.()
    this.#timer = undefined
    if (this.#closed) return
    const deadlines = this.#calls.flatMap((call) => deadlineOf(call, this.#doubtSince) ?? [])
    if (deadlines.length === 0) return
    this.#timer = this.#parts.clock.after(Math.max(0, Math.min(...deadlines) - this.#now), () => this.#timeIsUp())
  }

  #timeIsUp(): void {
    for (const call of this.#calls) {
      const next = overTime(call, this.#doubtSince, this.#now)
      if (next !== call) this.#put(next)
    }
    this.#setTimer()
  }
}

function mayBePlaced({ name, role, concernsUs }: LegEvent): boolean {
  return name === 'CHANNEL_CREATE' && role !== 'from-far' && concernsUs
}
