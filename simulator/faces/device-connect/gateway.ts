import type { SocketHandler } from '../../wire/face-server.ts'
import type { SocketRequest } from '../../wire/face-socket.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import { readParameters } from '../../wire/parameters.ts'
import type { DemoAccount, Face, FaceHost } from '../face.ts'
import { authorize } from './authorization.ts'
import { createDialog, type Dialog } from './dialog.ts'
import { GotApiError } from './errors.ts'
import { createEventBroker, type EventBroker } from './event-broker.ts'
import { createLocalOAuth, type LocalOAuth } from './local-oauth.ts'
import { checkedOrigin } from './origins.ts'
import { readTarget, type Target } from './paths.ts'
import { PlannedErrors } from './planned-errors.ts'
import { Phone } from './phone.ts'
import { eventsOf } from './phone-events.ts'
import { corsHeaders, errorReply, signNonce, successReply } from './replies.ts'
import { discoveryFields, findService, informationFields } from './services.ts'
import { openDoor } from './sockets.ts'
import type { DeviceConnectSwitches } from './switches.ts'
import type { DeviceConnectVerbs } from './verbs.ts'

/** The Device Connect Manager: takes requests apart, checks who asks, and passes them on to what they are for. */
export class Gateway implements Face<DeviceConnectVerbs> {
  readonly verbs: DeviceConnectVerbs
  readonly close: () => void
  readonly #host: FaceHost<DeviceConnectSwitches>
  readonly #oauth: LocalOAuth
  readonly #dialog: Dialog
  readonly #broker: EventBroker
  readonly #phone: Phone
  readonly #plannedErrors = new PlannedErrors()
  /** The key that availability was given, where one is wanted. */
  #launchKey: string | null = null

  constructor(host: FaceHost<DeviceConnectSwitches>) {
    const { clock, exchange, line, switches } = host
    const oauth = createLocalOAuth(clock, switches)
    const dialog = createDialog(clock, switches)
    const broker = createEventBroker(switches)
    const phone = new Phone(exchange, line.id, broker, switches)
    this.#host = host
    this.#oauth = oauth
    this.#dialog = dialog
    this.#broker = broker
    this.#phone = phone
    this.close = exchange.onFact((fact) => {
      if (fact.call.lineId === line.id) for (const event of eventsOf(fact, switches)) broker.send(event)
    })
    this.verbs = {
      expireTokens: () => {
        oauth.expireTokens()
      },
      revokeTokens: () => {
        oauth.revokeTokens()
      },
      acceptDialog: () => dialog.decide('accepted'),
      refuseDialog: () => dialog.decide('refused'),
      dialogs: () => dialog.questions(),
      ringerMode: () => phone.ringerMode,
      answerError: (argument) => {
        this.#plannedErrors.add(argument)
      },
      registrations: () => broker.registrations(),
    }
  }

  clear(): void {
    this.#plannedErrors.clear()
  }

  async handle(request: WireRequest): Promise<Reply> {
    const headers = corsHeaders(request.headers['access-control-request-headers'])
    if (request.method === 'OPTIONS') return { status: 200, headers }
    const { switches } = this.#host
    const parameters = readParameters(request)
    try {
      const fields = await this.#serve(request, parameters)
      return { ...this.#signed(successReply(fields, switches), parameters), headers }
    } catch (error) {
      if (!(error instanceof GotApiError)) throw error
      return { ...this.#signed(errorReply(error, switches), parameters), headers }
    }
  }

  connect(request: SocketRequest): SocketHandler | number {
    const { clock, switches } = this.#host
    return openDoor({ clock, switches, broker: this.#broker, oauth: this.#oauth }, request)
  }

  /** No token: the app asks for its own, and the person accepts. */
  account(origin: string): DemoAccount {
    return { settings: { baseUrl: origin }, secrets: {} }
  }

  /** The fields of a success reply. @throws GotApiError */
  async #serve(request: WireRequest, parameters: URLSearchParams): Promise<object> {
    const { switches } = this.#host
    const target = readTarget(request.method, request.path, switches.caseSensitivePaths)
    const origin = checkedOrigin(request.headers, switches)
    this.#plannedErrors.check(request.path)
    if (target.profile === 'availability') return this.#availability(target, parameters)
    if (target.profile === 'authorization') {
      return authorize({ target, parameters, origin, signal: request.signal }, this.#oauth, this.#dialog, switches)
    }
    if (switches.localOAuth) this.#oauth.checkToken(parameters.get('accessToken'), origin, target.profile)
    if (target.profile === 'servicediscovery') {
      onlyGet(target)
      return discoveryFields(switches)
    }
    const service = findService(parameters.get('serviceId'), target.profile, switches)
    if (target.profile === 'phone') return this.#phone.handle({ target, parameters, serviceId: service.id, origin })
    if (target.profile !== 'serviceinformation' || !switches.serviceInformationSupported) {
      throw new GotApiError('notSupportProfile')
    }
    onlyGet(target)
    return informationFields(service, switches)
  }

  #availability(target: Target, parameters: URLSearchParams): object {
    onlyGet(target)
    const key = parameters.get('key')
    if (key) this.#launchKey = key
    // ASSUMPTION: which error a server answers that still waits for its key.
    if (this.#host.switches.availabilityNeedsKey && this.#launchKey === null) {
      throw new GotApiError('illegalServerState', 'key is required.')
    }
    return { name: 'Sidetone simulator' }
  }

  /** With a key and a nonce the reply proves that it comes from the server which was given the key. */
  #signed(reply: Reply, parameters: URLSearchParams): Reply {
    const { hmacKey, hmacEncoding } = this.#host.switches
    const key = hmacKey ?? this.#launchKey
    const nonce = parameters.get('nonce')
    if (key === null || !nonce) return reply
    return { ...reply, body: { ...(reply.body as object), hmac: signNonce(nonce, key, hmacEncoding) } }
  }
}

function onlyGet(target: Target): void {
  if (target.action !== 'get') throw new GotApiError('notSupportAction')
  if (target.attribute) throw new GotApiError('unknownAttribute')
}
