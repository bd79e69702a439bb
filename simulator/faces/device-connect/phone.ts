import type { Call, CallState } from '../../world/call.ts'
import type { Exchange } from '../../world/exchange.ts'
import { GotApiError } from './errors.ts'
import type { EventBroker } from './event-broker.ts'
import type { Target } from './paths.ts'
import { callStateWord } from './phone-events.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** The `mode` of phone/set, 0 silent, 1 manner, 2 sound. No API reads it back. */
const ringerModes = ['silent', 'manner', 'sound'] as const

export type RingerMode = (typeof ringerModes)[number]

export interface PhoneRequest {
  readonly target: Target
  readonly parameters: URLSearchParams
  readonly serviceId: string
  readonly origin: string
}

type Action = (request: PhoneRequest) => object

/** The phone profile of the phone: what the document lists, and the newer attributes. */
export class Phone {
  readonly #exchange: Exchange
  readonly #lineId: string
  readonly #broker: EventBroker
  readonly #switches: DeviceConnectSwitches
  #ringerMode: RingerMode = 'sound'

  constructor(exchange: Exchange, lineId: string, broker: EventBroker, switches: DeviceConnectSwitches) {
    this.#exchange = exchange
    this.#lineId = lineId
    this.#broker = broker
    this.#switches = switches
  }

  /** What phone/set last set. */
  get ringerMode(): RingerMode {
    return this.#ringerMode
  }

  /** The fields of a success reply. @throws GotApiError */
  handle(request: PhoneRequest): object {
    const { action, attribute = '' } = request.target
    const known = this.#attributes()
    const byAction = Object.hasOwn(known, attribute) && !request.target.interface ? known[attribute] : undefined
    if (!byAction) throw new GotApiError('unknownAttribute')
    const act = byAction[action]
    if (!act) throw new GotApiError('notSupportAction')
    if (this.#switches.permissionRefused) {
      throw new GotApiError('illegalServerState', 'The permission to use the phone was refused.')
    }
    return act(request)
  }

  #attributes(): Record<string, Record<string, Action>> {
    const documented = {
      call: { post: (request: PhoneRequest) => this.#place(request) },
      onconnect: this.#eventActions('onconnect'),
      set: { put: (request: PhoneRequest) => this.#setRinger(request) },
    }
    if (!this.#switches.newerAttributes) return documented
    const { newerEventSpelling } = this.#switches
    return {
      ...documented,
      callstate: { get: () => this.#callState() },
      ...this.#callControl(),
      [newerEventSpelling.toLowerCase()]: this.#eventActions(newerEventSpelling),
    }
  }

  /** ASSUMPTION: on an Android that is too old for one of these the attribute is unknown. */
  #callControl(): Record<string, Record<string, Action>> {
    const accept = { acceptcall: { post: (request: PhoneRequest) => this.#acceptCall(request) } }
    const { callControl } = this.#switches
    if (callControl !== 'full') return callControl === 'none' ? {} : accept
    return {
      ...accept,
      rejectcall: { post: (request) => this.#endCall(request, ['ringing']) },
      endcall: { post: (request) => this.#endCall(request, ['dialing', 'active', 'held']) },
    }
  }

  #eventActions(attribute: string): Record<string, Action> {
    return {
      // ASSUMPTION: the specification has GET for events and does not show its reply.
      get: () => this.#callState(),
      put: ({ parameters, serviceId, origin }) => {
        this.#broker.register(receiverOf(parameters, origin), serviceId, attribute)
        return {}
      },
      delete: ({ parameters, serviceId, origin }) => {
        // ASSUMPTION: removing what is not there is an error, of unknown kind.
        if (!this.#broker.unregister(receiverOf(parameters, origin), serviceId, attribute)) {
          throw new GotApiError('unknown', 'The event was not registered.')
        }
        return {}
      },
    }
  }

  /** ASSUMPTION: a phone that dials while it is in a call holds that call, as mobile phones do. */
  #place({ parameters }: PhoneRequest): object {
    const number = readNumber(parameters, this.#switches.strictNumbers)
    for (const call of this.#exchange.liveCalls(this.#lineId)) {
      if (call.state === 'active') this.#exchange.hold(call.id)
    }
    this.#exchange.place(this.#lineId, number)
    return {}
  }

  #setRinger({ parameters }: PhoneRequest): object {
    const wanted = parameters.get('mode') ?? ''
    const named = /^[012]$/.test(wanted) ? ringerModes[Number(wanted)] : undefined
    if (!named) throw new GotApiError('invalidRequestParameter', 'mode is invalid.')
    this.#ringerMode = named
    return {}
  }

  #callState(): object {
    const call = this.#exchange.liveCalls(this.#lineId).at(-1)
    return { state: callStateWord(call), ...(call ? { phoneNumber: call.number } : {}) }
  }

  #acceptCall(request: PhoneRequest): object {
    this.#exchange.answer(this.#liveCall(request, ['ringing']).id)
    return {}
  }

  #endCall(request: PhoneRequest, states: readonly CallState[]): object {
    this.#exchange.hangUp(this.#liveCall(request, states).id, 'near')
    return {}
  }

  /** The live call that the request means: the newest in one of the states, of that number if it names one. */
  #liveCall({ parameters }: PhoneRequest, states: readonly CallState[]): Call {
    const number = parameters.get('phoneNumber')
    const call = this.#exchange
      .liveCalls(this.#lineId)
      .findLast((candidate) => states.includes(candidate.state) && (!number || candidate.number === number))
    // ASSUMPTION: the specification does not say what a phone without such a call answers.
    if (!call) throw new GotApiError('illegalDeviceState', 'There is no such call.')
    return call
  }
}

/** Events go to the sessionKey if the request had one, else to the origin. */
function receiverOf(parameters: URLSearchParams, origin: string): string {
  return parameters.get('sessionKey') || origin
}

function readNumber(parameters: URLSearchParams, strict: boolean): string {
  const number = parameters.get('phoneNumber') ?? ''
  const rule = strict ? /^(\d{11}|\d{13})$/ : /^[0-9+]{1,13}$/
  if (!rule.test(number)) throw new GotApiError('invalidRequestParameter', 'phoneNumber is invalid.')
  return number
}
