/** The Device Connect (GotAPI) face: one Android-like manager with one phone. Documents: "電話 API", "websocket", "error". */
import { readParameters } from '../../wire/parameters.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import type { Face, FaceDefinition, FaceHost } from '../face.ts'
import { authorize } from './authorization.ts'
import { createDialog, type Question } from './dialog.ts'
import { GotApiError } from './errors.ts'
import { createEventBroker, type Registration } from './event-broker.ts'
import { createLocalOAuth } from './local-oauth.ts'
import { checkedOrigin } from './origins.ts'
import { readTarget, type Target } from './paths.ts'
import { createPhone, type RingerMode } from './phone.ts'
import { eventsOf } from './phone-events.ts'
import { corsHeaders, errorReply, signNonce, successReply } from './replies.ts'
import { discoveryFields, findService, informationFields } from './services.ts'
import { openDoor } from './sockets.ts'
import { type DeviceConnectSwitches, defaultSwitches } from './switches.ts'

/** What only this face can be asked. */
export type DeviceConnectVerbs = {
  /** Every token is expired from now on: error 12. */
  expireTokens(): void
  /** Every token and client is forgotten: error 15. */
  revokeTokens(): void
  /** The person accepts, or refuses, every open dialog; how many there were. */
  acceptDialog(): number
  refuseDialog(): number
  dialogs(): readonly Question[]
  /** What phone/set last set; `sound` before. */
  ringerMode(): RingerMode
  registrations(): readonly Registration[]
}

export type { DeviceConnectSwitches }

export const deviceConnect: FaceDefinition<DeviceConnectSwitches, DeviceConnectVerbs> = {
  title: 'Device Connect',
  portOffset: 0,
  line: { id: 'device-connect', number: '+819087654321', owner: '田中 陽子' },
  defaults: defaultSwitches,
  create: createDeviceConnect,
}

function createDeviceConnect(host: FaceHost<DeviceConnectSwitches>): Face<DeviceConnectVerbs> {
  const { clock, exchange, line, switches } = host
  const oauth = createLocalOAuth(clock, switches)
  const dialog = createDialog(clock, switches)
  const broker = createEventBroker(switches)
  const phone = createPhone(exchange, line.id, broker, switches)
  const stopListening = exchange.onFact((fact) => {
    if (fact.call.lineId === line.id) for (const event of eventsOf(fact, switches)) broker.send(event)
  })
  /** The key that availability was given, where one is wanted. */
  let launchKey: string | null = null

  /** The fields of a success reply. @throws GotApiError */
  async function serve(request: WireRequest, parameters: URLSearchParams): Promise<object> {
    const target = readTarget(request.method, request.path, switches.caseSensitivePaths)
    const origin = checkedOrigin(request.headers, switches)
    if (target.profile === 'availability') return availability(parameters)
    if (target.profile === 'authorization') {
      return authorize({ target, parameters, origin, signal: request.signal }, oauth, dialog, switches)
    }
    if (switches.localOAuth) oauth.checkToken(parameters.get('accessToken'), origin, target.profile)
    if (target.profile === 'servicediscovery') return discovery(target)
    const service = findService(parameters.get('serviceId'), target.profile, switches)
    if (target.profile === 'phone') return phone.handle({ target, parameters, serviceId: service.id, origin })
    if (target.profile !== 'serviceinformation' || !switches.serviceInformationSupported) {
      throw new GotApiError('notSupportProfile')
    }
    onlyGet(target)
    return informationFields(service, switches)
  }

  function availability(parameters: URLSearchParams): object {
    const key = parameters.get('key')
    if (key) launchKey = key
    // ASSUMPTION: which error a server answers that still waits for its key.
    if (switches.availabilityNeedsKey && launchKey === null)
      throw new GotApiError('illegalServerState', 'key is required.')
    return { name: 'Sidetone simulator' }
  }

  function discovery(target: Target): object {
    onlyGet(target)
    return discoveryFields(switches)
  }

  function signed(reply: Reply, parameters: URLSearchParams): Reply {
    const key = switches.hmacKey ?? launchKey
    const nonce = parameters.get('nonce')
    if (key === null || !nonce) return reply
    return { ...reply, body: { ...(reply.body as object), hmac: signNonce(nonce, key, switches.hmacEncoding) } }
  }

  async function handle(request: WireRequest): Promise<Reply> {
    const headers = corsHeaders(request.headers['access-control-request-headers'])
    if (request.method === 'OPTIONS') return { status: 200, headers }
    const parameters = await readParameters(request)
    const reply = await serve(request, parameters).then(
      (fields) => successReply(fields, switches),
      (error: unknown) => {
        if (error instanceof GotApiError) return errorReply(error, switches)
        throw error
      },
    )
    return { ...signed(reply, parameters), headers }
  }

  return {
    handle,
    connect: (request) => openDoor({ clock, switches, broker, oauth }, request),
    verbs: {
      expireTokens: oauth.expireTokens,
      revokeTokens: oauth.revokeTokens,
      acceptDialog: () => dialog.decide('accepted'),
      refuseDialog: () => dialog.decide('refused'),
      dialogs: dialog.questions,
      ringerMode: phone.ringerMode,
      registrations: broker.registrations,
    },
    account: (origin) => ({ settings: { baseUrl: origin }, secrets: {} }),
    close: stopListening,
  }
}

function onlyGet(target: Target): void {
  if (target.action !== 'get') throw new GotApiError('notSupportAction')
  if (target.attribute) throw new GotApiError('unknownAttribute')
}
