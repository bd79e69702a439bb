import * as z from 'zod/mini'
import { Recipient } from '../../../contract/model/broadcast.ts'
import type { Log, Notebook } from '../../ports/index.ts'

/** What a rule's list was before we overwrote it, on disk for as long as the service may have something else. */
export const ListNote = z.object({
  /** `dial`: must be put back; `replace`: the person wanted another list, and whether the service took it was not heard. */
  purpose: z.enum(['dial', 'replace']),
  before: z.object({ recipients: z.array(Recipient), groups: z.enum(['number', 'letter']) }),
  wanted: z.array(Recipient),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** The process that is overwriting it: the app and the command line share the notes. */
  process: z.number(),
})
export type ListNote = z.infer<typeof ListNote>

/** The notes of an account, one a rule. */
export class ListNotes {
  readonly #notebook: Notebook
  readonly #log: Log

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  async read(rule: string): Promise<ListNote | undefined> {
    const text = await this.#notebook.read(nameOf(rule))
    if (text === undefined) return undefined
    const note = parse(text)
    // Left where it is: a person may still read it.
    if (note === undefined) this.#log.error('the note of a number list cannot be read', { rule })
    return note
  }

  /** On disk when it resolves. */
  async write(rule: string, note: ListNote): Promise<void> {
    await this.#notebook.write(nameOf(rule), JSON.stringify(note))
  }

  async remove(rule: string): Promise<void> {
    await this.#notebook.remove(nameOf(rule))
  }
}

function nameOf(rule: string): string {
  return `list:${rule}`
}

function parse(text: string): ListNote | undefined {
  try {
    return ListNote.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
