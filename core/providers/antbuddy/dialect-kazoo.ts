import { bindings, sentenceOf } from './dialect.ts'
import type { Dialect, DialectNews } from './dialect.ts'
import { fieldOf, readJson } from './wire.ts'

/*
 * Kazoo's blackhole of later releases: JSON in bare WebSocket frames (2600hz/kazoo, applications/blackhole).
 *
 *   we {action: "subscribe", auth_token, request_id, data: {account_id, binding}} ──► {action: "reply", request_id, status, data}
 *   events {action: "event", name, routing_key, data} as its code sends them, {name, args} as its document prints them
 */
export function createKazooDialect(newId: () => string): Dialect {
  return {
    name: 'kazoo',
    welcomeWithinMs: undefined,
    hear(text) {
      const frame = readJson(text)
      if (typeof frame !== 'object' || frame === null) return { news: [{ kind: 'foreign' }] }
      return { news: newsIn(frame) }
    },
    subscribe: ({ accountId, token }) =>
      bindings.map((binding) =>
        JSON.stringify({
          action: 'subscribe',
          auth_token: token,
          request_id: newId(),
          data: { account_id: accountId, binding },
        }),
      ),
    farewell: [],
  }
}

function newsIn(frame: object): readonly DialectNews[] {
  const data = fieldOf(frame, 'data')
  if (fieldOf(frame, 'action') === 'reply') {
    if (fieldOf(frame, 'status') !== 'error') return [{ kind: 'subscribed' }]
    return [{ kind: 'refused', message: sentenceOf(fieldOf(data, 'errors') ?? data ?? fieldOf(frame, 'message')) }]
  }
  const payload = data ?? fieldOf(frame, 'args')
  const argument = Array.isArray(payload) ? (payload as unknown[])[0] : (payload ?? frame)
  const name = fieldOf(frame, 'name') ?? fieldOf(argument, 'Event-Name')
  return typeof name === 'string' ? [{ kind: 'event', name, payload: argument }] : []
}
