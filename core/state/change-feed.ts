import type { Change, NumberedChange } from '../../contract/model/change.ts'
import { toFailure } from '../failure.ts'
import type { Log } from '../ports/index.ts'

/** Numbers changes without gaps and tells them to whoever listens. One listener's error is not another's. */
export class ChangeFeed {
  private readonly listeners = new Set<(change: NumberedChange) => void>()
  private readonly log: Log
  private last = 0

  constructor(log: Log) {
    this.log = log
  }

  /** The number of the last change told. */
  get number(): number {
    return this.last
  }

  tell(change: Change): void {
    this.last += 1
    const numbered = { number: this.last, change }
    for (const listener of [...this.listeners]) {
      try {
        listener(numbered)
      } catch (thrown) {
        this.log.error('change listener failed', { failure: toFailure(thrown), change: change.type })
      }
    }
  }

  onChange(listener: (change: NumberedChange) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
