// The history of a service into an empty journal, against the same requests sent by a bare `fetch`: what signing, mapping, checking and writing cost on top.
import { performance } from 'node:perf_hooks'
import { startSimulator } from '../simulator/index.ts'
import type { RequestEntry, Simulator } from '../simulator/index.ts'
import { load, printMachine } from './figures/machine.ts'
import { compare } from './figures/statistics.ts'
import type { Round } from './figures/statistics.ts'
import { comparisonCells, comparisonHeader, printTable } from './figures/table.ts'
import { ACCOUNT, openAccountCore } from './services/account-core.ts'
import { replay } from './services/replay.ts'

const CALLS = 10_000
const DAYS = 28
const ROUNDS = 5

interface Contest {
  readonly service: 'antbuddy' | 'telphin'
  /** Where its history is asked for. */
  readonly path: string
  /** How many queries the service takes at a time: ours sends four to AntBuddy, and Telphin refuses a second one. */
  readonly atOnce: number
  /** Calls that the service must have so that ours reads ten thousand. Of Telphin's client ours reads the own extension's only. */
  readonly preload: number
  /** How many rows a page has. */
  rowsOf(page: unknown): number
}

const CONTESTS: readonly Contest[] = [
  {
    service: 'antbuddy',
    path: '/oapi/v1/call/histories',
    atOnce: 4,
    preload: CALLS,
    rowsOf: (page) => (page as unknown[]).length,
  },
  {
    service: 'telphin',
    path: '/call_history/',
    atOnce: 1,
    preload: 13_452,
    rowsOf: (page) => (page as { call_history: unknown[] }).call_history.length,
  },
]

interface Sync {
  readonly ms: number
  readonly calls: number
  readonly requests: readonly RequestEntry[]
}

interface SyncRound extends Round {
  readonly calls: number
  readonly pages: number
}

/** One sync into a new home: how long it took, how many calls the journal has then, and what was asked for. */
async function syncOnce(simulator: Simulator, contest: Contest): Promise<Sync> {
  const face = simulator.control.face(contest.service)
  const before = face.requests().length
  const core = await openAccountCore(simulator, contest.service)
  try {
    const since = Date.now() - (DAYS + 1) * 86_400_000
    const from = performance.now()
    const { changed } = await core.telephony.history.sync(ACCOUNT, { since })
    const ms = performance.now() - from
    const requests = face
      .requests()
      .slice(before)
      .filter(({ method, path, status }) => method === 'GET' && path.endsWith(contest.path) && status === 200)
    return { ms, calls: changed, requests }
  } finally {
    await core.close()
  }
}

async function playRound(simulator: Simulator, contest: Contest): Promise<SyncRound> {
  const { ms, calls, requests } = await syncOnce(simulator, contest)
  const from = performance.now()
  const pages = await replay(simulator.origins[contest.service], requests, contest.atOnce)
  const bareMs = performance.now() - from
  const rows = pages.reduce<number>((sum, page) => sum + contest.rowsOf(page), 0)
  if (rows !== calls || calls < CALLS * 0.99)
    throw new Error(`The service gave ${rows} calls, the journal has ${calls}.`)
  return { ours: [ms], bare: [bareMs], calls, pages: pages.length }
}

async function measure(simulator: Simulator, contest: Contest): Promise<string[]> {
  simulator.control.face(contest.service).preload({ calls: contest.preload, days: DAYS })
  const { calls, pages } = await playRound(simulator, contest) // warms both up
  const rounds: SyncRound[] = []
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await playRound(simulator, contest))
  const comparison = compare(rounds)
  const rate = Math.round(calls / (comparison.ours.p50 / 1000)).toLocaleString('en')
  console.log(`${contest.service}: ${calls.toLocaleString('en')} calls on ${pages} pages; ours ${rate} calls a second`)
  return [contest.service, ...comparisonCells(comparison)]
}

printMachine()
const simulator = await startSimulator()
try {
  const rows: string[][] = []
  for (const contest of CONTESTS) rows.push(await measure(simulator, contest))
  console.log('')
  printTable([`${CALLS.toLocaleString('en')} calls: sync / bare fetch`, ...comparisonHeader], rows)
  console.log(`\n${ROUNDS} rounds; afterwards ${load()}`)
} finally {
  await simulator.stop()
}
