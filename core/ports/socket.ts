export interface SocketOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Until the upgrade must have been answered. Default 10 s. */
  readonly handshakeTimeoutMs?: number
}

/** How a socket ended. `status` is the HTTP status of a refused upgrade; `reason` never holds a secret. */
export interface SocketEnd {
  readonly code?: number
  readonly status?: number
  readonly reason: string
}

export interface SocketListener {
  opened(): void
  /** A text frame. Binary frames are ignored. */
  received(text: string): void
  /** The peer showed a sign of life other than a text frame (ping or pong). */
  alive?(): void
  /** Exactly once, also when it never opened. Nothing follows. */
  ended(end: SocketEnd): void
}

export interface Socket {
  /** Does nothing once the socket has ended. */
  send(text: string): void
  /** Asks the peer to end; cuts the line when it does not answer. */
  close(): void
  /** Cuts the line at once. */
  terminate(): void
  /** Asks for a sign of life; the answer arrives as `alive`. */
  ping(): void
}

export interface Sockets {
  /** Opens a WebSocket. Everything, failures too, is told to the listener; it never throws. */
  open(url: string, options: SocketOptions, listener: SocketListener): Socket
}
