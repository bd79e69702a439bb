import type { Call, CallState } from '../../world/call.ts'
import type { Exchange } from '../../world/exchange.ts'
import { GotApiError } from './errors.ts'
import type { EventBroker } from './event-broker.ts'
import type { Target } from './paths.ts'
import { callStateWord } from './phone-events.ts'
import type { DeviceConnectSwitches } from './switches.ts'

/** The `mode` of phone/set, 0 silent, 1 manner, 2 sound. No API reads it back. */
export const ringerModes = ['silent', 'manner', 'sound'] as const

export type RingerMode = (typeof ringerModes)[number]

export interface PhoneRequest {
  readonly target: Target
  readonly parameters: URLSearchParams
  readonly serviceId: string
  readonly origin: string
}

/** The phone profile of the phone: what the document lists, and the newer attributes. */
export interface Phone {
  /** The fields of a success reply. @throws GotApiError */
  handle(request: PhoneRequest): object
  ringerMode(): RingerMode
}

type Action = (request: PhoneRequest) => object

export function createPhone(
  exchange: Exchange,
  lineId: string,
  broker: EventBroker,
  switches: DeviceConnectSwitches,
): Phone {
  let mode: RingerMode = 'sound'

  /** ASSUMPTION: a phone that dials while it is in a call holds that call, as mobile phones do. */
  function place({ parameters }: PhoneRequest): object {
    const number = readNumber(parameters, switches.strictNumbers)
    for (const call of exchange.liveCalls(lineId)) if (call.state === 'active') exchange.hold(call.id)
    exchange.place(lineId, number)
    return {}
  }

  function setRinger({ parameters }: PhoneRequest): object {
    const wanted = parameters.get('mode') ?? ''
    const named = /^[012]$/.test(wanted) ? ringerModes[Number(wanted)] : undefined
    if (!named) throw new GotApiError('invalidRequestParameter', 'mode is invalid.')
    mode = named
    return {}
  }

  /** The live call that the request means: the newest in one of the states, of that number if it names one. */
  function liveCall({ parameters }: PhoneRequest, states: readonly CallState[]): Call {
    const number = parameters.get('phoneNumber')
    const fitting = exchange
      .liveCalls(lineId)
      .filter((call) => states.includes(call.state) && (!number || call.number === number))
    const call = fitting.at(-1)
    // ASSUMPTION: the specification does not say what a phone without such a call answers.
    if (!call) throw new GotApiError('illegalDeviceState', 'There is no such call.')
    return call
  }

  function endCall(request: PhoneRequest, states: readonly CallState[]): object {
    exchange.hangUp(liveCall(request, states).id, 'near')
    return {}
  }

  function callState(): object {
    const call = exchange.liveCalls(lineId).at(-1)
    return { state: callStateWord(call), ...(call ? { phoneNumber: call.number } : {}) }
  }

  function eventActions(attribute: string): Record<string, Action> {
    return {
      // ASSUMPTION: the specification has GET for events and does not show its reply.
      get: callState,
      put: ({ parameters, serviceId, origin }) => {
        broker.register(receiverOf(parameters, origin), serviceId, attribute)
        return {}
      },
      delete: ({ parameters, serviceId, origin }) => {
        // ASSUMPTION: removing what is not there is an error, of unknown kind.
        if (!broker.unregister(receiverOf(parameters, origin), serviceId, attribute)) {
          throw new GotApiError('unknown', 'The event was not registered.')
        }
        return {}
      },
    }
  }

  function attributes(): Record<string, Record<string, Action>> {
    const documented = { call: { post: place }, onconnect: eventActions('onconnect'), set: { put: setRinger } }
    if (!switches.newerAttributes) return documented
    return {
      ...documented,
      callstate: { get: callState },
      acceptcall: { post: (request) => (exchange.answer(liveCall(request, ['ringing']).id), {}) },
      rejectcall: { post: (request) => endCall(request, ['ringing']) },
      endcall: { post: (request) => endCall(request, ['dialing', 'active', 'held']) },
      [switches.newerEventSpelling.toLowerCase()]: eventActions(switches.newerEventSpelling),
    }
  }

  return {
    handle(request) {
      const { action, attribute = '' } = request.target
      const known = attributes()
      const byAction = Object.hasOwn(known, attribute) && !request.target.interface ? known[attribute] : undefined
      if (!byAction) throw new GotApiError('unknownAttribute')
      const act = byAction[action]
      if (!act) throw new GotApiError('notSupportAction')
      if (switches.permissionRefused)
        throw new GotApiError('illegalServerState', 'The permission to use the phone was refused.')
      return act(request)
    },
    ringerMode: () => mode,
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
