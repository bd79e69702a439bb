import * as z from 'zod/mini'
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
  #calls: DialledCall[] | undefined

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  /** Never throws: a call that is not remembered only stands in the history twice. */
  async add(call: DialledCall): Promise<void> {
    const calls = await this.#load()
    calls.push(call)
    calls.splice(0, calls.length - mostRemembered)
    await this.#save()
  }

  /** The keys of rows: the dialled call's where it is one of ours, else the row's own. */
  async keysOf(rows: readonly CallRow[]): Promise<Map<CallRow, string>> {
    const calls = await this.#load()
    const byRow = new Map(calls.filter(({ row }) => row !== undefined).map((call) => [call.row, call]))
    const before = byRow.size
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
    if (byRow.size > before) await this.#save()
    return keys
  }

  async #load(): Promise<DialledCall[]> {
    if (this.#calls !== undefined) return this.#calls
    let read: DialledCall[] = []
    try {
      read = z.array(DialledCall).parse(JSON.parse((await this.#notebook.read(noteName)) ?? '[]'))
    } catch (thrown) {
      this.#log.warn('the note of dialled calls cannot be read', { failure: thrown })
    }
    this.#calls ??= read
    return this.#calls
  }

  async #save(): Promise<void> {
    try {
      await this.#notebook.write(noteName, JSON.stringify(this.#calls ?? []))
    } catch (thrown) {
      this.#log.warn('dialled calls could not be noted', { failure: thrown })
    }
  }
}

function isOf(call: DialledCall, to: string, at: number): boolean {
  return at >= call.at - earlierMs && at <= call.at + laterMs && sameNumber(call.to, to)
}
