import { fail } from '../failure.ts'

/**
 * Work that several callers want at once and that must run only once, like signing in. Whoever comes while it runs joins it; it is aborted when the last
 * who waits has given up.
 */
export class SharedTask<T> {
  #running: { readonly result: Promise<T>; readonly abort: AbortController; waiting: number } | undefined

  /** Starts the work, or joins what runs. Rejects with `aborted` when `signal` does, whatever becomes of the work. */
  async run(start: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (signal.aborted) throw fail('aborted')
    const running = this.#running ?? this.#begin(start)
    running.waiting += 1
    const leave = () => {
      running.waiting -= 1
      if (running.waiting === 0) running.abort.abort()
    }
    let giveUp: (() => void) | undefined
    const given = new Promise<never>((_, reject) => {
      giveUp = () => reject(fail('aborted'))
      signal.addEventListener('abort', giveUp, { once: true })
    })
    try {
      return await Promise.race([running.result, given])
    } finally {
      if (giveUp) signal.removeEventListener('abort', giveUp)
      leave()
    }
  }

  #begin(start: (signal: AbortSignal) => Promise<T>) {
    const abort = new AbortController()
    const running = { result: start(abort.signal), abort, waiting: 0 }
    this.#running = running
    const over = () => {
      if (this.#running === running) this.#running = undefined
    }
    // Somebody who comes after the last has left must not join work that is being aborted.
    abort.signal.addEventListener('abort', over, { once: true })
    running.result.then(over, over)
    return running
  }
}
