import { type Clock, createRealClock, pause } from './clock.ts'
import { type CommonVerbs, createFaceControl, type FaceControl } from './control.ts'
import { answerControl, type Verb } from './control-server.ts'
import type { DemoAccount, Face, FaceDefinition, FaceVerbs } from './faces/face.ts'
import { type FaceId, faceIds, faces } from './faces/registry.ts'
import { findScenario } from './scenarios/registry.ts'
import { FaceServer } from './wire/face-server.ts'
import { Exchange } from './world/exchange.ts'
import { defaultBehaviour } from './world/line.ts'

export type { Clock, ManualClock } from './clock.ts'
export { createManualClock } from './clock.ts'
export type { CommonVerbs, FaceControl } from './control.ts'
export type { DemoAccount } from './faces/face.ts'
export type { FaceId, SwitchesOf } from './faces/registry.ts'
export type { Corruption } from './wire/faults.ts'
export type { FrameEntry, RequestEntry, SocketEntry, WireEntry } from './wire/wire-log.ts'
export type { Call, CallResult, CallState } from './world/call.ts'
export { cast, type Person } from './world/cast.ts'

export interface SimulatorOptions {
  /** 0 or absent: every face on a free port. Else base + 0 Device Connect, +1 IoTCall, +2 AntBuddy, +3 FoneStorm, +4 Telphin, +5 control, +6 and up the further doors of faces. */
  readonly portBase?: number
  /** Name of a scenario to play on every face; absent: quiet. */
  readonly scenario?: string
  /** Replaces the dates only; timers stay real. */
  readonly now?: () => number
  /** Replaces dates and timers, so that tests need not wait. */
  readonly clock?: Clock
}

/** What tests and the demo do to the simulated world. */
export interface Control {
  face<Id extends FaceId>(id: Id): FaceControl<Id>
  stopFace(id: FaceId): Promise<void>
  startFace(id: FaceId): Promise<void>
  /** Plays a scenario on one face; resolves when it is over or the simulator stops. */
  play(scenario: string, id: FaceId): Promise<void>
}

export interface Simulator {
  /** `http://127.0.0.1:<port>` of every face. */
  readonly origins: Record<FaceId, string>
  readonly controlOrigin: string
  /** What to sign in with. */
  readonly accounts: Record<FaceId, DemoAccount>
  readonly control: Control
  /** Closes everything, hanging connections too. Safe to call twice. */
  stop(): Promise<void>
}

const controlPortOffset = 5

interface RunningFace {
  readonly id: FaceId
  readonly face: Face<FaceVerbs>
  readonly server: FaceServer
  readonly control: CommonVerbs
}

/** Starts the simulated phone services on loopback. @throws Error with a plain sentence when a port is in use or a scenario unknown */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const clock = options.clock ?? createRealClock(options.now)
  const scenario = options.scenario === undefined ? undefined : findScenario(options.scenario)
  const exchange = new Exchange(clock)
  const running = faceIds.map((id) => createFace(id, clock, exchange))
  const byId = new Map(running.map((face) => [face.id, face]))
  const controlServer = new FaceServer('control', clock, () => ({
    handle: (request) => answerControl(request, verbsByFace(running)),
  }))
  const stopping = new AbortController()

  async function stop(): Promise<void> {
    stopping.abort()
    for (const { face } of running) face.close()
    await Promise.all([controlServer.stop(), ...running.map(({ server }) => server.stop())])
  }

  function faceOf(id: FaceId): RunningFace {
    const found = byId.get(id)
    if (!found) throw new Error(`There is no face "${id}"; known: ${faceIds.join(', ')}.`)
    return found
  }

  async function play(name: string, id: FaceId): Promise<void> {
    const { control } = faceOf(id)
    const { signal } = stopping
    async function wait(milliseconds: number): Promise<void> {
      await pause(clock, milliseconds, signal)
      signal.throwIfAborted()
    }
    try {
      await findScenario(name).play({ face: control, clock, signal, wait })
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  try {
    await startAll(running, controlServer, options.portBase ?? 0)
  } catch (error) {
    await stop()
    throw error
  }
  if (scenario) for (const { id } of running) playInBackground(play(options.scenario ?? '', id))
  return {
    origins: byFace(running, ({ server }) => server.origin()),
    controlOrigin: controlServer.origin(),
    accounts: byFace(running, ({ face, server }) => face.account(server.origin())),
    control: {
      face: <Id extends FaceId>(id: Id) => faceOf(id).control as FaceControl<Id>,
      stopFace: (id) => faceOf(id).server.stop(),
      startFace: (id) => faceOf(id).server.start(0),
      play,
    },
    stop,
  }
}

function createFace(id: FaceId, clock: Clock, exchange: Exchange): RunningFace {
  // Each face keeps its own types; here, where all are treated alike, only what they have in common is known.
  const definition = faces[id] as unknown as FaceDefinition<Record<string, unknown>, FaceVerbs>
  const { line, defaults, doors = {} } = definition
  const switches = { ...defaults }
  exchange.addLine(line)
  const server: FaceServer = new FaceServer(definition.title, clock, () => face, Object.keys(doors))
  const face = definition.create({
    clock,
    exchange,
    line,
    switches,
    origin: (door) => server.origin(door),
    sockets: () => server.sockets(),
  })
  const control = createFaceControl({
    clock,
    exchange,
    line,
    server,
    switches,
    defaults,
    verbs: face.verbs,
    clear: () => {
      face.clear()
    },
    initialBehaviour: defaultBehaviour,
  })
  return { id, face, server, control }
}

async function startAll(running: readonly RunningFace[], controlServer: FaceServer, portBase: number): Promise<void> {
  function port(offset: number): number {
    return portBase === 0 ? 0 : portBase + offset
  }
  for (const { id, server } of running) {
    const { portOffset, doors = {} }: FaceDefinition<never, never> = faces[id] as never
    const further = Object.entries(doors).map(([door, offset]) => [door, port(offset)] as const)
    await server.start(port(portOffset), Object.fromEntries(further))
  }
  await controlServer.start(port(controlPortOffset))
}

function verbsByFace(running: readonly RunningFace[]): Record<string, Record<string, Verb>> {
  return Object.fromEntries(running.map(({ id, control }) => [id, control as unknown as Record<string, Verb>]))
}

function byFace<T>(running: readonly RunningFace[], value: (face: RunningFace) => T): Record<FaceId, T> {
  return Object.fromEntries(running.map((face) => [face.id, value(face)])) as Record<FaceId, T>
}

/** A scenario that trips over a call which the app ended meanwhile is over, and that is all. */
function playInBackground(playing: Promise<void>): void {
  playing.catch((error: unknown) => {
    process.stderr.write(`The scenario stopped: ${error instanceof Error ? error.message : String(error)}\n`)
  })
}
