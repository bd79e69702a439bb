import type { IncomingHttpHeaders } from 'node:http'

/** One HTTP request. `status` is null while it is unanswered, and for ever if the caller or a fault cut it off. */
export interface RequestEntry {
  readonly kind: 'request'
  /** Milliseconds since 1970 on the simulator's clock. */
  readonly at: number
  /** The door it came in by; '' is the main one. */
  readonly door: string
  readonly method: string
  readonly path: string
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  status: number | null
}

/** A WebSocket that was asked for. */
export interface SocketEntry {
  readonly kind: 'socket-opened' | 'socket-refused' | 'socket-closed'
  readonly at: number
  readonly door: string
  readonly socket: number
  readonly path: string
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  /** Close code of a closed socket (1006: without a close frame), HTTP status of a refused one. */
  readonly code?: number
}

/** One text frame. `in` came from the app. */
export interface FrameEntry {
  readonly kind: 'frame'
  readonly at: number
  readonly socket: number
  readonly direction: 'in' | 'out'
  readonly text: string
}

export type WireEntry = RequestEntry | SocketEntry | FrameEntry

/** Everything that was on a face's wire, oldest first. */
export interface WireLog {
  add(entry: WireEntry): void
  /** Tells those who wait that an entry which is already in the log has changed. */
  changed(entry: WireEntry): void
  entries(): readonly WireEntry[]
  /** The first entry, past or future, that the predicate accepts; rejects after `timeoutMs` of real time (default 5,000). */
  waitFor(predicate: (entry: WireEntry) => boolean, timeoutMs?: number): Promise<WireEntry>
  clear(): void
}

/** A simulator that runs for days keeps only the newest entries. */
const mostEntries = 20_000

export function createWireLog(): WireLog {
  let entries: WireEntry[] = []
  const waiting = new Set<(entry: WireEntry) => void>()

  function changed(entry: WireEntry): void {
    for (const look of waiting) look(entry)
  }

  return {
    add(entry) {
      entries.push(entry)
      if (entries.length > mostEntries) entries = entries.slice(mostEntries / 2)
      changed(entry)
    },
    changed,
    entries: () => entries,
    waitFor(predicate, timeoutMs = 5000) {
      const found = entries.find(predicate)
      if (found) return Promise.resolve(found)
      return new Promise((resolve, reject) => {
        const deadline = setTimeout(() => {
          waiting.delete(look)
          reject(new Error(`Nothing like that was on the wire within ${timeoutMs} ms (${entries.length} entries).`))
        }, timeoutMs)
        function look(entry: WireEntry): void {
          if (!predicate(entry)) return
          clearTimeout(deadline)
          waiting.delete(look)
          resolve(entry)
        }
        waiting.add(look)
      })
    },
    clear() {
      entries = []
    },
  }
}
