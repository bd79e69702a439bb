import * as z from 'zod/mini'
import { SerialQueue } from '../../net/serial-queue.ts'
import type { Log, Notebook } from '../../ports/index.ts'
import { sameNumber } from './same-number.ts'
import { keyOf } from './map.ts'
import { timeOf } from './tokyo-time.ts'
import type { CallRow } from './wire.ts'

/*
 * The service does not say which firing a dialling became, so a call that we placed and its row in a history share no id. They are joined by number and time, and
 * the join is noted, so that the row keeps the key of the call that people saw.
 */

const DialledCall = z.object({
  key: z.string(),
  /** International, as histories write it. */
  to: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** The row that it turned out to be, by its own key. */
  row: z.optional(z.string()),
})
export type DialledCall = z.infer<typeof DialledCall>

const noteName = 'dialled'
const mostRemembered = 500
/** The service's clock may be behind ours; it may take its time to call. */
const earlierMs = 2 * 60_000
const laterMs = 15 * 60_000

/** The calls that were placed from here. */
export class DialledCalls {
  readonly #notebook: Notebook
  readonly #log: Log
  readonly #queue = new SerialQueue()

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  /** Never rejects: a call that is not remembered only stands in the history twice. */
  add(call: DialledCall): Promise<void> {
    return this.#queue.run(async () => this.#save([...(await this.#load()), call].slice(-mostRemembered)))
  }

  /** The keys of rows: the dialled call's where it is one of ours, else the row's own. */
  keysOf(rows: readonly CallRow[]): Promise<Map<CallRow, string>> {
    return this.#queue.run(async () => {
      const calls = await this.#load()
      const { keys, joined } = join(rows, calls)
      if (joined) await this.#save(calls)
      return keys
    })
  }

  /** Fresh each time: the app and the command line share the note. */
  async #load(): Promise<DialledCall[]> {
    try {
      return z.array(DialledCall).parse(JSON.parse((await this.#notebook.read(noteName)) ?? '[]'))
    } catch (thrown) {
      this.#log.warn('the note of dialled calls cannot be read', { failure: thrown })
      return []
    }
  }

  async #save(calls: readonly DialledCall[]): Promise<void> {
    try {
      await this.#notebook.write(noteName, JSON.stringify(calls))
    } catch (thrown) {
      this.#log.warn('dialled calls could not be noted', { failure: thrown })
    }
  }
}

/** Gives each row to the oldest call of ours that it can be, oldest rows first; notes it in `calls`. */
function join(
  rows: readonly CallRow[],
  calls: readonly DialledCall[],
): { keys: Map<CallRow, string>; joined: boolean } {
  const byRow = new Map(calls.filter(({ row }) => row !== undefined).map((call) => [call.row, call]))
  const known = byRow.size
  const keys = new Map<CallRow, string>()
  const oldestFirst = rows
    .map((row) => ({ row, at: timeOf(row.start_time) ?? Number.NaN }))
    .sort((one, other) => one.at - other.at)
  for (const { row, at } of oldestFirst) {
    const own = keyOf(row)
    const call = byRow.get(own) ?? calls.find((one) => one.row === undefined && isOf(one, row.to, at))
    if (call !== undefined) {
      call.row = own
      byRow.set(own, call)
    }
    keys.set(row, call?.key ?? own)
  }
  return { keys, joined: byRow.size > known }
}

function isOf(call: DialledCall, to: string, at: number): boolean {
  return at >= call.at - earlierMs && at <= call.at + laterMs && sameNumber(call.to, to)
}
