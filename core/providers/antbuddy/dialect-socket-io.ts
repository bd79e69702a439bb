import { bindings, newsOf, sentenceOf, subscribeArgument } from './dialect.ts'
import type { Dialect, Reaction } from './dialect.ts'
import { fieldOf, readJson } from './wire.ts'

export const socketIoPath = '/socket.io/?EIO=4&transport=websocket'

/*
 * Socket.IO 3 and 4 over one WebSocket (Engine.IO 4), and what of version 2 (Engine.IO 3) differs:
 *
 *   server "0{sid, pingInterval, ...}" ──► we "40" ──► server "40{sid}" (2: "40" by itself) ──► we '42["subscribe", {...}]'
 *   server "2" ──► we "3"   (2: we "2" every pingInterval, server "3")
 *   events '42["CHANNEL_CREATE", {...}]', acknowledged where they carry an id; "41" or "1" is the end, "44{...}" a refusal
 */
export function createSocketIoDialect(): Dialect {
  let pingMs = 25_000
  let welcomed = false

  function packet(text: string): Reaction {
    switch (text[0]) {
      case '0':
        return connected(text)
      case '1':
        return { news: [{ kind: 'farewell' }] }
      case '2':
        return events(text.slice(1))
      case '4':
        return { news: [{ kind: 'refused', message: sentenceOf(readJson(text.slice(1)) ?? text.slice(1)) }] }
      default:
        return {}
    }
  }

  function connected(text: string): Reaction {
    if (welcomed) return {}
    welcomed = true
    // Version 2 gives no session id of its own here, and waits for our pings.
    const old = !text.includes('{')
    return { news: [...(old ? [{ kind: 'beat', frame: '2', everyMs: pingMs } as const] : []), { kind: 'welcome' }] }
  }

  return {
    name: 'socket.io',
    welcomeWithinMs: 3_000,
    hear(text) {
      switch (text[0]) {
        case '0': {
          const handshake = readJson(text.slice(1))
          if (typeof fieldOf(handshake, 'sid') !== 'string') return { news: [{ kind: 'foreign' }] }
          const interval = fieldOf(handshake, 'pingInterval')
          if (typeof interval === 'number' && interval >= 1_000) pingMs = interval
          return { send: ['40'] }
        }
        case '1':
          return { news: [{ kind: 'farewell' }] }
        case '2':
          return { send: [`3${text.slice(1)}`] }
        case '4':
          return packet(text.slice(1))
        default:
          return welcomed || /^[3-6]/.test(text) ? {} : { news: [{ kind: 'foreign' }] }
      }
    },
    subscribe: (subscription) =>
      bindings.map((binding) => `42${JSON.stringify(['subscribe', subscribeArgument(subscription, binding)])}`),
    farewell: ['41'],
  }
}

/** `["name", argument]`, or `12["name", argument]` where it is to be acknowledged. */
function events(text: string): Reaction {
  const [, id = '', data = ''] = /^(\d*)(\[[\s\S]*)$/.exec(text) ?? []
  const event = readJson(data)
  if (!Array.isArray(event)) return {}
  const [name, argument] = event as unknown[]
  const news = typeof name === 'string' ? newsOf(name, argument) : []
  return { ...(id !== '' && { send: [`43${id}[]`] }), news }
}
