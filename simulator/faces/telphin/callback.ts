import type { Cancel, Clock } from '../../clock.ts'
import type { Reply } from '../../wire/message.ts'
import type { Call } from '../../world/call.ts'
import type { Exchange, Fact } from '../../world/exchange.ts'
import type { CallBook } from './call-book.ts'
import { badRequest } from './errors.ts'
import { type Asked, extensionOf, jsonBody, onlyKnownFields } from './requests.ts'
import type { Route } from './routes.ts'
import type { TelphinSwitches } from './switches.ts'

/** Fields of the callback request, from its page and the vendor's clients. */
const fields = [
  ...['src_num', 'dst_num', 'allow_public_transfer', 'announce_sound_id', 'dst_announce_sound_id', 'call_duration'],
  ...['caller_id_name', 'caller_id_number', 'src_caller_id_name', 'src_caller_id_number', 'src_ani', 'dst_ani'],
  ...['dst_dtmf', 'transfer_after_dst_hangup', 'transfer_after_src_hangup', 'wait_for_pickup'],
] as const

interface Limits {
  /** Milliseconds for which the own phone rings; null: as long as the network lets it. */
  readonly pickUpMs: number | null
  readonly talkMs: number | null
}

/**
 * POST /extension/{extension_id}/callback/: the own side rings first, and when it is picked up the destination is called.
 *
 *     POST ─▶ own phone rings ─ picked up ─▶ destination rings ─ answers ─▶ call
 *                  │ wait_for_pickup over          │ busy, refused ...         │ call_duration over
 *                  └───────────────────────────────┴───────── end ─────────────┘
 */
export class Callbacks {
  readonly routes: readonly Route[]
  readonly #clock: Clock
  readonly #exchange: Exchange
  readonly #lineId: string
  readonly #book: CallBook
  readonly #switches: TelphinSwitches
  readonly #limits = new Map<string, Limits>()
  readonly #appointments = new Map<string, Cancel>()

  constructor(parts: { clock: Clock; exchange: Exchange; lineId: string; book: CallBook; switches: TelphinSwitches }) {
    this.#clock = parts.clock
    this.#exchange = parts.exchange
    this.#lineId = parts.lineId
    this.#book = parts.book
    this.#switches = parts.switches
    this.routes = [
      {
        method: 'POST',
        path: '/extension/:extension/callback/',
        resource: 'callback',
        handle: (asked) => this.#start(asked),
      },
    ]
  }

  /** The own phone is picked up. @throws Error when none rings for a callback */
  pickUp(choice: { call?: string } = {}): Call {
    const ringing = this.#exchange
      .liveCalls(this.#lineId)
      .findLast(({ id, state }) => state === 'ringing' && this.#limits.has(id) && (choice.call ?? id) === id)
    if (!ringing) throw new Error('No phone rings for a callback.')
    return this.#exchange.dial(ringing.id)
  }

  /** What happens to calls of ours by itself follows what happened to them. */
  follow({ kind, call }: Fact): void {
    const limits = this.#limits.get(call.id)
    if (!limits) return
    if (kind === 'dialed' || kind === 'answered' || kind === 'ended') this.#forget(call.id)
    if (kind === 'answered' && limits.talkMs !== null) {
      this.#later(call.id, limits.talkMs, () => this.#exchange.hangUp(call.id, 'network', 'answered'))
    }
    if (kind === 'ended') this.#limits.delete(call.id)
  }

  clear(): void {
    for (const cancel of this.#appointments.values()) cancel()
    this.#appointments.clear()
    this.#limits.clear()
  }

  #start(asked: Asked): Reply {
    const body = jsonBody(asked)
    onlyKnownFields(body, fields)
    const destination = destinationOf(body)
    const limits = { pickUpMs: milliseconds(body, 'wait_for_pickup'), talkMs: milliseconds(body, 'call_duration') }
    const extensionId = extensionOf(asked) ?? 0
    const ani = typeof body['dst_ani'] === 'string' ? body['dst_ani'] : null
    const call = this.#book.begin({ extensionId, application: 'callback', ani }, () =>
      this.#exchange.place(this.#lineId, destination, { ownPhoneFirst: true }),
    )
    this.#limits.set(call.id, limits)
    this.#ringOwnPhone(call, limits)
    const { apiId, callId } = this.#book.namesOf(call)
    return { status: 201, body: { call_api_id: apiId, call_id: callId } }
  }

  #ringOwnPhone({ id }: Call, { pickUpMs }: Limits): void {
    const { phoneRegistered, ownPhonePickUpMs } = this.#switches
    if (!phoneRegistered) {
      const { refusalMs } = this.#exchange.behaviour(this.#lineId)
      this.#later(id, refusalMs, () => this.#exchange.hangUp(id, 'network', 'failed'))
    } else if (ownPhonePickUpMs !== null && ownPhonePickUpMs <= (pickUpMs ?? ownPhonePickUpMs)) {
      this.#later(id, ownPhonePickUpMs, () => this.#exchange.dial(id))
    } else if (pickUpMs !== null) {
      this.#later(id, pickUpMs, () => this.#exchange.hangUp(id, 'network', 'no-answer'))
    }
  }

  #later(callId: string, delayMs: number, action: () => void): void {
    this.#forget(callId)
    this.#appointments.set(callId, this.#clock.after(delayMs, action))
  }

  #forget(callId: string): void {
    this.#appointments.get(callId)?.()
    this.#appointments.delete(callId)
  }
}

/** @throws ApiError 400 */
function destinationOf({ src_num: source, dst_num: destination }: Record<string, unknown>): string {
  const isSource = Array.isArray(source) && source.length > 0 && source.every(isNumber)
  if (!isSource) throw badRequest('src_num must be an array of numbers')
  if (!isNumber(destination)) throw badRequest('dst_num must be a number')
  return destination
}

/** ASSUMPTION: which texts are numbers: digits, plus, star and hash. Variables such as `$cv(NAME)` are not simulated. */
function isNumber(value: unknown): value is string {
  return typeof value === 'string' && /^\+?[\d*#]{1,20}$/.test(value)
}

function milliseconds(body: Record<string, unknown>, name: string): number | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (!Number.isInteger(value) || Number(value) <= 0) throw badRequest(`${name} must be a positive integer`)
  return Number(value) * 1000
}
