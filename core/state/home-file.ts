import type * as z from 'zod/mini'
import type { Files, Log } from '../ports/index.ts'

/**
 * One JSON file of the home, checked by a schema when it is read. A file that cannot be understood is put aside, never overwritten, and said so in the log;
 * the app goes on with `empty`.
 */
export class HomeFile<Value> {
  private readonly files: Files
  private readonly name: string
  private readonly schema: z.ZodMiniType<Value>
  private readonly empty: Value
  private readonly log: Log
  private writing: Promise<void> = Promise.resolve()

  constructor(parts: { files: Files; log: Log; name: string; schema: z.ZodMiniType<Value>; empty: Value }) {
    this.files = parts.files
    this.name = parts.name
    this.schema = parts.schema
    this.empty = parts.empty
    this.log = parts.log
  }

  async read(): Promise<Value> {
    const text = await this.files.read(this.name)
    if (text === undefined) return this.empty
    const value = this.schema.safeParse(parsed(text))
    if (value.success) return value.data
    const aside = await this.files.setAside(this.name)
    this.log.error('home file damaged', { file: this.name, keptAs: aside })
    return this.empty
  }

  /** Writes one after the other, so that the last value wins. */
  async write(value: Value): Promise<void> {
    const text = `${JSON.stringify(value, null, 2)}\n`
    const before = this.writing.catch(() => undefined)
    this.writing = before.then(() => this.files.write(this.name, text))
    await this.writing
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON is damage like any other: the schema refuses undefined and the file is put aside.
    return undefined
  }
}
