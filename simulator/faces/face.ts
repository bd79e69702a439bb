import type { Clock } from '../clock.ts'
import type { WireHandler } from '../wire/face-server.ts'
import type { FaceSocket } from '../wire/face-socket.ts'
import type { Exchange } from '../world/exchange.ts'
import type { Line } from '../world/line.ts'

/** Settings and secrets that sign an app in at a face, in the shape that the app's `accounts add` reads. */
export interface DemoAccount {
  readonly settings: Readonly<Record<string, unknown>>
  readonly secrets: Readonly<Record<string, string>>
}

/** What a face lives on. `switches` is the live object: the control changes it, so read it when it matters and keep no copy. */
export interface FaceHost<Switches> {
  readonly clock: Clock
  readonly exchange: Exchange
  readonly line: Line
  readonly switches: Readonly<Switches>
  /** `http://127.0.0.1:<port>`, of the main door or of a further one, for faces that hand out addresses of their own. */
  origin(door?: string): string
  /** The open WebSockets of this face. */
  sockets(): readonly FaceSocket[]
}

/** What tests may ask of one vendor's face beyond what every face can. One argument object each, so that a verb is also a JSON POST. */
export type FaceVerbs = Readonly<Record<string, (argument: never) => unknown>>

export interface Face<Verbs extends FaceVerbs> extends WireHandler {
  readonly verbs: Verbs
  account(origin: string): DemoAccount
  /** Forgets what the control ordered, not what apps did. */
  clear(): void
  /** Stops timers and listeners for good. */
  close(): void
}

/** One vendor's HTTP and WebSocket surface over the shared exchange. */
export interface FaceDefinition<Switches extends object, Verbs extends FaceVerbs> {
  readonly title: string
  /** Added to the port base. */
  readonly portOffset: number
  /** Further origins of the same service (a media host, an event server): name to what is added to the port base (6 and up). */
  readonly doors?: Readonly<Record<string, number>>
  readonly line: Line
  readonly defaults: Readonly<Switches>
  create(host: FaceHost<Switches>): Face<Verbs>
}
