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
  /** We asked for it and no event was heard of it yet: the window's events may be those of the terminal's call. */
  placed: z.optional(z.literal(true)),
})
export type Entry = z.infer<typeof Entry>
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
  /** The keys whose entries the notes do not have yet. */
  #changed = new Set<string>()

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  /** Reads the notes, once. To be awaited before `recognise`. */
  load(): Promise<void> {
    return (this.#loading ??= this.#read())
  }

  /** Notes a live call, and how it ended. `placed`: no event was heard of it yet. */
  note({ key, direction, number, startedAt, result }: CallFact, placed = false): void {
    const before = this.#entries.find((entry) => entry.key === key)
    const { placed: _placed, ...kept } = before ?? {}
    const entry: Entry = { ...kept, key, direction, number: number || (before?.number ?? ''), startedAt }
    if (result !== undefined) entry.result = result
    if (placed) entry.placed = true
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(entry)) return
    this.#put(entry)
    void this.load().then(() => this.saved())
  }

  /** Calls out that another process of ours placed at most so long ago, and of which it has heard no event. */
  async placedElsewhere(since: number): Promise<readonly Entry[]> {
    await this.load()
    await this.saved()
    await this.#read()
    return this.#entries.filter((entry) => entry.placed === true && entry.startedAt >= since)
  }

  /** The row's fact under the key of the live call that it is, else as it is. */
  recognise(row: CallFact): CallFact {
    const found = this.#entries.find((entry) => entry.row === row.key) ?? this.#nearest(row)
    if (found === undefined) return row
    if (found.row !== row.key) this.#put({ ...found, row: row.key })
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

  #put(entry: Entry): void {
    this.#entries = [...this.#entries.filter(({ key }) => key !== entry.key), entry].slice(-mostKept)
    this.#changed.add(entry.key)
  }

  /** Ours where they are newer than the notes, else those of the notes: another process writes them too. */
  async #read(): Promise<void> {
    try {
      const kept = Entries.safeParse(readJson((await this.#notebook.read(noteName)) ?? '[]')).data ?? []
      const newer = this.#entries.filter(({ key }) => this.#changed.has(key))
      const keys = new Set(newer.map(({ key }) => key))
      this.#entries = [...kept.filter(({ key }) => !keys.has(key)), ...newer].slice(-mostKept)
    } catch (thrown) {
      this.#log.warn('the notes of live calls are not read', { failure: toFailure(thrown) })
    }
  }

  async #write(): Promise<void> {
    if (this.#changed.size === 0) return
    await this.#read()
    const written = [...this.#changed]
    try {
      await this.#notebook.write(noteName, JSON.stringify(this.#entries))
      for (const key of written) this.#changed.delete(key)
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
