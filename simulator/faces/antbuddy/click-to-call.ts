import type { Cancel } from '../../clock.ts'
import type { Call } from '../../world/call.ts'
import type { Reply } from '../../wire/message.ts'
import type { FaceHost } from '../face.ts'
import { ourUser } from './company.ts'
import { OapiError } from './errors.ts'
import type { AntBuddySwitches } from './switches.ts'

/** POST call/click-to-call/:number: rings our own phone, and dials when it is picked up. */
export class ClickToCall {
  readonly #host: FaceHost<AntBuddySwitches>
  readonly #pickUps = new Set<Cancel>()

  constructor(host: FaceHost<AntBuddySwitches>) {
    this.#host = host
  }

  /** @throws OapiError 400: the number or the SIP user is wrong, or the device is offline (which the document names alone) */
  place(encodedNumber: string, body: Record<string, unknown>): Reply {
    const { exchange, line, switches, clock } = this.#host
    checkSipUser(body)
    const number = readNumber(encodedNumber)
    if (!switches.deviceRegistered) {
      if (switches.offlineReply === 'empty') return { status: 400 }
      throw new OapiError('DEVICE_OFFLINE')
    }
    const call = exchange.place(line.id, number, { ownPhoneFirst: true })
    const { ownPhonePickUpMs } = switches
    if (ownPhonePickUpMs !== null) {
      const cancel = clock.after(ownPhonePickUpMs, () => {
        this.#pickUps.delete(cancel)
        this.#dialIfRinging(call.id)
      })
      this.#pickUps.add(cancel)
    }
    return { status: 200, ...replyBody(call, switches.clickToCallReply) }
  }

  /** The person picks up the own phone. @throws Error when it does not ring for a click-to-call */
  pickUp(callId?: string): Call {
    const { exchange, line } = this.#host
    const ringing = exchange
      .liveCalls(line.id)
      .findLast((call) => call.direction === 'out' && call.state === 'ringing' && (callId ?? call.id) === call.id)
    if (!ringing) throw new Error('Our own phone does not ring for a click-to-call.')
    return exchange.dial(ringing.id)
  }

  /** Nobody picks up any more. */
  clear(): void {
    for (const cancel of this.#pickUps) cancel()
    this.#pickUps.clear()
  }

  /** Somebody may have hung up, or answered, meanwhile. */
  #dialIfRinging(callId: string): void {
    const { exchange, line } = this.#host
    const call = exchange.liveCalls(line.id).find((candidate) => candidate.id === callId)
    if (call?.state === 'ringing') exchange.dial(callId)
  }
}

/** ASSUMPTION: a SIP user or password that is wrong is invalid input (400). @throws OapiError */
export function checkSipUser({ sipUser, sipPassword }: Record<string, unknown>): void {
  if (sipUser !== ourUser.sipUser || sipPassword !== ourUser.sipPassword) throw new OapiError('INVALID_INPUT')
}

/** ASSUMPTION: digits with a plus in front or not, 2 to 15 of them; anything else is invalid input. */
function readNumber(encoded: string): string {
  const number = decodeOrNothing(encoded)
  if (!/^\+?\d{2,15}$/.test(number)) throw new OapiError('INVALID_INPUT')
  return number
}

function decodeOrNothing(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ''
  }
}

function replyBody(call: Call, form: AntBuddySwitches['clickToCallReply']): Partial<Reply> {
  switch (form) {
    case 'json':
      return { body: { success: true } }
    case 'call-id':
      return { body: { success: true, call_id: call.id } }
    case 'text':
      return { body: 'OK', headers: { 'content-type': 'text/plain' } }
    case 'empty':
      return {}
  }
}
