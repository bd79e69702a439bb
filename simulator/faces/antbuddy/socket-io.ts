/** The event server over today's Socket.IO (and version 2 of it), spoken by the project's own server package. */
import { EventEmitter } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { Server } from 'socket.io'
import type { SocketHandler, WireLibrary } from '../../wire/face-server.ts'
import type { FaceSocket } from '../../wire/face-socket.ts'
import type { Subscriber, Subscriptions, SubscribeRequest } from './subscriptions.ts'
import type { AntBuddySwitches } from './switches.ts'

type Accept = (opened: SocketHandler) => void

/** The part of Engine.IO's server that is used here; the package types it as `any`. */
interface Engine {
  readonly opts: { pingInterval: number; pingTimeout: number; transports: string[] }
  handleRequest: WireLibrary['request']
  handleUpgrade(incoming: IncomingMessage, connection: Duplex, head: Buffer): void
  close(): void
}

export interface SocketIoServer extends WireLibrary {
  close(): void
}

/** Its heartbeats run on real time: the package has timers of its own. */
export function createSocketIoServer(switches: AntBuddySwitches, subscriptions: Subscriptions): SocketIoServer {
  const accepting = new WeakMap<IncomingMessage, Accept>()
  // Never listens: requests come from the face's own server, through `request` and `upgrade`.
  const server = new Server(createServer(), {
    serveClient: false,
    allowEIO3: true,
    wsEngine: webSocketsThrough(accepting),
  })
  const engine = server.engine as Engine
  server.on('connection', (socket) => {
    const subscriber: Subscriber = {
      send: ({ name, payload }) => socket.emit(name, payload),
      disconnect: () => socket.disconnect(true),
    }
    socket.on('subscribe', (request: unknown) => {
      for (const refusal of subscriptions.subscribe(subscriber, asRequest(request))) {
        if (switches.refusedSubscribe === 'error-event') socket.emit('error', refusal)
        if (switches.refusedSubscribe === 'disconnect') socket.disconnect(true)
      }
    })
    socket.on('unsubscribe', (request: unknown) => {
      subscriptions.unsubscribe(subscriber, asRequest(request))
    })
    socket.on('disconnect', () => {
      subscriptions.remove(subscriber)
    })
  })

  function applySwitches(): void {
    const { heartbeatMs, heartbeatTimeoutMs, transports } = switches
    engine.opts.pingInterval = heartbeatMs
    engine.opts.pingTimeout = heartbeatTimeoutMs
    engine.opts.transports = transports === 'polling-and-websocket' ? ['polling', 'websocket'] : [transports]
  }

  return {
    request(incoming, response) {
      applySwitches()
      engine.handleRequest(incoming, response)
    },
    upgrade(incoming, connection, head, accept) {
      applySwitches()
      accepting.set(incoming, accept)
      engine.handleUpgrade(incoming, connection, head)
    },
    close() {
      engine.close()
    },
  }
}

export function asRequest(value: unknown): SubscribeRequest {
  return value !== null && typeof value === 'object' ? value : {}
}

/** A WebSocket server in the sense of Engine.IO whose handshakes the face's own server carries out, so that frames are logged, muted and cut as everywhere. */
function webSocketsThrough(accepting: WeakMap<IncomingMessage, Accept>) {
  return class {
    handleUpgrade(
      incoming: IncomingMessage,
      _connection: Duplex,
      _head: Buffer,
      opened: (socket: EngineSocket) => void,
    ): void {
      accepting.get(incoming)?.((socket) => {
        opened(new EngineSocket(socket))
      })
    }

    close(): void {
      // Its sockets are the face server's, which closes them itself.
    }
  }
}

/** A face's socket with the names that Engine.IO expects of one. */
class EngineSocket extends EventEmitter {
  readonly #socket: FaceSocket

  constructor(socket: FaceSocket) {
    super()
    this.#socket = socket
    socket.onText((text) => this.emit('message', text, false))
    socket.onClose(() => this.emit('close'))
  }

  send(text: string | Buffer, sent?: () => void): void {
    this.#socket.send(String(text))
    // Engine.IO does not expect to be called back before it has returned.
    if (sent) queueMicrotask(sent)
  }

  close(): void {
    this.#socket.close()
  }
}
