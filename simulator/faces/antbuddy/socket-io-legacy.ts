/**
 * The event server over Socket.IO 0.9, which Kazoo's blackhole spoke at first (specification "socket.io-spec", revision 1), with WebSocket
 * as its only transport.
 *
 *     GET /socket.io/1/ ──▶ "<sid>:<heartbeat timeout>:<close timeout>:websocket" ── WebSocket /socket.io/1/websocket/<sid> ──▶ "1::"
 *     events "5:::{name, args}" both ways; heartbeats "2::" from the server, "2::" back, or the connection is cut
 */
import { randomBytes } from 'node:crypto'
import type { Cancel, Clock } from '../../clock.ts'
import type { SocketHandler } from '../../wire/face-server.ts'
import type { FaceSocket, SocketRequest } from '../../wire/face-socket.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import { asRequest } from './socket-io.ts'
import type { Subscriber, Subscriptions } from './subscriptions.ts'
import type { AntBuddySwitches } from './switches.ts'

/** `type:id:endpoint:data`; the id ends in + when data is to be acknowledged by the receiver itself. */
const packetForm = /^(\d):(\d*)(\+?):([^:]*)(?::([\s\S]*))?$/

export class LegacySocketIoServer {
  readonly #clock: Clock
  readonly #switches: AntBuddySwitches
  readonly #subscriptions: Subscriptions
  readonly #handshaken = new Map<string, Cancel>()

  constructor(clock: Clock, switches: AntBuddySwitches, subscriptions: Subscriptions) {
    this.#clock = clock
    this.#switches = switches
    this.#subscriptions = subscriptions
  }

  /** The handshake. A session that nobody connects to is forgotten after the close timeout. */
  handle({ path }: WireRequest): Reply {
    const headers = { 'content-type': 'text/plain; charset=UTF-8' }
    if (/^\/socket\.io\/?$/.test(path)) return { status: 200, headers, body: 'Welcome to socket.io.' }
    if (!/^\/socket\.io\/1\/?$/.test(path)) return { status: 500, headers, body: 'Protocol version not supported.' }
    const sid = randomBytes(10).toString('hex')
    const seconds = Math.ceil(this.#timeoutMs() / 1000)
    const forget = this.#clock.after(seconds * 1000, () => {
      this.#handshaken.delete(sid)
    })
    this.#handshaken.set(sid, forget)
    return { status: 200, headers, body: `${sid}:${seconds}:${seconds}:websocket` }
  }

  connect({ path }: SocketRequest): SocketHandler | number {
    const sid = /^\/socket\.io\/1\/websocket\/(\w+)$/.exec(path)?.[1]
    if (sid === undefined) return 404
    const forget = this.#handshaken.get(sid)
    this.#handshaken.delete(sid)
    forget?.()
    return (socket) => {
      if (forget) this.#serve(socket)
      else {
        // Reason 1: not handshaken; advice 0: reconnect.
        socket.send('7:::1+0')
        socket.close()
      }
    }
  }

  close(): void {
    for (const forget of this.#handshaken.values()) forget()
    this.#handshaken.clear()
  }

  #serve(socket: FaceSocket): void {
    const subscriber: Subscriber = {
      send: ({ name, payload }) => {
        socket.send(`5:::${JSON.stringify({ name, args: this.#arguments(payload) })}`)
      },
      disconnect: () => {
        socket.send('0::')
        socket.close()
      },
    }
    const heard = this.#beat(socket)
    socket.onText((text) => {
      heard()
      this.#packet(text, socket, subscriber)
    })
    socket.onClose(() => {
      this.#subscriptions.remove(subscriber)
    })
    socket.send('1::')
  }

  /** Sends heartbeats and cuts the connection when nothing comes back; returns what to call when something did. */
  #beat(socket: FaceSocket): () => void {
    let cancelDeadline: Cancel = () => undefined
    let cancelBeat: Cancel = () => undefined
    const heard = (): void => {
      cancelDeadline()
      cancelDeadline = this.#clock.after(this.#timeoutMs(), () => {
        socket.terminate()
      })
    }
    const beat = (): void => {
      cancelBeat = this.#clock.after(this.#switches.heartbeatMs, () => {
        socket.send('2::')
        beat()
      })
    }
    socket.onClose(() => {
      cancelDeadline()
      cancelBeat()
    })
    heard()
    beat()
    return heard
  }

  #packet(text: string, socket: FaceSocket, subscriber: Subscriber): void {
    const [, type, id = '', plus, , data = ''] = packetForm.exec(text) ?? []
    if (type === '0') {
      socket.close()
      return
    }
    // 1 connect, 2 heartbeat, 3 and 4 messages, 6 acknowledgement, 7 error, 8 nothing: nothing to do, as in Kazoo.
    if (type !== '5') return
    const event = parseEvent(data)
    if (id !== '') socket.send(plus === '+' ? `6:::${id}+[]` : `6:::${id}`)
    if (event.name === 'unsubscribe') this.#subscriptions.unsubscribe(subscriber, asRequest(event.argument))
    if (event.name !== 'subscribe') return
    for (const refusal of this.#subscriptions.subscribe(subscriber, asRequest(event.argument))) {
      const { refusedSubscribe } = this.#switches
      if (refusedSubscribe === 'error-event') {
        socket.send(`5:::${JSON.stringify({ name: 'error', args: this.#arguments(refusal) })}`)
      }
      if (refusedSubscribe === 'disconnect') subscriber.disconnect()
    }
  }

  #arguments(argument: unknown): unknown {
    return this.#switches.legacyArguments === 'list' ? [argument] : argument
  }

  #timeoutMs(): number {
    return this.#switches.heartbeatMs + this.#switches.heartbeatTimeoutMs
  }
}

function parseEvent(data: string): { name?: unknown; argument?: unknown } {
  try {
    const { name, args } = asEvent(JSON.parse(data))
    return { name, argument: Array.isArray(args) ? (args as unknown[])[0] : args }
  } catch {
    // What is no JSON is no event; 0.9 servers drop it.
    return {}
  }
}

function asEvent(value: unknown): { name?: unknown; args?: unknown } {
  return value !== null && typeof value === 'object' ? value : {}
}
