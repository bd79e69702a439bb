// A thousand callbacks a second for ten seconds: none lost between the request and the history; and what the answer takes, against Node's bare server.
import { setTimeout as pause } from 'node:timers/promises'
import { startSimulator } from '../simulator/index.ts'
import type { Telephony } from '../core/telephony-api.ts'
import { startBareListener } from './callbacks/bare-listener.ts'
import { A_SECOND, CALLS, SECONDS } from './callbacks/plan.ts'
import { sendFromProcess } from './callbacks/send-from-process.ts'
import type { SendingReport } from './callbacks/sender.ts'
import { load, printMachine } from './figures/machine.ts'
import { compare } from './figures/statistics.ts'
import { comparisonCells, comparisonHeader, printTable } from './figures/table.ts'
import { ACCOUNT, openAccountCore } from './services/account-core.ts'

const SENT = A_SECOND * SECONDS
/** What was answered is told in the next turn of the loop, and written soon after. */
const WRITTEN_WITHIN_MS = 10_000

/** Which of the two callbacks of each call were told: as the window or `sidetone watch` would hear it. */
function listenFor(telephony: Telephony): { readonly begun: Set<string>; readonly ended: Set<string> } {
  const told = { begun: new Set<string>(), ended: new Set<string>() }
  telephony.state.onChange(({ change }) => {
    if (change.type !== 'call') return
    const set = change.call.state === 'ended' ? told.ended : told.begun
    set.add(change.call.id)
  })
  return told
}

async function addressOf(telephony: Telephony): Promise<string> {
  for (;;) {
    const { connections, listeners } = telephony.state.snapshot()
    const url = listeners.find(({ account }) => account === ACCOUNT)?.url
    if (url !== undefined && connections.some(({ state }) => state === 'live')) return url
    await pause(20)
  }
}

/** How many calls of the history are whole: ended, and with a result. */
async function endedInHistory(telephony: Telephony): Promise<number> {
  let ended = 0
  let before: string | undefined
  do {
    const page = await telephony.history.page({ limit: 200, ...(before === undefined ? {} : { before }) })
    ended += page.calls.filter(({ state, result }) => state === 'ended' && result === 'answered').length
    before = page.next
  } while (before !== undefined)
  return ended
}

async function untilWritten(telephony: Telephony): Promise<number> {
  const deadline = performance.now() + WRITTEN_WITHIN_MS
  for (;;) {
    const ended = await endedInHistory(telephony)
    if (ended === CALLS || performance.now() > deadline) return ended
    await pause(100)
  }
}

async function ours(): Promise<SendingReport> {
  const simulator = await startSimulator()
  const core = await openAccountCore(simulator, 'fonestorm')
  try {
    const { telephony } = core
    await telephony.watch()
    const url = await addressOf(telephony)
    const told = listenFor(telephony)
    const number = String(simulator.accounts.fonestorm.settings['foneNumber'])
    const report = await sendFromProcess(url, number)
    const written = await untilWritten(telephony)
    console.log(
      `Sent ${SENT.toLocaleString('en')} callbacks in ${report.seconds.toFixed(2)} s; answered 200: ${report.taken.toLocaleString('en')}; ` +
        `told: ${told.begun.size.toLocaleString('en')} beginnings and ${told.ended.size.toLocaleString('en')} ends; ` +
        `whole calls in the history: ${written.toLocaleString('en')}`,
    )
    if (report.taken !== SENT || told.begun.size + told.ended.size !== SENT || written !== CALLS)
      throw new Error('Callbacks were lost.')
    return report
  } finally {
    await core.close()
    await simulator.stop()
  }
}

async function bare(): Promise<SendingReport> {
  const listener = await startBareListener()
  try {
    const report = await sendFromProcess(listener.url, '')
    if (listener.parsed() !== SENT) throw new Error(`The bare server got ${listener.parsed()}.`)
    return report
  } finally {
    listener.end()
  }
}

printMachine()
const round = { ours: (await ours()).latencies, bare: (await bare()).latencies }
console.log('None lost.\n')
printTable(
  [`${A_SECOND.toLocaleString('en')} callbacks a second / bare server`, ...comparisonHeader],
  [['request -> 200', ...comparisonCells(compare([round]))]],
)
console.log(`\n1 round of ${SECONDS} s each; afterwards ${load()}`)
