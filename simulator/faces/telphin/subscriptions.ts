import type { Reply } from '../../wire/message.ts'
import { ApiError, badRequest, notFound } from './errors.ts'
import { clientEventTypes, extensionEventTypes, type TelephoneEvent } from './event-fields.ts'
import { type Asked, extensionOf, jsonBody, onlyKnownFields } from './requests.ts'
import type { Route } from './routes.ts'
import type { Resource, TelphinSwitches } from './switches.ts'

/** Where to tell about which event. */
export interface Subscription {
  readonly id: number
  /** null: of every extension of the client. */
  readonly extensionId: number | null
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly eventType: string
}

type Wanted = Pick<Subscription, 'url' | 'method' | 'eventType'>

/** /extension/{extension_id}/event/ and /client/{client_id}/phone_events/: who is told of what happens. They outlive every token. */
export class Subscriptions {
  readonly routes: readonly Route[]
  readonly #switches: TelphinSwitches
  #subscriptions: Subscription[] = []
  #lastId = 300

  constructor(switches: TelphinSwitches) {
    this.#switches = switches
    this.routes = [
      ...this.#routesOf('/extension/:extension/event/', 'event', extensionEventTypes),
      // ASSUMPTION: the account's list works like that of an extension.
      ...this.#routesOf('/client/:client/phone_events/', 'phone_events', clientEventTypes),
    ]
  }

  all(): readonly Subscription[] {
    return this.#subscriptions
  }

  /** Who is to be told of this. */
  to({ type, extensionId }: TelephoneEvent): readonly Subscription[] {
    return this.#subscriptions.filter(
      (one) => one.eventType === type && (one.extensionId === null || one.extensionId === extensionId),
    )
  }

  #routesOf(path: string, resource: Resource, types: readonly string[]): Route[] {
    return [
      { method: 'GET', path, resource, handle: (asked) => this.#list(asked) },
      { method: 'POST', path, resource, handle: (asked) => this.#add(asked, types) },
      {
        method: 'GET',
        path: `${path}:event`,
        resource,
        handle: (asked) => ({ status: 200, body: shown(this.#find(asked)) }),
      },
      { method: 'PUT', path: `${path}:event`, resource, handle: (asked) => this.#change(asked, types) },
      { method: 'DELETE', path: `${path}:event`, resource, handle: (asked) => this.#remove(asked) },
    ]
  }

  #of(asked: Asked): Subscription[] {
    const extension = extensionOf(asked) ?? null
    return this.#subscriptions.filter(({ extensionId }) => extensionId === extension)
  }

  #find(asked: Asked): Subscription {
    const found = this.#of(asked).find(({ id }) => String(id) === asked.parts['event'])
    if (!found) throw notFound()
    return found
  }

  #list(asked: Asked): Reply {
    return { status: 200, body: this.#of(asked).map(shown) }
  }

  #add(asked: Asked, types: readonly string[]): Reply {
    const wanted = readWanted(jsonBody(asked), types)
    // ASSUMPTION: what one subscription too many answers.
    if (this.#subscriptions.length >= this.#switches.eventLimit) throw new ApiError(403, 'Event limit exceeded')
    this.#lastId += 1
    const added = { id: this.#lastId, extensionId: extensionOf(asked) ?? null, ...wanted }
    this.#subscriptions.push(added)
    return { status: 201, body: shown(added) }
  }

  /** PUT changes what is named. */
  #change(asked: Asked, types: readonly string[]): Reply {
    const before = this.#find(asked)
    const changed = { ...before, ...readWanted({ ...shown(before), ...jsonBody(asked) }, types) }
    this.#subscriptions = this.#subscriptions.map((one) => (one === before ? changed : one))
    return { status: 200, body: shown(changed) }
  }

  #remove(asked: Asked): Reply {
    const removed = this.#find(asked)
    this.#subscriptions = this.#subscriptions.filter((one) => one !== removed)
    return { status: 204 }
  }
}

function shown({ id, url, method, eventType }: Subscription) {
  return { id, url, method, event_type: eventType }
}

/** All three are mandatory. @throws ApiError 400 */
function readWanted(body: Record<string, unknown>, types: readonly string[]): Wanted {
  onlyKnownFields(body, ['id', 'url', 'method', 'event_type'])
  const { url, method, event_type: eventType } = body
  const isAddress = typeof url === 'string' && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
  if (!isAddress) throw badRequest('url must be an http or https URL')
  if (method !== 'GET' && method !== 'POST') throw badRequest('method must be GET or POST')
  if (typeof eventType !== 'string' || !types.includes(eventType)) {
    throw badRequest(`event_type must be one of ${types.join(', ')}`)
  }
  return { url, method, eventType }
}
