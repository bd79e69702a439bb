import { setTimeout as pause } from 'node:timers/promises'
import type { Clock, Http } from '../../ports/index.ts'
import type { CallFact, ConnectionFact, Fact, ProviderPorts, ProviderSession } from '../../provider.ts'
import { networkAgents } from '../../node/agents.ts'
import { nodeCallbacks } from '../../node/callbacks/node-callbacks.ts'
import { systemClock } from '../../node/clock.ts'
import { nodeHttp } from '../../node/http/node-http.ts'
import { nodeSockets } from '../../node/sockets.ts'
import { FakeNotebook } from '../fake-callbacks.ts'
import { FakeFiles } from '../fake-telephony-ports.ts'
import { FakeHints, FakeLog, FakeVault } from '../fake-ports.ts'
import type { ConformanceService, ConformanceSubject } from './subject.ts'
import { Tempo } from './tempo.ts'

/** Nothing that a test waits for takes longer; it is only how soon a failing test gives up. */
const patienceMs = 8_000

/** Timers are counted, so that a close which leaves one behind is seen. Chance is low: reconnects come soon. */
export class CountedClock implements Clock {
  running = 0
  readonly #tempo: Tempo

  constructor(tempo: Tempo) {
    this.#tempo = tempo
  }

  now(): number {
    return this.#tempo.now()
  }

  after(delayMs: number, action: () => void): () => void {
    this.running += 1
    let open = true
    const over = () => {
      if (open) this.running -= 1
      open = false
    }
    const cancel = this.#tempo.after(delayMs, () => {
      over()
      action()
    })
    return () => {
      over()
      cancel()
    }
  }

  random(): number {
    return 0.1
  }

  newId(): string {
    return systemClock.newId()
  }
}

/** An open session with what it told so far. */
export interface Bench {
  readonly service: ConformanceService
  readonly session: ProviderSession
  readonly facts: readonly Fact[]
  readonly clock: CountedClock
  readonly log: FakeLog
  readonly vault: FakeVault
  /** The first fact, past or future, that is so. */
  until<F extends Fact>(what: string, accepts: (fact: Fact) => fact is F): Promise<F>
  untilCall(what: Partial<CallFact>): Promise<CallFact>
  untilConnection(state: ConnectionFact['state']): Promise<ConnectionFact>
  /** From here on `until` looks at later facts only. */
  forget(): void
  close(): Promise<void>
}

const forever: AbortSignal = new AbortController().signal

export interface BenchOptions {
  /** The time that the service has too; real time if absent. */
  readonly tempo?: Tempo
  /** Stands before the network, for example to give the service a name in the world. */
  readonly before?: (http: Http) => Http
}

export async function openBench(
  subject: ConformanceSubject,
  service: ConformanceService,
  { tempo = new Tempo(), before = (http) => http }: BenchOptions = {},
): Promise<Bench> {
  const agents = networkAgents()
  const clock = new CountedClock(tempo)
  const log = new FakeLog()
  const vault = new FakeVault(service.account.secrets)
  const port = String(service.callbackPort ?? 0)
  const callbacks = nodeCallbacks({ files: new FakeFiles(), log, env: { SIDETONE_CALLBACK_PORT: port } })
  const ports: ProviderPorts = {
    clock,
    log,
    vault,
    http: before(nodeHttp(agents)),
    sockets: nodeSockets(agents),
    hints: new FakeHints(),
    callbacks,
    notebook: new FakeNotebook(),
  }
  const account = { id: 'bench', label: 'Bench', settings: service.account.settings }
  const session = await subject.definition.connect(account, ports, forever)
  const facts: Fact[] = []
  let from = 0
  session.onFact((fact) => facts.push(fact))
  async function until<F extends Fact>(what: string, accepts: (fact: Fact) => fact is F): Promise<F> {
    const giveUpAt = systemClock.now() + patienceMs
    for (;;) {
      const found = facts.slice(from).find(accepts)
      if (found) return found
      if (systemClock.now() > giveUpAt)
        throw new Error(`never told: ${what}; told: ${JSON.stringify(facts.slice(from))}`)
      await pause(5)
    }
  }
  return {
    service,
    session,
    facts,
    clock,
    log,
    vault,
    until,
    untilCall: (what) => until(JSON.stringify(what), (fact): fact is CallFact => isCall(fact, what)),
    untilConnection: (state) =>
      until(state, (fact): fact is ConnectionFact => fact.type === 'connection' && fact.state === state),
    forget: () => void (from = facts.length),
    async close() {
      await session.close()
      await callbacks.close()
      agents.close()
    },
  }
}

function isCall(fact: Fact, what: Partial<CallFact>): fact is CallFact {
  if (fact.type !== 'call') return false
  return Object.entries(what).every(([name, value]) => fact[name as keyof CallFact] === value)
}
