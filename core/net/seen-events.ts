const DEFAULT_CAPACITY = 5000

/** Remembers the keys of events, so that one that a service sends again changes nothing. For this run only, and only the newest `capacity` of them. */
export class SeenEvents {
  readonly #capacity: number
  /** In the order in which they were last met. */
  readonly #keys = new Set<string>()

  constructor(capacity = DEFAULT_CAPACITY) {
    this.#capacity = capacity
  }

  /** Whether this is the first time. From now on it is not; what keeps coming back is remembered longest. */
  isNew(key: string): boolean {
    const known = this.#keys.delete(key)
    this.#keys.add(key)
    if (this.#keys.size > this.#capacity) {
      const [oldest] = this.#keys
      if (oldest !== undefined) this.#keys.delete(oldest)
    }
    return !known
  }

  /** The event could not be worked on: let it come again. */
  forget(key: string): void {
    this.#keys.delete(key)
  }

  get size(): number {
    return this.#keys.size
  }
}
