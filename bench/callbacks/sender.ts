// A process of its own that is nothing but the service's side: sends the planned callbacks in their time, and prints how they were answered.
import http from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { plannedCallbacks } from './plan.ts'

/** What it prints, as JSON. */
export interface SendingReport {
  /** How many were answered 200. */
  readonly taken: number
  /** How many were answered otherwise, or not at all. */
  readonly refused: number
  /** From the first request to the last answer. */
  readonly seconds: number
  /** Of each that was taken, in milliseconds. */
  readonly latencies: readonly number[]
}

const [url = '', foneNumber = ''] = process.argv.slice(2)
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 })
const headers = { 'content-type': 'application/json' }

/** @returns milliseconds to the whole answer, or undefined where it is no 200 */
function send(body: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const from = performance.now()
    const length = { 'content-length': Buffer.byteLength(body) }
    const request = http.request(url, { method: 'POST', agent, headers: { ...headers, ...length } }, (response) => {
      response.on('end', () => resolve(response.statusCode === 200 ? performance.now() - from : undefined))
      response.resume()
    })
    request.on('error', () => resolve(undefined))
    request.end(body)
  })
}

const answers: Promise<number | undefined>[] = []
const from = performance.now()
for (const { at, body } of plannedCallbacks(foneNumber)) {
  // A timer may come late; what is due then goes at once, so that the rate holds.
  while (performance.now() - from < at) await pause(1)
  answers.push(send(body))
}
const latencies = (await Promise.all(answers)).filter((latency) => latency !== undefined)
const seconds = (performance.now() - from) / 1000
agent.destroy()
const report: SendingReport = {
  taken: latencies.length,
  refused: answers.length - latencies.length,
  seconds,
  latencies,
}
process.stdout.write(JSON.stringify(report))
