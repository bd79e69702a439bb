import { fail } from '../failure.ts'

/** Runs tasks one at a time, in the order in which they came: for services that refuse a second request of a kind while one runs. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve()

  /**
   * Rejects with `aborted` as soon as the signal does while the task waits; then it is never started. Once it runs, the signal is the task's own matter.
   * A task that fails does not hold up the next.
   */
  run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (signal?.aborted === true) return Promise.reject(fail('aborted'))
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    const giveUp = (): void => reject(fail('aborted'))
    signal?.addEventListener('abort', giveUp, { once: true })
    this.#last = this.#last.then(async () => {
      signal?.removeEventListener('abort', giveUp)
      if (signal?.aborted === true) return
      try {
        resolve(await task())
      } catch (thrown) {
        // The caller's, as it came.
        reject(thrown)
      }
    })
    return promise
  }
}
