import type { Clock } from './clock.ts'
import type { FaceVerbs } from './faces/face.ts'
import type { FaceId, SwitchesOf, VerbsOf } from './faces/registry.ts'
import type { FaceServer } from './wire/face-server.ts'
import type { Corruption } from './wire/faults.ts'
import type { FrameEntry, RequestEntry, WireEntry } from './wire/wire-log.ts'
import type { Call, CallResult, CallState, Side } from './world/call.ts'
import type { Exchange } from './world/exchange.ts'
import type { Line, LineBehaviour } from './world/line.ts'

/** Which call is meant; absent: the newest one to which the verb can be done. */
export interface CallChoice {
  readonly call?: string
}

/** Which requests a fault hits: those whose path contains `path` (all, if absent), the next `times` of them (all, if absent). */
export interface Aim {
  readonly path?: string
  readonly times?: number
}

/** What every face can be asked. One argument object each, so that each is also a JSON POST to `/control/<face>/<verb>`. */
export interface CommonVerbs {
  /** Somebody calls this face's line: the start of a name of the cast, any number, or '' for a withheld one. */
  ring(argument?: { from?: string }): Call
  /** The person places a call on the device itself, without the app. */
  placeOnDevice(argument: { number: string }): Call
  /** The called side answers: the far end of our call, our device for an incoming one. */
  answer(choice?: CallChoice): Call
  hold(choice?: CallChoice): Call
  resume(choice?: CallChoice): Call
  /** By the far end unless `side` says otherwise. */
  hangUp(choice?: CallChoice & { side?: Side; result?: CallResult }): Call
  calls(): readonly Call[]
  /** Changes what the world does by itself on this line, and returns it. */
  behaviour(patch?: Partial<LineBehaviour>): LineBehaviour
  /** Cuts every WebSocket without a close frame, or with one that has `code`; how many there were. */
  dropSockets(how?: { code?: number; reason?: string }): number
  /** Refuses every WebSocket with an HTTP status (503) until `{ "on": false }`. */
  refuseSockets(argument?: { on?: boolean; status?: number }): void
  /** Leaves sockets open but silent, like a connection behind a dead router, until `{ "on": false }`. */
  muteSockets(argument?: { on?: boolean }): void
  /** Sends this text, whatever it is, over every open WebSocket. */
  sendFrame(argument: { text: string }): number
  delay(argument: Aim & { ms: number }): void
  corrupt(argument: Aim & { kind: Corruption }): void
  /** Answers with this status instead of asking the face: throttling, outages. */
  failWith(argument: Aim & { status: number; headers?: Record<string, string> }): void
  clearFaults(): void
  requests(): readonly RequestEntry[]
  frames(): readonly FrameEntry[]
  /** Everything on the wire in order: requests, sockets, frames. */
  wire(): readonly WireEntry[]
  /** The service is killed: every connection is cut, nobody listens. */
  stop(): Promise<void>
  /** The service is back, on the same port. */
  start(): Promise<void>
  /** Ends faults, forgets the log and the calls, puts switches and behaviour back to their defaults. Tokens and registrations stay. */
  clear(): void
}

export type FaceControl<Id extends FaceId> = CommonVerbs &
  VerbsOf<Id> & {
    /** Changes switches, and returns all of them. */
    switches(patch?: Partial<SwitchesOf<Id>>): SwitchesOf<Id>
    /** The first entry, past or future, that the predicate accepts; rejects after `timeoutMs` of real time (default 5,000). */
    waitFor(predicate: (entry: WireEntry) => boolean, timeoutMs?: number): Promise<WireEntry>
  }

export interface FaceParts<Switches extends object, Verbs extends FaceVerbs> {
  readonly clock: Clock
  readonly exchange: Exchange
  readonly line: Line
  readonly server: FaceServer
  readonly switches: Switches
  readonly defaults: Readonly<Switches>
  readonly verbs: Verbs
  /** Lets the face forget what was ordered through its own verbs. */
  clear(): void
  /** The line's behaviour to go back to. */
  readonly initialBehaviour: Readonly<LineBehaviour>
}

