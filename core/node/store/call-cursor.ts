import { StoreProblem } from './store-problem.ts'

/** The last call of a page: its time (milliseconds since 1970) and, since several calls can begin in one millisecond, its id. */
export interface CallCursor {
  readonly startedAt: number
  readonly id: string
}

/** Opaque to everybody else, and safe in a URL. */
export function writeCursor({ startedAt, id }: CallCursor): string {
  return Buffer.from(JSON.stringify([startedAt, id])).toString('base64url')
}

export function readCursor(text: string): CallCursor {
  const [startedAt, id] = readList(Buffer.from(text, 'base64url').toString())
  if (!Number.isSafeInteger(startedAt) || typeof id !== 'string') throw new StoreProblem('bad-cursor')
  return { startedAt: startedAt as number, id }
}

function readList(json: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(json)
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
