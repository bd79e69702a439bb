import type { Reply } from '../../wire/message.ts'
import type { Call } from '../../world/call.ts'
import { type Exchange, WrongCallState } from '../../world/exchange.ts'
import type { CallBook } from './call-book.ts'
import { formatTime } from './dates.ts'
import type { Extension } from './demo-client.ts'
import { badRequest, notFound } from './errors.ts'
import { type RowContext, shownNumber } from './history-rows.ts'
import { type Asked, extensionOf, jsonBody, onlyKnownFields } from './requests.ts'
import type { Route } from './routes.ts'

/** Actions of the document's table. Those that name no effect on the call here only ring `send_dst`. */
const actions = [
  ...['transfer', 'attended_transfer', 'eavesdrop', 'whisper', 'conference', 'hold', 'offhold', 'park', 'pickup'],
] as const

/** One PUT that was carried out. */
export interface ControlAction {
  readonly call: string
  readonly action: string
  readonly destination: string | null
}

/** The calls that have not ended, and what can be done to them. */
export class CurrentCalls {
  readonly routes: readonly Route[]
  readonly #exchange: Exchange
  readonly #lineId: string
  readonly #book: CallBook
  readonly #context: RowContext
  #done: ControlAction[] = []

  constructor(exchange: Exchange, lineId: string, book: CallBook, context: RowContext) {
    this.#exchange = exchange
    this.#lineId = lineId
    this.#book = book
    this.#context = context
    const resource = 'current_calls'
    const item = '/extension/:extension/current_calls/:api'
    this.routes = [
      {
        method: 'GET',
        path: '/extension/:extension/current_calls/',
        resource,
        handle: (asked) => this.#list(asked),
      },
      { method: 'GET', path: '/client/:client/current_calls/', resource, handle: (asked) => this.#list(asked) },
      { method: 'PUT', path: item, resource, handle: (asked) => this.#control(asked) },
      // ASSUMPTION: the page's sentence on "call interruption" is cut off; DELETE is what such pages say.
      { method: 'DELETE', path: item, resource, handle: (asked) => this.#interrupt(asked) },
    ]
  }

  /** What was done through PUT so far. */
  actions(): readonly ControlAction[] {
    return this.#done
  }

  clear(): void {
    this.#done = []
  }

  #of(extension: number | undefined): Call[] {
    return this.#exchange
      .liveCalls(this.#lineId)
      .filter((call) => extension === undefined || this.#book.namesOf(call).extensionId === extension)
  }

  #list(asked: Asked): Reply {
    return { status: 200, body: this.#of(extensionOf(asked)).map((call) => this.#row(call)) }
  }

  #find(asked: Asked): Call {
    const found = this.#of(extensionOf(asked)).find((call) => this.#book.namesOf(call).apiId === asked.parts['api'])
    if (!found) throw notFound()
    return found
  }

  #control(asked: Asked): Reply {
    const call = this.#find(asked)
    const body = jsonBody(asked)
    onlyKnownFields(body, ['action', 'send_dst'])
    const action = actions.find((name) => name === body['action'])
    if (action === undefined) throw badRequest(`action must be one of ${actions.join(', ')}`)
    const destination = body['send_dst']
    // ASSUMPTION: the document demands send_dst always, and says no use of it for these three.
    const needsNone = ['hold', 'offhold', 'park'].includes(action)
    if (!needsNone && (typeof destination !== 'string' || destination === '')) throw badRequest('send_dst is required')
    const target = typeof destination === 'string' ? destination : null
    this.#carryOut(call, action, target)
    this.#done.push({ call: call.id, action, destination: target })
    const after = this.#exchange.calls(this.#lineId).find(({ id }) => id === call.id) ?? call
    return { status: 200, body: this.#row(after) }
  }

  /** ASSUMPTION: what a call in the wrong state answers: 400. */
  #carryOut(call: Call, action: string, destination: string | null): void {
    try {
      if (action === 'hold' || action === 'park') this.#exchange.hold(call.id)
      if (action === 'offhold') this.#exchange.resume(call.id)
      if (action === 'transfer' || action === 'attended_transfer') this.#passOn(call, destination ?? '')
    } catch (error) {
      if (error instanceof WrongCallState) throw badRequest(`The call cannot do this: ${action}`)
      throw error
    }
  }

  /** For our extension a call that is passed on is over. */
  #passOn(call: Call, destination: string): void {
    if (call.answeredAt === undefined) throw new WrongCallState('Only a call that was answered can be passed on.')
    this.#book.namesOf(call).transferredTo = destination
    this.#exchange.hangUp(call.id, 'near')
  }

  #interrupt(asked: Asked): Reply {
    this.#exchange.hangUp(this.#find(asked).id, 'near')
    return { status: 204 }
  }

  #row(call: Call): object {
    const { switches, lineNumber, extension, recordFormat } = this.#context
    const { apiId, callId, extensionId, application, recordUuid } = this.#book.namesOf(call)
    const own = extension(extensionId)
    const isIncoming = call.direction === 'in'
    const other = shownNumber(call.number, switches)
    return {
      call_api_id: apiId,
      call_flow: call.direction,
      callback_id: application === 'callback' ? callId : null,
      extension_id: extensionId,
      init_time_gmt: formatTime(call.startedAt, switches.fractionalSeconds === 'all'),
      answer_time_gmt:
        call.answeredAt === undefined ? null : formatTime(call.answeredAt, switches.fractionalSeconds === 'all'),
      caller_id_number: isIncoming ? other : own.name,
      caller_id_name: isIncoming ? (call.name ?? other) : own.label,
      called_number: isIncoming ? own.name : other,
      called_did: isIncoming ? lineNumber.replace('+', '') : null,
      called_extension: isIncoming ? [extensionEntry(own)] : [],
      caller_extension: isIncoming ? [] : [extensionEntry(own)],
      real_call: true,
      record_uuid: call.answeredAt === undefined || recordFormat(extensionId) === null ? null : recordUuid,
      ...(switches.extraFields ? { bitrate: 64, codec: 'PCMA' } : {}),
    }
  }
}

/** ASSUMPTION: the document says "array" and no more. */
function extensionEntry({ id, name, type }: Extension): object {
  return { id, name, type }
}