/** Puts the verbs of one face together. */
export function createFaceControl<Switches extends object, Verbs extends FaceVerbs>(parts: FaceParts<Switches, Verbs>) {
  const { server, switches, defaults, verbs } = parts
  return {
    ...callVerbs(parts),
    ...socketVerbs(server),
    ...faultVerbs(server),
    ...logVerbs(server),
    ...verbs,
    switches(patch: Partial<Switches> = {}): Switches {
      return Object.assign(switches, onlyKnown(patch, defaults, 'switch'))
    },
    stop: () => server.stop(),
    start: () => server.start(0),
    clear() {
      parts.clear()
      server.faults.clear()
      server.refuseSockets = null
      server.muteSockets = false
      server.log.clear()
      parts.exchange.clear(parts.line.id)
      Object.assign(switches, defaults)
      Object.assign(parts.exchange.behaviour(parts.line.id), parts.initialBehaviour)
    },
  }
}

function callVerbs({ exchange, line }: Pick<FaceParts<object, FaceVerbs>, 'exchange' | 'line'>) {
  function chosen(choice: CallChoice, states: readonly CallState[]): string {
    if (choice.call !== undefined) return choice.call
    const call = exchange.liveCalls(line.id).findLast((candidate) => states.includes(candidate.state))
    if (!call) throw new Error(`There is no call that is ${states.join(' or ')} on line "${line.id}".`)
    return call.id
  }

  return {
    ring: ({ from = '佐藤' }: { from?: string } = {}) => exchange.ring(line.id, from),
    placeOnDevice: ({ number }: { number: string }) => exchange.place(line.id, number),
    answer: (choice: CallChoice = {}) => exchange.answer(chosen(choice, ['ringing', 'dialing'])),
    hold: (choice: CallChoice = {}) => exchange.hold(chosen(choice, ['active'])),
    resume: (choice: CallChoice = {}) => exchange.resume(chosen(choice, ['held'])),
    hangUp: ({ side = 'far', result, ...choice }: CallChoice & { side?: Side; result?: CallResult } = {}) =>
      exchange.hangUp(chosen(choice, ['ringing', 'dialing', 'active', 'held']), side, result),
    calls: () => exchange.calls(line.id),
    behaviour(patch: Partial<LineBehaviour> = {}) {
      const behaviour = exchange.behaviour(line.id)
      return Object.assign(behaviour, onlyKnown(patch, behaviour, 'behaviour'))
    },
  }
}

function socketVerbs(server: FaceServer) {
  return {
    dropSockets({ code, reason }: { code?: number; reason?: string } = {}) {
      const sockets = server.sockets()
      for (const socket of sockets) {
        if (code === undefined) socket.terminate()
        else socket.close(code, reason)
      }
      return sockets.length
    },
    refuseSockets({ on = true, status = 503 }: { on?: boolean; status?: number } = {}) {
      server.refuseSockets = on ? status : null
    },
    muteSockets({ on = true }: { on?: boolean } = {}) {
      server.muteSockets = on
    },
    sendFrame({ text }: { text: string }) {
      const sockets = server.sockets()
      for (const socket of sockets) socket.send(text)
      return sockets.length
    },
  }
}

function faultVerbs({ faults }: FaceServer) {
  return {
    delay({ ms, path, times }: Aim & { ms: number }) {
      faults.delay(ms, path, times)
    },
    corrupt({ kind, path, times }: Aim & { kind: Corruption }) {
      faults.corrupt(kind, path, times)
    },
    failWith({ status, headers, path, times }: Aim & { status: number; headers?: Record<string, string> }) {
      faults.failWith(status, path, times, headers)
    },
    clearFaults: () => {
      faults.clear()
    },
  }
}

function logVerbs({ log }: FaceServer) {
  return {
    requests: () => log.entries().filter((entry) => entry.kind === 'request'),
    frames: () => log.entries().filter((entry) => entry.kind === 'frame'),
    wire: () => log.entries(),
    waitFor: (predicate: (entry: WireEntry) => boolean, timeoutMs?: number) => log.waitFor(predicate, timeoutMs),
  }
}

/** A misspelt name must not pass silently as a test that changed nothing. */
function onlyKnown<T extends object>(patch: Partial<T>, known: T, what: string): Partial<T> {
  for (const name of Object.keys(patch)) {
    if (!Object.hasOwn(known, name))
      throw new Error(`There is no ${what} "${name}"; known: ${Object.keys(known).join(', ')}.`)
  }
  return patch
}
