import * as z from 'zod/mini'
import type { Log, Notebook } from '../../ports/index.ts'
import { notifyKinds } from './fone-number.ts'
import type { NotifyKind, Registered, Registrations } from './fone-number.ts'

const Kept = z.nullable(z.object({ url: z.string(), method: z.string() }))

/** `path` is the listener's own, by which our registrations are known whatever stands before it; `before` is what to put back, null where nothing was set. */
const Entry = z.object({ path: z.string(), before: z.object({ send: Kept, receive: Kept }) })
export type NoteEntry = z.infer<typeof Entry>

/** By FoneNumber: the person may have changed it since. */
const Note = z.object({ numbers: z.record(z.string(), Entry) })

const name = 'notify'
const nothing: Registrations = { send: null, receive: null }

/** What was registered at the service before we came, on disk until it is put back. */
export class NotifyNote {
  readonly #notebook: Notebook
  readonly #log: Log

  constructor(notebook: Notebook, log: Log) {
    this.#notebook = notebook
    this.#log = log
  }

  async read(): Promise<ReadonlyMap<string, NoteEntry>> {
    const text = await this.#notebook.read(name)
    if (text === undefined) return new Map()
    try {
      return new Map(Object.entries(Note.parse(JSON.parse(text)).numbers))
    } catch (thrown) {
      this.#log.warn('the note of earlier callbacks cannot be read', { failure: thrown })
      return new Map()
    }
  }

  async write(entries: ReadonlyMap<string, NoteEntry>): Promise<void> {
    if (entries.size === 0) return this.#notebook.remove(name)
    await this.#notebook.write(name, JSON.stringify({ numbers: Object.fromEntries(entries) }))
  }
}

/** What to put back one day: what is set now, unless that is ours already - then what was there before that. */
export function nextEntry(known: NoteEntry | undefined, now: Registrations | undefined, path: string): NoteEntry {
  const before = known?.before ?? nothing
  const keep = (kind: NotifyKind): Registered | null => {
    if (now === undefined) return before[kind]
    return isOurs(now[kind], [path, known?.path]) ? before[kind] : now[kind]
  }
  const [send, receive] = notifyKinds.map(keep)
  return { path, before: { send: send ?? null, receive: receive ?? null } }
}

export function isOurs(registered: Registered | null, paths: readonly (string | undefined)[]): boolean {
  return paths.some((path) => path !== undefined && registered?.url.includes(path) === true)
}
