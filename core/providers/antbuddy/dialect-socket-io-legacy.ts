import { bindings, newsOf, subscribeArgument } from './dialect.ts'
import type { Dialect, Reaction } from './dialect.ts'
import { fieldOf, readJson } from './wire.ts'

/** `type:id:endpoint:data`; the id ends in + where the receiver itself is to acknowledge. */
const packetForm = /^(\d):(\d*)(\+?):([^:]*)(?::([\s\S]*))?$/

/** The answer to GET /socket.io/1/: `sid:heartbeat timeout:close timeout:transports`. Undefined for what is none. */
export function readLegacyHandshake(body: string): string | undefined {
  const [, sid, transports = ''] = /^([\w-]{1,128}):\d*:\d*:([\w,-]*)/.exec(body.trim()) ?? []
  return transports.split(',').includes('websocket') ? sid : undefined
}

/*
 * Socket.IO 0.9 (specification "socket.io-spec", revision 1), which Kazoo's blackhole spoke at first:
 *
 *   GET /socket.io/1/?t=... ──► sid ──► WebSocket /socket.io/1/websocket/<sid> ──► server "1::" ──► we "5:::{name, args}"
 *   heartbeats "2::" from the server, "2::" back; "0::" is the end, "7::" an error
 */
export function createLegacyDialect(): Dialect {
  return {
    name: 'socket.io-0.9',
    welcomeWithinMs: 3_000,
    hear(text) {
      const [, type, id = '', plus, , data = ''] = packetForm.exec(text) ?? []
      switch (type) {
        case '0':
          return { news: [{ kind: 'farewell' }] }
        case '1':
          return { news: [{ kind: 'welcome' }] }
        case '2':
          return { send: ['2::'] }
        case '5':
          return withAcknowledgement(readEvent(data), id, plus === '+')
        case '7':
          // `7:::1+0`: our session is forgotten; a new connection makes a new one.
          return { news: [{ kind: 'farewell' }] }
        case undefined:
          return { news: [{ kind: 'foreign' }] }
        default:
          return {}
      }
    },
    subscribe: (subscription) =>
      bindings.map(
        (binding) => `5:::${JSON.stringify({ name: 'subscribe', args: [subscribeArgument(subscription, binding)] })}`,
      ),
    farewell: ['0::'],
  }
}

function withAcknowledgement(reaction: Reaction, id: string, byReceiver: boolean): Reaction {
  if (id === '') return reaction
  return { ...reaction, send: [byReceiver ? `6:::${id}+[]` : `6:::${id}`] }
}

/** Arguments are a list; Kazoo's document prints the bare object. */
function readEvent(data: string): Reaction {
  const event = readJson(data)
  const name = fieldOf(event, 'name')
  const args = fieldOf(event, 'args')
  if (typeof name !== 'string') return {}
  return { news: newsOf(name, Array.isArray(args) ? (args as unknown[])[0] : args) }
}
