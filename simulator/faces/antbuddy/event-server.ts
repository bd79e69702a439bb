import type { Clock } from '../../clock.ts'
import type { SocketHandler, WireLibrary } from '../../wire/face-server.ts'
import type { SocketRequest } from '../../wire/face-socket.ts'
import type { Reply, WireRequest } from '../../wire/message.ts'
import { serveBlackhole } from './blackhole.ts'
import { createSocketIoServer, type SocketIoServer } from './socket-io.ts'
import { LegacySocketIoServer } from './socket-io-legacy.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { AntBuddySwitches } from './switches.ts'

/** The origin that tells of calls (the vendor's is ws.antbuddy.com:5557), in one of three protocols. */
export class EventServer {
  readonly #switches: AntBuddySwitches
  readonly #subscriptions: Subscriptions
  readonly #socketIo: SocketIoServer
  readonly #legacy: LegacySocketIoServer

  constructor(clock: Clock, switches: AntBuddySwitches, subscriptions: Subscriptions) {
    this.#switches = switches
    this.#subscriptions = subscriptions
    this.#socketIo = createSocketIoServer(switches, subscriptions)
    this.#legacy = new LegacySocketIoServer(clock, switches, subscriptions)
  }

  library({ path }: SocketRequest): WireLibrary | undefined {
    const wanted = this.#switches.eventsProtocol === 'socket.io' && path.startsWith('/socket.io/')
    return wanted ? this.#socketIo : undefined
  }

  handle(request: WireRequest): Reply {
    const legacy = this.#switches.eventsProtocol === 'socket.io-0.9' && request.path.startsWith('/socket.io')
    return legacy ? this.#legacy.handle(request) : { status: 404 }
  }

  connect(request: SocketRequest): SocketHandler | number {
    switch (this.#switches.eventsProtocol) {
      case 'socket.io':
        return 404
      case 'socket.io-0.9':
        return this.#legacy.connect(request)
      case 'blackhole':
        return (socket) => {
          serveBlackhole(socket, this.#subscriptions, this.#switches)
        }
    }
  }

  close(): void {
    this.#socketIo.close()
    this.#legacy.close()
  }
}
