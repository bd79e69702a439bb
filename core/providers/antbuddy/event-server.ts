import { FailureError } from '../../failure.ts'
import type { HttpClient, Log } from '../../ports/index.ts'
import type { ProviderPorts } from '../../provider.ts'
import { createKazooDialect } from './dialect-kazoo.ts'
import { createLegacyDialect, readLegacyHandshake } from './dialect-socket-io-legacy.ts'
import { createSocketIoDialect, socketIoPath } from './dialect-socket-io.ts'
import type { DialectName } from './dialect.ts'
import { EventSocket, OtherDialectNeeded } from './event-socket.ts'
import type { EventListener } from './event-socket.ts'
import { asOurs, protocolFailure } from './failures.ts'

/** Where the account's notes say which protocol worked. */
const noteName = 'event-protocol'
const order: readonly DialectName[] = ['socket.io', 'socket.io-0.9', 'kazoo']

/** Opens connections to the event server in whichever of the three protocols it speaks: the one that worked last first, then the others in order. */
export class EventServer {
  readonly #ports: ProviderPorts
  readonly #eventsUrl: string
  readonly #http: HttpClient
  readonly #log: Log
  #known: DialectName | undefined

  constructor(ports: ProviderPorts, eventsUrl: string) {
    this.#ports = ports
    this.#eventsUrl = eventsUrl
    this.#http = ports.http.open({ baseUrl: eventsUrl })
    this.#log = ports.log
  }

  /** Which protocol worked; undefined while none has. */
  get dialect(): DialectName | undefined {
    return this.#known
  }

  /** @throws FailureError; provider/protocol, `no-event-protocol`, where it speaks none of them */
  async open(listener: EventListener, signal: AbortSignal): Promise<EventSocket> {
    const last = this.#known ?? (await this.#remembered())
    let refusal: FailureError | undefined
    for (const name of [...order].sort((one, other) => Number(other === last) - Number(one === last))) {
      try {
        const socket = await this.#openIn(name, listener, signal)
        await this.#remember(name)
        return socket
      } catch (thrown) {
        if (!(thrown instanceof OtherDialectNeeded)) throw asOurs(thrown)
        refusal = thrown.failure
        this.#log.info('the event server does not speak this protocol', { protocol: name, failure: refusal.failure })
      }
    }
    throw protocolFailure('no-event-protocol', statusOf(refusal))
  }

  async #openIn(name: DialectName, listener: EventListener, signal: AbortSignal): Promise<EventSocket> {
    const { clock } = this.#ports
    const url = this.#eventsUrl.replace(/^http/, 'ws')
    switch (name) {
      case 'socket.io':
        return EventSocket.open(this.#ports, createSocketIoDialect(), `${url}${socketIoPath}`, listener, signal)
      case 'socket.io-0.9': {
        const sid = await this.#legacySession(signal)
        return EventSocket.open(
          this.#ports,
          createLegacyDialect(),
          `${url}/socket.io/1/websocket/${sid}`,
          listener,
          signal,
        )
      }
      case 'kazoo':
        return EventSocket.open(
          this.#ports,
          createKazooDialect(() => clock.newId()),
          url,
          listener,
          signal,
        )
    }
  }

  /** The handshake of 0.9. @throws OtherDialectNeeded where the answer is none */
  async #legacySession(signal: AbortSignal): Promise<string> {
    const query = [['t', String(this.#ports.clock.now())]] as const
    const answer = await this.#http
      .send({ method: 'GET', path: '/socket.io/1/', query, headers: { Accept: '*/*' }, timeoutMs: 10_000 }, signal)
      .catch((thrown: unknown) => {
        // A bare WebSocket server may not answer HTTP at all; the line itself was there a moment ago.
        if (thrown instanceof FailureError && thrown.failure.code !== 'aborted')
          throw new OtherDialectNeeded(protocolFailure('no-handshake'))
        throw thrown
      })
    const sid = answer.status === 200 ? readLegacyHandshake(answer.body) : undefined
    if (sid === undefined) throw new OtherDialectNeeded(protocolFailure('no-handshake', answer.status))
    return sid
  }

  async #remembered(): Promise<DialectName | undefined> {
    const note = await this.#ports.notebook.read(noteName).catch(() => undefined)
    return order.find((name) => name === note)
  }

  async #remember(name: DialectName): Promise<void> {
    if (this.#known === name) return
    this.#known = name
    try {
      await this.#ports.notebook.write(noteName, name)
    } catch (thrown) {
      this.#log.warn('the event protocol is not kept', { reason: String(thrown) })
    }
  }
}

function statusOf(failure: FailureError | undefined): number | undefined {
  const status = failure?.failure.params?.['status']
  return typeof status === 'number' ? status : undefined
}
