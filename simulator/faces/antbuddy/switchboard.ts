/**
 * What the telephone switch does with the calls of the company: which legs there are, and in which order it tells of them.
 *
 *     click-to-call   create A (to our handset) ── picked up ──▶ answer A, create B (to the number) ── answered ──▶ answer B
 *     from a handset  create A (from it), create B (to the number) ──────────────────────────────────── answered ──▶ answer B, answer A
 *     call in         create A (from the network), create B (to our handset) ────────────────────────── answered ──▶ answer B, answer A
 *     the end         destroy B, destroy A
 *
 * ASSUMPTION: nothing is told of hold and resume; the vendor names no event for them.
 */
import type { Cancel, Clock } from '../../clock.ts'
import type { Call } from '../../world/call.ts'
import type { Fact } from '../../world/exchange.ts'
import { type ChannelEvent, channelEvent } from './channel-event.ts'
import { colleague, type User } from './company.ts'
import { hangupCauseOf } from './hangup-cause.ts'
import { calledLeg, callingLeg, groupLeg, type Leg, ownPhoneLeg } from './leg.ts'
import type { AntBuddySwitches } from './switches.ts'

interface Channels {
  readonly a: Leg
  /** Absent while our own phone rings for click-to-call, and while the called device is offline. */
  b?: Leg
  /** A second device that rings for the same call. */
  readonly second?: Leg
}

/** How long a call that a colleague took goes on. */
export const colleagueTalksMs = 10_000

export class Switchboard {
  readonly #clock: Clock
  readonly #switches: AntBuddySwitches
  readonly #publish: (event: ChannelEvent) => void
  readonly #channels = new Map<string, Channels>()
  readonly #appointments = new Set<Cancel>()

  constructor(clock: Clock, switches: AntBuddySwitches, publish: (event: ChannelEvent) => void) {
    this.#clock = clock
    this.#switches = switches
    this.#publish = publish
  }

  /** @param user whose phone the line of the call is */
  tell({ kind, call }: Fact, user: User): void {
    switch (kind) {
      case 'started':
        this.#started(call, user)
        return
      case 'dialed':
        this.#dialed(call, user)
        return
      case 'answered':
        this.#answered(call, user)
        return
      case 'ended':
        this.#ended(call)
        return
      case 'held':
      case 'resumed':
    }
  }

  /**
   * A colleague, whose device rings too (switch ringGroup), takes the call: our leg loses the race. Afterwards the call is none of ours.
   * @throws Error when no second device rings for it
   */
  answerElsewhere(call: Call): void {
    const { a, b, second } = this.#channels.get(call.id) ?? {}
    if (!a || !second) throw new Error('No second device rings for this call; see the switch ringGroup.')
    this.#channels.delete(call.id)
    this.#answer(second)
    this.#answer(a)
    if (b) this.#destroy(b, 'LOSE_RACE')
    const cancel = this.#clock.after(colleagueTalksMs, () => {
      this.#appointments.delete(cancel)
      this.#destroy(second, 'NORMAL_CLEARING')
      this.#destroy(a, 'NORMAL_CLEARING')
    })
    this.#appointments.add(cancel)
  }

  clear(): void {
    for (const cancel of this.#appointments) cancel()
    this.#appointments.clear()
    this.#channels.clear()
  }

  #started(call: Call, user: User): void {
    const now = this.#clock.now()
    if (call.direction === 'out' && call.state === 'ringing') {
      const a = ownPhoneLeg(call, user, now)
      this.#channels.set(call.id, { a })
      this.#create(a)
      return
    }
    const a = callingLeg(call, user, now)
    const incoming = call.direction === 'in'
    const rings = this.#switches.ringGroup && incoming && user !== colleague
    const channels: Channels = rings ? { a, second: groupLeg(call, user, colleague, now) } : { a }
    this.#channels.set(call.id, channels)
    this.#create(a)
    if (!incoming || this.#switches.deviceRegistered) this.#createB(channels, call, user)
    if (channels.second) this.#create(Object.assign(channels.second, { otherLeg: a.callId }))
  }

  #dialed(call: Call, user: User): void {
    const channels = this.#channels.get(call.id)
    if (!channels) return
    this.#answer(channels.a)
    this.#createB(channels, call, user)
  }

  #answered(call: Call, user: User): void {
    const channels = this.#channels.get(call.id)
    if (!channels) return
    const { a, second } = channels
    // A test may have the far end answer while our own phone still rings; the legs then come all at once.
    if (!channels.b && call.direction === 'out') this.#dialed(call, user)
    if (channels.b) this.#answer(channels.b)
    if (a.answeredAt === undefined) this.#answer(a)
    if (second) this.#destroy(second, 'LOSE_RACE')
  }

  #ended(call: Call): void {
    const channels = this.#channels.get(call.id)
    if (!channels) return
    this.#channels.delete(call.id)
    const cause = hangupCauseOf(call)
    const { a, b, second } = channels
    if (b) this.#destroy(b, cause)
    if (second && call.answeredAt === undefined) this.#destroy(second, cause)
    this.#destroy(a, cause)
  }

  #createB(channels: Channels, call: Call, user: User): void {
    const b = calledLeg(call, user, this.#clock.now())
    b.otherLeg = channels.a.callId
    channels.a.otherLeg = b.callId
    channels.b = b
    this.#create(b)
  }

  #create(leg: Leg): void {
    this.#publish(channelEvent('CHANNEL_CREATE', leg, this.#clock.now(), this.#switches.timestampAsString))
  }

  #answer(leg: Leg): void {
    leg.answeredAt = this.#clock.now()
    this.#publish(channelEvent('CHANNEL_ANSWER', leg, leg.answeredAt, this.#switches.timestampAsString))
  }

  #destroy(leg: Leg, cause: string): void {
    this.#publish(channelEvent('CHANNEL_DESTROY', leg, this.#clock.now(), this.#switches.timestampAsString, cause))
  }
}
