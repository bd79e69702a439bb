import type { Call } from '../../contract/model/call.ts'
import { toFailure } from '../failure.ts'
import type { CallStore, Log } from '../ports/index.ts'
import { isLive, recordOf } from './call-machine.ts'
import { PlacedElsewhere } from './placed-elsewhere.ts'

/**
 * Writes calls down as they change, in order, at most one write at a time; of a call that changed twice in between only the latest is written.
 * A write that fails is tried again with the next change: a full disk costs history, never a live call.
 */
export class Journal {
  private readonly store: CallStore
  private readonly log: Log
  private readonly written: () => void
  private readonly placedElsewhere: PlacedElsewhere
  private waiting = new Map<string, Call>()
  private writing: Promise<void> = Promise.resolve()
  private busy = false

  constructor(store: CallStore, log: Log, written: () => void) {
    this.store = store
    this.log = log
    this.written = written
    this.placedElsewhere = new PlacedElsewhere(store, log)
  }

  note(call: Call): void {
    this.waiting.set(call.id, recordOf(call))
    if (!this.busy) this.writing = this.write()
  }

  /** Resolves when everything noted so far is on disk or was refused. */
  async settled(): Promise<void> {
    await this.writing
  }

  /** After a crash, calls of this account that were live then are nobody's: the end was not seen. */
  async layToRest(account: string): Promise<void> {
    const left = (await this.store.unfinished()).filter((call) => call.account === account && isLive(call))
    if (left.length === 0) return
    await this.store.save(left.map((call) => ({ ...call, state: 'unknown' as const })))
    this.written()
  }

  private async write(): Promise<void> {
    this.busy = true
    try {
      while (this.waiting.size > 0) {
        const batch = this.waiting
        this.waiting = new Map()
        if (!(await this.save(batch))) return
      }
    } finally {
      this.busy = false
    }
  }

  private async save(batch: Map<string, Call>): Promise<boolean> {
    try {
      const lines = []
      for (const call of batch.values()) lines.push(await this.placedElsewhere.asWritten(call))
      await this.store.save(lines)
      this.written()
      return true
    } catch (thrown) {
      this.log.error('journal not written', { failure: toFailure(thrown), calls: batch.size })
      this.waiting = new Map([...batch, ...this.waiting])
      return false
    }
  }
}
