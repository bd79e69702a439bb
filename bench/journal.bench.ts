// The journal against the bare SQL on the same file: what the worker thread, the conversion and the checks cost on top.
import { statSync } from 'node:fs'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { toRow } from '../core/node/store/call-row.ts'
import { silentLog } from '../core/node/log.ts'
import { sqliteCallStore } from '../core/node/store/sqlite-call-store.ts'
import type { CallStore } from '../core/ports/store.ts'
import { load, printMachine } from './figures/machine.ts'
import { compare } from './figures/statistics.ts'
import type { Round } from './figures/statistics.ts'
import { comparisonCells, comparisonHeader, printTable } from './figures/table.ts'
import { buildJournal, openBare } from './journal/bare-sql.ts'
import type { BareSql } from './journal/bare-sql.ts'
import { exampleCall } from './journal/example-calls.ts'
import { temporaryFolder } from './temporary-folder.ts'

const SIZES = [1_000, 100_000, 1_000_000]
const ROUNDS = 8
const BATCH = 100
const PAGE = 100

/** The same work done by both; `times` in one round. */
interface Contest {
  readonly name: string
  readonly times: number
  /** What is made beforehand and is no part of the time. */
  readonly prepare: () => { ours: () => Promise<unknown>; bare: () => unknown }
}

function contestsOf(store: CallStore, bare: BareSql, size: number): Contest[] {
  let last = size
  const nextCall = () => exampleCall((last += 1))
  const nextCalls = () => Array.from({ length: BATCH }, nextCall)
  return [
    {
      name: 'insert 1',
      times: 200,
      prepare() {
        const call = nextCall()
        const row = toRow(nextCall())
        return { ours: () => store.save([call]), bare: () => bare.insert(row) }
      },
    },
    {
      name: `insert ${BATCH}`,
      times: 25,
      prepare() {
        const calls = nextCalls()
        const rows = nextCalls().map(toRow)
        return { ours: () => store.save(calls), bare: () => bare.insertAll(rows) }
      },
    },
    {
      name: `newest ${PAGE}`,
      times: 100,
      prepare: () => ({ ours: () => store.page({ limit: PAGE }), bare: () => bare.newest(PAGE) }),
    },
  ]
}

/** First all of ours, then all of the bare: the one connection's writing makes the other forget its pages, which in life happens rarely. */
async function playRound({ prepare, times }: Contest): Promise<Round> {
  const prepared = Array.from({ length: times }, prepare)
  const ours: number[] = []
  for (const one of prepared) {
    const from = performance.now()
    await one.ours()
    ours.push(performance.now() - from)
  }
  const bare: number[] = []
  for (const one of prepared) {
    const from = performance.now()
    one.bare()
    bare.push(performance.now() - from)
  }
  return { ours, bare }
}

/** A benchmark of something that does not happen would be quick. */
async function proveTheyAgree(store: CallStore, bare: BareSql): Promise<void> {
  const { calls } = await store.page({ limit: PAGE })
  if (calls.length !== PAGE || JSON.stringify(calls) !== `[${bare.newest(PAGE).join(',')}]`)
    throw new Error('The journal and the bare SQL read different pages.')
}

async function measure(folder: string, size: number): Promise<string[][]> {
  const file = path.join(folder, `${size}.db`)
  const began = performance.now()
  buildJournal(file, size)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(
    `${size.toLocaleString('en')} calls: ${Math.round(statSync(file).size / 2 ** 20)} MiB, built in ${seconds} s`,
  )
  const store = sqliteCallStore({ file, log: silentLog })
  const bare = openBare(file)
  try {
    const contests = contestsOf(store, bare, size)
    for (const contest of contests) await playRound(contest) // warms both up
    const rounds = new Map(contests.map((contest): [Contest, Round[]] => [contest, []]))
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [contest, played] of rounds) played.push(await playRound(contest))
    }
    await proveTheyAgree(store, bare)
    return [...rounds].map(([{ name }, played]) => [
      `${name} at ${size.toLocaleString('en')}`,
      ...comparisonCells(compare(played)),
    ])
  } finally {
    bare.close()
    await store.close()
  }
}

const folder = temporaryFolder()
printMachine({ sqlite: process.versions.sqlite ?? 'unknown' })
const rows: string[][] = []
for (const size of SIZES) rows.push(...(await measure(folder, size)))
console.log('')
printTable(['the journal (worker thread) / bare SQL', ...comparisonHeader], rows)
console.log(`\n${ROUNDS} rounds; afterwards ${load()}`)
