/** The event server as Kazoo's blackhole of later releases: JSON in bare WebSocket frames (Kazoo, applications/blackhole/doc). */
import type { FaceSocket } from '../../wire/face-socket.ts'
import type { ChannelEvent } from './channel-event.ts'
import { company } from './company.ts'
import { asRequest } from './socket-io.ts'
import type { Refusal, Subscriber, Subscriptions } from './subscriptions.ts'
import type { AntBuddySwitches } from './switches.ts'

/** Serves one socket. ASSUMPTION: the path is not looked at; the document's example has none. */
export function serveBlackhole(socket: FaceSocket, subscriptions: Subscriptions, switches: AntBuddySwitches): void {
  const subscriber: Subscriber = {
    send(event, binding) {
      socket.send(JSON.stringify(eventFrame(event, binding, switches)))
    },
    disconnect: () => {
      socket.close()
    },
  }
  socket.onClose(() => {
    subscriptions.remove(subscriber)
  })
  socket.onText((text) => {
    const frame = parseFrame(text)
    const { action, request_id: requestId, auth_token } = frame
    const request = { ...asRequest(frame['data']), auth_token }
    function reply(refusals: readonly Refusal[], data: object): void {
      if (refusals.length > 0 && switches.refusedSubscribe === 'silent') return
      const outcome =
        refusals.length > 0 ? { status: 'error', data: { errors: refusals } } : { status: 'success', data }
      socket.send(JSON.stringify({ action: 'reply', request_id: requestId, ...outcome }))
      if (refusals.length > 0 && switches.refusedSubscribe === 'disconnect') socket.close()
    }
    switch (action) {
      case 'ping':
        reply([], { response: 'pong' })
        return
      case 'subscribe': {
        const refusals = subscriptions.subscribe(subscriber, request)
        const bindings = subscriptions.bindingsOf(subscriber)
        reply(refusals, { subscribed: bindings, subscriptions: bindings })
        return
      }
      case 'unsubscribe': {
        const refusals = subscriptions.unsubscribe(subscriber, request)
        reply(refusals, { subscriptions: subscriptions.bindingsOf(subscriber) })
        return
      }
      default:
        // ASSUMPTION: what an unknown action, or a frame that is no JSON object, is answered.
        reply([{ message: 'unknown action', cause: String(action) }], {})
    }
  })
}

function eventFrame({ name, callId, payload }: ChannelEvent, binding: string, switches: AntBuddySwitches): object {
  if (switches.blackholeEvents === 'name-and-args') return { name, args: payload }
  // ASSUMPTION: the account stands in both keys after `call.`; Kazoo's code names the keys, not what is in them.
  return {
    action: 'event',
    subscribed_key: binding,
    subscription_key: binding.replace(/^call\./, `call.${company.accountId}.`),
    name,
    routing_key: `call.${company.accountId}.${name}.${callId}`,
    data: payload,
  }
}

function parseFrame(text: string): Record<string, unknown> {
  try {
    return { ...asRequest(JSON.parse(text)) }
  } catch {
    return {}
  }
}
