import type { SocketHandler, WireLibrary } from '../../wire/face-server.ts'
import type { SocketRequest } from '../../wire/face-socket.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import type { DemoAccount, Face, FaceHost } from '../face.ts'
import { AuthTokens } from './auth-tokens.ts'
import { CallRecords } from './call-records.ts'
import { checkSipUser, ClickToCall } from './click-to-call.ts'
import { colleague, company, ourUser, type User } from './company.ts'
import { errorReply, OapiError } from './errors.ts'
import { EventServer } from './event-server.ts'
import { histories, signedByHistories } from './histories.ts'
import { MediaHost } from './media-host.ts'
import { checkHeaders, checkQuery } from './signature.ts'
import { Subscriptions } from './subscriptions.ts'
import { Switchboard } from './switchboard.ts'
import type { AntBuddySwitches } from './switches.ts'
import { Throttle } from './throttle.ts'
import { createVerbs } from './create-verbs.ts'
import type { AntBuddyVerbs } from './verbs.ts'

const colleagueLine = { id: 'antbuddy-colleague', number: company.didNumber, owner: colleague.name }

/** The service: takes requests apart, checks their signature, and passes them on. Its three doors are the API, the event server and the media host. */
export class OpenApi implements Face<AntBuddyVerbs> {
  readonly verbs: AntBuddyVerbs
  readonly #host: FaceHost<AntBuddySwitches>
  readonly #throttle: Throttle
  readonly #tokens: AuthTokens
  readonly #records: CallRecords
  readonly #clickToCall: ClickToCall
  readonly #media: MediaHost
  readonly #switchboard: Switchboard
  readonly #events: EventServer
  readonly #stopListening: () => void

  constructor(host: FaceHost<AntBuddySwitches>) {
    const { clock, exchange, line, switches } = host
    const userOf = new Map<string, User>([
      [line.id, ourUser],
      [colleagueLine.id, colleague],
    ])
    exchange.addLine(colleagueLine)
    this.#host = host
    this.#throttle = new Throttle(clock, switches)
    this.#tokens = new AuthTokens(clock, switches)
    this.#records = new CallRecords(host, userOf)
    this.#clickToCall = new ClickToCall(host)
    this.#media = new MediaHost(clock, switches, this.#records, () => host.origin('media'))
    const subscriptions = new Subscriptions(this.#tokens)
    this.#events = new EventServer(clock, switches, subscriptions)
    this.#switchboard = new Switchboard(clock, switches, (event) => {
      subscriptions.publish(event)
      if (switches.repeatEvents) subscriptions.publish(event)
    })
    this.#stopListening = exchange.onFact((fact) => {
      const user = userOf.get(fact.call.lineId)
      if (user) this.#switchboard.tell(fact, user)
    })
    this.verbs = createVerbs({
      ...{ host, subscriptions, colleagueLineId: colleagueLine.id },
      ...{
        tokens: this.#tokens,
        records: this.#records,
        clickToCall: this.#clickToCall,
        switchboard: this.#switchboard,
        media: this.#media,
      },
    })
    this.clear()
  }

  handle(request: WireRequest): Reply {
    if (request.door === 'media') return this.#media.serve(request)
    if (request.door === 'events') return this.#events.handle(request)
    try {
      return this.#answer(request)
    } catch (error) {
      if (!(error instanceof OapiError)) throw error
      const { retryAfterSeconds } = this.#host.switches
      const throttled = error.status === 503 && retryAfterSeconds !== null
      return errorReply(error, throttled ? { 'retry-after': String(retryAfterSeconds) } : {})
    }
  }

  library(request: SocketRequest): WireLibrary | undefined {
    return request.door === 'events' ? this.#events.library(request) : undefined
  }

  connect(request: SocketRequest): SocketHandler | number {
    return request.door === 'events' ? this.#events.connect(request) : 404
  }

  account(origin: string): DemoAccount {
    const { accountId, appId, appSecret } = company
    const { sipUser, sipPassword } = ourUser
    return {
      settings: { baseUrl: origin, eventsUrl: this.#host.origin('events'), accountId, appId, sipUser },
      secrets: { appSecret, sipPassword },
    }
  }

  clear(): void {
    const { exchange } = this.#host
    this.#throttle.clear()
    this.#records.clear()
    this.#media.clear()
    this.#clickToCall.clear()
    this.#switchboard.clear()
    exchange.clear(colleagueLine.id)
    exchange.behaviour(colleagueLine.id).autoHangUpMs = 10_000
  }

  close(): void {
    this.#stopListening()
    this.#clickToCall.clear()
    this.#switchboard.clear()
    this.#events.close()
  }

  /** @throws OapiError */
  #answer(request: WireRequest): Reply {
    this.#throttle.take()
    const { switches } = this.#host
    const name = /^\/oapi\/v1\/(.*)$/.exec(request.path)?.[1] ?? ''
    const number = /^call\/click-to-call\/([^/]+)$/.exec(name)?.[1]
    if (number !== undefined) return this.#clickToCall.place(number, signedBody(request))
    const query = new URLSearchParams(request.rawQuery)
    switch (name) {
      case 'voice/auth_token': {
        const body = signedBody(request)
        if (switches.authTokenNeedsSip) checkSipUser(body)
        return { status: 200, body: this.#tokens.issue() }
      }
      case 'call/histories':
        requireMethod(request, 'GET')
        checkQuery(query, signedByHistories, switches.hashOrder)
        return histories(query, this.#records, switches)
      case 'call/play_recording':
        requireMethod(request, 'GET')
        checkQuery(query, ['media'])
        return this.#media.playRecording(query.get('media') ?? '')
      default:
        throw new OapiError('NOT_FOUND', 404)
    }
  }
}

/** The JSON object of a POST whose headers are signed. ASSUMPTION: no body is an empty object. @throws OapiError */
function signedBody(request: WireRequest): Record<string, unknown> {
  requireMethod(request, 'POST')
  checkHeaders(request.headers)
  const text = request.body.toString()
  if (text === '') return {}
  if (!(request.headers['content-type'] ?? '').includes('application/json')) throw new OapiError('INVALID_INPUT')
  const value = parseOrUndefined(text)
  if (value === null || typeof value !== 'object') throw new OapiError('INVALID_INPUT')
  return value as Record<string, unknown>
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** ASSUMPTION: METHOD_NOT_SUPPORT comes with 400, the one status for mistakes of the caller that the vendor lists. @throws OapiError */
function requireMethod({ method }: WireRequest, wanted: string): void {
  if (method !== wanted) throw new OapiError('METHOD_NOT_SUPPORT')
}
