import type { Socket, SocketEnd, SocketListener, SocketOptions, Sockets } from '../ports/index.ts'

/** One socket of a script: what our side did with it, and the peer's side for the test to play. */
export class ScriptedSocket implements Socket {
  readonly url: string
  readonly options: SocketOptions
  /** Frames that we sent, oldest first. */
  readonly sent: string[] = []
  pings = 0
  state: 'opening' | 'open' | 'ended' = 'opening'
  readonly #listener: SocketListener

  constructor(url: string, options: SocketOptions, listener: SocketListener) {
    this.url = url
    this.options = options
    this.#listener = listener
  }

  /** The peer accepts the upgrade. */
  open(): void {
    this.state = 'open'
    this.#listener.opened()
  }

  /** The peer sends a text frame; anything but a string is sent as JSON. */
  receive(frame: unknown): void {
    this.#listener.received(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** The peer shows a sign of life. */
  pulse(): void {
    this.#listener.alive?.()
  }

  /** The peer refuses the upgrade, closes, or is gone. */
  end(end: SocketEnd = { reason: 'the peer ended' }): void {
    if (this.state === 'ended') return
    this.state = 'ended'
    this.#listener.ended(end)
  }

  send(text: string): void {
    if (this.state === 'open') this.sent.push(text)
  }

  close(): void {
    this.end({ code: 1000, reason: 'closed' })
  }

  terminate(): void {
    this.end({ code: 1006, reason: 'cut' })
  }

  ping(): void {
    this.pings += 1
  }
}

/** Sockets of which the test plays the peer. */
export class ScriptedSockets implements Sockets {
  readonly opened: ScriptedSocket[] = []
  /** Called with every socket that is opened, once its opener has it. */
  onOpen: ((socket: ScriptedSocket) => void) | undefined

  open(url: string, options: SocketOptions, listener: SocketListener): Socket {
    const socket = new ScriptedSocket(url, options, listener)
    this.opened.push(socket)
    queueMicrotask(() => this.onOpen?.(socket))
    return socket
  }

  /** The newest socket. */
  get last(): ScriptedSocket {
    const socket = this.opened.at(-1)
    if (socket === undefined) throw new Error('no socket was opened')
    return socket
  }

  /** How many are not ended: after a close, none may be. */
  get running(): number {
    return this.opened.filter(({ state }) => state !== 'ended').length
  }
}
