import http from 'node:http'
import https from 'node:https'
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import type { Socket } from 'node:net'
import { isPrivateAddress } from '../../net/private-address.ts'
import type { HttpRequest } from '../../ports/http.ts'

/** Who ended a request before its answer was whole. */
export type EndedBy = 'deadline' | 'caller' | 'private-address'

/**
 * One request under way:
 *
 *   preparing --start--> connecting --"connect" or "secureConnect"--> left --> answered
 *
 * From `left` on the far end may have acted on it, whatever happens then. `end` stops it in every state.
 */
export class Flight {
  readonly request: HttpRequest
  /** Bytes of the request may have reached the far end. */
  left = false
  /** The answer came compressed, and its Content-Length counts that. */
  compressed = false
  /** Ends it where this name leads into a private network. */
  publicHost: string | undefined
  endedBy: EndedBy | undefined
  /** Why the caller ended it: the reason of its signal. */
  endedBecause: unknown
  #abort = new AbortController()
  #deadline: NodeJS.Timeout | undefined

  constructor(request: HttpRequest) {
    this.request = request
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  /** The time limit runs from here; what signing needed has its own. */
  start(timeoutMs: number): void {
    clearTimeout(this.#deadline)
    this.#deadline = setTimeout(() => this.end('deadline'), timeoutMs)
  }

  end(by: EndedBy, because?: unknown): void {
    if (this.endedBy !== undefined) return
    this.endedBy = by
    this.endedBecause = because
    this.#abort.abort()
  }

  /** Stops the time limit while nothing is asked of the far end; `start` sets a new one. */
  hold(): void {
    clearTimeout(this.#deadline)
  }

  /** Always called at the end: nothing is left ticking. */
  land(): void {
    clearTimeout(this.#deadline)
  }

  /** Node's own transport, watched for the moment at which the request leaves. */
  readonly transport = {
    request: (options: RequestOptions, answered: (response: IncomingMessage) => void): ClientRequest => {
      const secure = options.protocol === 'https:'
      const request = (secure ? https : http).request(options, (response) => {
        this.compressed = response.headers['content-encoding'] !== undefined
        answered(response)
      })
      request.once('socket', (socket: Socket) => {
        this.#refusePrivate(socket)
        this.#watch(socket, secure)
      })
      return request
    },
  }

  /** The name may be anybody's, and may say another address each time it is asked for; a proxy's own address is none of this. */
  #refusePrivate(socket: Socket): void {
    const { publicHost } = this
    if (publicHost === undefined) return
    socket.on('lookup', (_error, address, _family, host) => {
      if (host === publicHost && isPrivateAddress(address)) this.end('private-address')
    })
  }

  #watch(socket: Socket, secure: boolean): void {
    const handshaking = secure && 'secureConnecting' in socket && socket.secureConnecting === true
    if (socket.connecting || handshaking) {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        this.left = true
      })
    } else this.left = true
  }
}
