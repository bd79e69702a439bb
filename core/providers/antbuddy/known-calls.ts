import * as z from 'zod/mini'
import type { Log, Notebook } from '../../ports/index.ts'
import type { CallFact } from '../../provider.ts'
import { toFailure } from '../../failure.ts'
import { sameNumber } from './number-form.ts'
import { readJson } from './wire.ts'

/** Where the account's notes keep them: a history that is read weeks later, or by another process, must know them too. */
const noteName = 'live-calls'
const mostKept = 400
/** How far the start of a row and of a live call may be apart: two clocks, and the person who takes a while to pick up the own phone. */
const nearMs = 120_000

const Entry = z.object({
  key: z.string(),
  direction: z.enum(['in', 'out', 'internal']),
  number: z.string(),
  startedAt: z.number(),
  result: z.optional(z.string()),
  /** The history's row that turned out to be this call. */
  row: z.optional(z.string()),
})
type Entry = z.infer<typeof Entry>
const Entries = z.array(Entry)

/**
 * The calls that we saw live. Rows of the history carry no id, so a row is the live call that went the same way to the same number at about the same time; it then
 * has that call's key for ever. A row that was never seen live has a key of its own.
 */
export class KnownCalls {
  readonly #notebook: Notebook
  readonly #log: Log
  #entries: Entry[] = []
  #loading: Promise<void> | undefined
  #writing: Promise<void> = Promise.resolve()
  #changed = false

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  /** Reads the notes, once. To be awaited before `recognise`. */
  load(): Promise<void> {
    return (this.#loading ??= this.#read())
  }

  /** Notes a live call, and how it ended. */
  note({ key, direction, number, startedAt, result }: CallFact): void {
    const at = this.#entries.findIndex((entry) => entry.key === key)
    const before = at < 0 ? undefined : this.#entries[at]
    const entry: Entry = { ...before, key, direction, number: number || (before?.number ?? ''), startedAt }
    if (result !== undefined) entry.result = result
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(entry)) return
    this.#entries = [...this.#entries.filter((other) => other.key !== key), entry].slice(-mostKept)
    this.#changed = true
    void this.load().then(() => this.saved())
  }

  /** The row's fact under the key of the live call that it is, else as it is. */
  recognise(row: CallFact): CallFact {
    const found = this.#entries.find((entry) => entry.row === row.key) ?? this.#nearest(row)
    if (found === undefined) return row
    if (found.row !== row.key) {
      this.#entries = this.#entries.map((entry) => (entry === found ? { ...entry, row: row.key } : entry))
      this.#changed = true
    }
    // "IVR" is said of every call that nobody took; we saw how it went.
    const seen = row.result === 'voice-menu' ? resultOf(found.result) : undefined
    return { ...row, key: found.key, ...(seen && { result: seen }) }
  }

  /** Resolves when everything is on disk, or could not be written. */
  async saved(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write())
    return this.#writing
  }

  #nearest(row: CallFact): Entry | undefined {
    const near = this.#entries
      .filter((entry) => entry.row === undefined && isAlike(entry, row) && distance(entry, row) <= nearMs)
      .sort((one, other) => distance(one, row) - distance(other, row))
    return near[0]
  }

  async #read(): Promise<void> {
    try {
      const kept = Entries.safeParse(readJson((await this.#notebook.read(noteName)) ?? '[]')).data ?? []
      const newer = new Set(this.#entries.map(({ key }) => key))
      this.#entries = [...kept.filter(({ key }) => !newer.has(key)), ...this.#entries].slice(-mostKept)
    } catch (thrown) {
      this.#log.warn('the notes of live calls are not read', { failure: toFailure(thrown) })
    }
  }

  async #write(): Promise<void> {
    if (!this.#changed) return
    this.#changed = false
    try {
      await this.#notebook.write(noteName, JSON.stringify(this.#entries))
    } catch (thrown) {
      this.#log.warn('the notes of live calls are not kept', { failure: toFailure(thrown) })
    }
  }
}

/** A call within the company has its direction live, and none in the history. */
function isAlike(entry: Entry, row: CallFact): boolean {
  if (row.direction !== 'internal' && entry.direction !== row.direction) return false
  return entry.number === row.number || sameNumber(entry.number, row.number)
}

function distance(entry: Entry, row: CallFact): number {
  return Math.abs(entry.startedAt - row.startedAt)
}

function resultOf(word: string | undefined): CallFact['result'] {
  const known = ['missed', 'busy', 'cancelled', 'rejected', 'failed', 'answered-elsewhere'] as const
  return known.find((one) => one === word)
}
